/** What one language must say so that its handlers can run: see the table in `index.ts`. */
import type { Failure } from '../failure';
import type { AwsTarget, FunctionSpec } from '../lambda';
import type { TypeScriptBundler } from '../typescriptBundle';

/** How to start one handler process. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the function's environment. */
  readonly env: { readonly [name: string]: string };
  /** Files whose change makes a warm process stale. */
  readonly sources: readonly string[];
  /** Where bundles and maps lie, for the debugger. */
  readonly outFiles: readonly string[];
  /** The first lines of the stack belong to us, not to the user. */
  readonly debugger?: 'inspector' | 'debugpy';
}

export interface LaunchContext {
  readonly target: AwsTarget;
  readonly debug: boolean;
  readonly node?: string;
  readonly python?: string;
  readonly debugpyDir?: string;
  readonly bootstrapDir: string;
  bundler(): TypeScriptBundler;
  /** Said to the user once, in the log. */
  info(text: string): void;
}

export interface Runtime {
  /** AWS's name begins so, `nodejs`; also the fallback by the file's ending. */
  readonly prefix: string;
  readonly extensions: readonly string[];
  /** `AWS_EXECUTION_ENV` where the function names no runtime. */
  readonly defaultName: string;
  prepare(spec: FunctionSpec, context: LaunchContext): Promise<Launch | Failure>;
}

export function isFailure(value: Launch | Failure): value is Failure {
  return 'reason' in value;
}
