/** What one language of Lambda handlers must say: a file each beside this one, a line each in the table of `index.ts`. */
import type { HandlerRuntime } from './handlerRuntime';

export interface HandlerLanguage extends HandlerRuntime {
  readonly interpreter: NonNullable<HandlerRuntime['interpreter']>;
  /** The runtime of a function whose template names none: `python3.12`. */
  readonly defaultRuntime: string;
  /** Endings of files that a compiler makes runnable ones from; these stand before what was made from them. */
  readonly sourceEndings: readonly string[];
  /** Endings of files that run as they are. */
  readonly runnableEndings: readonly string[];
  /** What a module may be called that is a folder: `/__init__.py`. */
  readonly initFiles: readonly string[];
  /** Files with one of the endings that hold no code. */
  readonly withoutCode?: RegExp;
  /** Ids of the editor's languages. */
  readonly editorLanguages: readonly [string, ...string[]];
  /** What handlers are called in AWS's own documentation. */
  readonly usualNames: readonly [string, ...string[]];
  /** A handler in one line, for who has none yet. */
  readonly example: string;
  readonly debugger: HandlerDebugger;
  /** How the runtime takes a handler's name apart: `src/app.handler`. */
  splitHandler(handler: string): HandlerName;
  /** The functions a module offers, in order of lines. A scanner, not a parser: half-typed text is the normal case. */
  exportsOf(text: string): ExportedFunction[];
}

export interface HandlerName {
  /** Relative to the code folder, with `/`, without an ending. */
  readonly modulePath: string;
  readonly exportName: string;
}

/** Lines are zero-based. */
export interface ExportedFunction {
  /** By which the runtime finds it: `handler`, `default.handler`. */
  readonly name: string;
  /** UTF-16 offset of what gives it: two names of one function have the same. */
  readonly start: number;
  readonly line: number;
  /** Where what belongs to it begins (comments, decorators), and its last line. */
  readonly from: number;
  readonly to: number;
  /** It can be called with an event and a context, as far as its head tells. */
  readonly takesEvent: boolean;
}

/** A process of the user's that waits for the editor's debugger. */
export interface DebuggerAddress {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute: bundles, and maps beside them. */
  readonly outFiles: readonly string[];
  /** Absolute: folders of the user's own code beside {@link cwd}, such as layers and packages of the same workspace. */
  readonly beside?: readonly string[];
}

/** The editor's own debugger of a language. */
export interface HandlerDebugger {
  /** The debug type in launch.json. */
  readonly type: string;
  /** What brings it, where it is no part of the editor. */
  readonly extension?: { readonly name: string; readonly id: string };
  /** What waits at the address speaks the Debug Adapter Protocol itself: an editor without the type can talk to it. */
  readonly speaksProtocol?: true;
  /** The rest of the configuration that attaches to a process; `ownFiles` is a glob of what is ours, `/` on every system. */
  attachment(address: DebuggerAddress, ownFiles: string): { readonly [attribute: string]: unknown };
}
