/** What is known of a failure of a handler beside what it tells AWS, and from which `core/explain` says why. */

/** What a runner has seen of a failure, beside what it tells AWS. */
export interface FailureFacts {
  /** The names that a handler's file exports, where the one that is asked for is none of them. */
  readonly exports?: readonly string[];
  /** The error behind one that says nothing, such as `fetch failed`. */
  readonly behind?: {
    /** Such as `ECONNREFUSED`. */
    readonly code?: string;
    readonly message: string;
    /** Host, and port where there is one, that could not be reached: `127.0.0.1:3000`. */
    readonly peer?: string;
  };
  /** A package that is missing here, and the command that installs it. */
  readonly install?: {
    readonly name: string;
    /** To paste as it stands. */
    readonly command: string;
    /** On AWS, Lambda has it. */
    readonly isSupplied?: true;
    /** Absolute path of the Python that it is missing in. */
    readonly interpreter?: string;
    /** The line of the interpreter, such as `3.12`. */
    readonly line?: string;
    /** Lambda had it for runtimes up to this one. */
    readonly upTo?: string;
  };
  readonly layer?: LayerFact;
  /** A compiled module that does not run here. */
  readonly native?: {
    /** Absolute. */
    readonly file: string;
    /** `macOS (arm64)`, `Python 3.9` */
    readonly made: string;
    readonly here: string;
  };
  /** It held more memory than the function may, in MB. */
  readonly memory?: { readonly usedMb: number; readonly sizeMb: number };
}

/**
 * Whether what is missing is missing on this machine alone: what Lambda supplies, what the project names and nobody has
 * installed, or what a layer would bring. The function as it is deployed has it.
 */
export function isMissingHereOnly({ install, layer }: FailureFacts): boolean {
  if (install !== undefined) return install.upTo === undefined;
  switch (layer?.kind) {
    case 'known':
    case 'perhaps':
    case 'unbuilt':
      return true;
    case 'noPath':
      return layer.names.length > 0;
    default:
      return false;
  }
}

/** What layers have to do with a failure. */
export type LayerFact =
  /** A layer whose content is not in the project has the module on AWS. */
  | {
      readonly kind: 'known';
      readonly name: string;
      readonly module: string;
      /** To paste as it stands. */
      readonly command: string;
    }
  /** One of these may have it. */
  | { readonly kind: 'perhaps'; readonly names: readonly string[]; readonly module: string }
  /** What a layer's list of packages names is not installed. */
  | {
      readonly kind: 'unbuilt';
      readonly name: string;
      readonly manifest: string;
      /** To paste as it stands. */
      readonly command: string;
    }
  /** No layer has a path of `/opt`; the content of these is not in the project. */
  | { readonly kind: 'noPath'; readonly path: string; readonly names: readonly string[] }
  /** A layer has the module where Lambda does not look. Versions of Python: `3.9`. */
  | { readonly kind: 'otherPython'; readonly name: string; readonly has: string; readonly wanted: string };
