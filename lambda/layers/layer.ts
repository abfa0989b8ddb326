/** Layers of a function: what of `/opt` is where on this machine. Nothing is copied there. */
import path from 'node:path';

/** As the project tells it. */
export interface FunctionLayer {
  /** ARN, or the name that the deployment file gives it. */
  readonly name: string;
  /** Absolute path of what becomes `/opt`, a folder or a zip file; absent: its content is not in the project. */
  readonly dir?: string;
  /** The folder of `/opt` that {@link dir} becomes where it is not `/opt` itself: `python`. */
  readonly under?: string;
  /** Absolute path of what a tool has built of it, `/opt` itself. */
  readonly built?: string;
}

/** A folder that stands for `/opt`, or for a folder of it. */
export interface Mount {
  readonly layer: string;
  /** Empty for `/opt` itself, else `python`. */
  readonly at: string;
  /** Absolute. */
  readonly dir: string;
}

/** Where a path of `/opt` would be, the one that wins first. @param inside of `/opt`: `nodejs/node_modules` */
export function placesOf(inside: string, mounts: readonly Mount[]): string[] {
  return mounts.flatMap(({ at, dir }) => {
    if (at === '') return [path.join(dir, inside)];
    if (inside !== at && !inside.startsWith(`${at}/`)) return [];
    return [path.join(dir, inside.slice(at.length + 1))];
  });
}
