/** How the handlers of one kind of runtimes are started: see the table in `index.ts`. What the kind itself is stands in `core/handlers`. */
import type { Failure } from '../failure';
import type { AwsTarget, FunctionSpec, ModuleFinder } from '../lambda';
import type { Mount } from '../layers/layer';
import type { TypeScriptBundler } from '../typescriptBundle';

/** How to start one handler process. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute; absent: the function's code folder. */
  readonly cwd?: string;
  /** It is no program of ours, and does not end by itself with its owner. */
  readonly isForeign?: boolean;
  /** It is the same whether it was started for this or for nothing yet: see `takeBlank`. */
  readonly mayBeBlank?: boolean;
  /** Added to the function's environment. */
  readonly env: { readonly [name: string]: string };
  /** Files whose change makes a warm process stale. */
  readonly sources: readonly string[];
  /** Where bundles and maps lie, for the debugger. */
  readonly outFiles: readonly string[];
  /** Absolute: folders of the user's own code beside the function's. */
  readonly beside?: readonly string[];
  /** The first lines of the stack belong to us, not to the user. */
  readonly debugger?: 'inspector' | 'debugpy';
}

export interface LaunchContext {
  readonly target: AwsTarget;
  readonly debug: boolean;
  /** The executable that the person chose. */
  readonly chosen?: string;
  readonly debugpyDir?: string;
  /** See `standstillFile`; absent: time never stands still. */
  readonly standstillFile?: string;
  readonly bootstrapDir: string;
  /** Of the function's layers: what wins first. */
  readonly mounts?: readonly Mount[];
  /** See `LambdaHostOptions`. */
  readonly suppliedDir?: string;
  /** Told where {@link debug} is asked for, and nothing here can; `command` installs it. */
  withoutDebugger(command: string): void;
  bundler(): TypeScriptBundler;
  /** See `LambdaHostOptions`. */
  readonly modules?: () => ModuleFinder;
  /** Said to the user once, in the log. */
  info(text: string): void;
  /** Said once for all functions: what is true of this machine. */
  infoOnce(text: string): void;
}

/** What stands between a handler's programs and AWS: with target `aws` the route, with every other the guard. */
export type Preload = 'awsGuard' | 'awsRoute';

export interface Runtime {
  /**
   * Variables that load the guard of AWS's names, or the way to AWS, into every program of this language before its own
   * code. All processes have those of all languages, since a handler may start programs of another.
   *
   * @param variables what the process has without it
   */
  preloadVariables?(
    preload: Preload,
    bootstrapDir: string,
    variables: { readonly [name: string]: string | undefined },
  ): { readonly [name: string]: string };
  prepare(spec: FunctionSpec, context: LaunchContext): Promise<Launch | Failure>;
}

export function isFailure(value: Launch | Failure): value is Failure {
  return 'reason' in value;
}
