/** What the program around a handler has seen of its failure and does not tell AWS: a header of ours beside the error it posts. */
import type { FailureFacts } from '../core/handlers';
import { commandIn } from '../processes/shell';

/** With what is not told on: `layers/layerFacts` makes something of it. */
export interface PostedFacts extends FailureFacts {
  readonly seen?: SeenFacts;
}

/** What the bootstraps see and only this room makes something of. */
export interface SeenFacts {
  /** A module that was not found, or a path of `/opt`. */
  readonly missing?: {
    readonly name: string;
    /** What installs a package, up to its name: `npm i -D`. */
    readonly installer: string;
    /** Absolute path of the folder to do it in. */
    readonly folder?: string;
  };
  /** A compiled module that does not load, and the version of the Python that it does not load in. */
  readonly native?: { readonly file: string; readonly python?: string };
}

/** Names that are kept. */
const MOST_NAMES = 50;

/**
 * Only what is known and of the right type: code of the user's runs in the process that sends it.
 *
 * @param header JSON text, percent-encoded
 */
export function readFacts(header: string | string[] | undefined): PostedFacts | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    const { exports, behind, install, seen } = objectIn(JSON.parse(decodeURIComponent(header)));
    const names = Array.isArray(exports)
      ? exports.filter((name) => typeof name === 'string').slice(0, MOST_NAMES)
      : undefined;
    const [error, missing] = [objectIn(behind), objectIn(install)];
    const known = seenIn(objectIn(seen));
    return {
      ...(names && { exports: names }),
      ...(typeof error.message === 'string' && {
        behind: { message: error.message, ...textsOf(error, 'code', 'peer') },
      }),
      ...(typeof missing.name === 'string' &&
        typeof missing.command === 'string' && {
          install: {
            name: missing.name,
            command: commandIn(textsOf(missing, 'folder')['folder'], missing.command),
            ...textsOf(missing, 'upTo', 'interpreter', 'line'),
            ...(missing.isSupplied === true && { isSupplied: true as const }),
          },
        }),
      ...(Object.keys(known).length > 0 && { seen: known }),
    };
  } catch {
    return undefined;
  }
}

function seenIn({ missing, native }: { readonly [name: string]: unknown }): SeenFacts {
  const [module, compiled] = [objectIn(missing), objectIn(native)];
  return {
    ...(typeof module.name === 'string' &&
      typeof module.installer === 'string' && {
        missing: { name: module.name, installer: module.installer, ...textsOf(module, 'folder') },
      }),
    ...(typeof compiled.file === 'string' && { native: { file: compiled.file, ...textsOf(compiled, 'python') } }),
  };
}

export function objectIn(value: unknown): { readonly [name: string]: unknown } {
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
