/** What the program around a handler has seen of its failure and does not tell AWS: a header of ours beside the error it posts. */

/** As `FailureFacts` of the interpreter. */
export interface FailureFacts {
  readonly exports?: readonly string[];
  readonly behind?: { readonly code?: string; readonly message: string; readonly peer?: string };
  readonly install?: {
    readonly name: string;
    readonly command: string;
    readonly folder?: string;
    readonly isSupplied?: true;
  };
  /** It held more memory than the function may, in MB. */
  readonly memory?: { readonly usedMb: number; readonly sizeMb: number };
}

/** Names that are kept. */
const MOST_NAMES = 50;

/**
 * Only what is known and of the right type: code of the user's runs in the process that sends it.
 *
 * @param header JSON text, percent-encoded
 */
export function readFacts(header: string | string[] | undefined): FailureFacts | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    const { exports, behind, install } = objectIn(JSON.parse(decodeURIComponent(header)));
    const names = Array.isArray(exports)
      ? exports.filter((name) => typeof name === 'string').slice(0, MOST_NAMES)
      : undefined;
    const [error, missing] = [objectIn(behind), objectIn(install)];
    return {
      ...(names && { exports: names }),
      ...(typeof error.message === 'string' && {
        behind: { message: error.message, ...textsOf(error, 'code', 'peer') },
      }),
      ...(typeof missing.name === 'string' &&
        typeof missing.command === 'string' && {
          install: {
            name: missing.name,
            command: missing.command,
            ...textsOf(missing, 'folder'),
            ...(missing.isSupplied === true && { isSupplied: true as const }),
          },
        }),
    };
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : {};
}

function textsOf(
  object: { readonly [name: string]: unknown },
  ...names: readonly string[]
): { [name: string]: string } {
  return Object.fromEntries(
    names.flatMap((name) => (typeof object[name] === 'string' ? [[name, object[name] as string]] : [])),
  );
}
