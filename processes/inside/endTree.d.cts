/** One process of this machine, alive. */
export interface ProcessEntry {
  readonly pid: number;
  /** The kernel's letter, such as `S`. */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  /** The session that `setsid` makes; 0 where it is not known. */
  readonly session: number;
  /** When it began, in the kernel's own clock; 0 where that is not known. */
  readonly started: number;
  /** Where the list already tells it. */
  readonly environment?: string;
}

/** What one program of the user's started, with the program itself. */
export interface Session {
  /** Of the program: it leads its own process group. */
  readonly pid: number;
  /** The value of {@link VARIABLE}. */
  readonly secret: string;
  /** As {@link ProcessEntry.started}. */
  readonly started: number;
}

export declare const VARIABLE: string;
export declare const PAUSE_MS: number;
export declare const PATIENCE_MS: number;
/** `NAME=value` with zero bytes between; empty where it cannot be read. Linux only. */
export declare function environmentOf(pid: number): string;
/** Whether it has no child, certainly; false where that is not told. */
export declare function isChildless(pid: number): boolean;
/**
 * Whether the first process of a session may have started another; undefined: it was told to stop and has not yet. Linux only.
 */
export declare function hasStartedOthers(session: Session): boolean | undefined;
/** At once. @returns whether it was there to be told */
export declare function kill(pid: number): boolean;
/** Those of the whole machine; undefined where they cannot be listed, as on Windows. */
export declare function processes(): ProcessEntry[] | undefined;
/** What `ps` of macOS says. */
export declare function parsePs(text: string): ProcessEntry[];
export declare function membersOf(
  all: readonly ProcessEntry[],
  session: Session,
  readEnvironment?: (pid: number) => string,
): number[];
/** @returns how many processes one look found and ended; the caller's own is not among them */
export declare function endMembers(session: Session, all: readonly ProcessEntry[] | undefined): number;
/** Blocks until none is left, or patience is. */
export declare function endSession(session: Session): void;
/** The program that ends a tree on Windows, and its arguments. */
export declare function taskkill(pid: number): readonly [program: string, args: readonly string[]];
export declare function startOf(pid: number): number;
/** Linux only. */
export declare function isAlive(pid: number, started: number): boolean;
/** Does not return. */
export declare function endTree(secret: string): void;
export declare function endDescendants(): void;
