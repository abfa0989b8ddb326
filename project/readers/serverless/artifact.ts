/** `package.artifact`: an archive that somebody else packs. Source: Serverless Framework, "Packaging" (`artifact`, `individually`). */
import path from 'node:path';
import type { Part } from './part';
import type { Service } from './service';

export interface Artifact {
  /** As written. */
  readonly written: string;
  /** Absolute. */
  readonly file: string;
}

/** A function's own, else that of the service. */
export function artifactOf(service: Service, declared: Part): Artifact | undefined {
  const written =
    service.text(service.follow(declared, ['package', 'artifact'])) ?? service.textAt('package', 'artifact');
  return written === undefined ? undefined : { written, file: path.resolve(service.folder, written) };
}

/** Folders that compilers leave archives in. */
const BUILD_FOLDERS = new Set(['target', 'build', 'bin', 'obj', 'out', 'dist']);

/** The folder of what an archive is built from: `orders` of `orders/target/orders-1.0.jar`. Absolute. */
export function builtIn({ file }: Artifact, folder: string): string {
  const parts = path.relative(folder, file).split(path.sep);
  const at = parts.findIndex((part) => BUILD_FOLDERS.has(part));
  return path.resolve(folder, ...parts.slice(0, Math.max(at, 0)));
}

/** Where the handler of what is packed may lie: in the service, in a folder of the archive's name, beside the archive. Absolute. */
export function packedFrom({ file }: Artifact): string[] {
  return [file.slice(0, file.length - path.extname(file).length), path.dirname(file)];
}
