import path from 'node:path';
import type { Files } from '../../../files';
import type { CdkApp } from '../app';
import type { CdkProgram } from '../static/program';

/** Milliseconds: files that were written together, such as by one checkout, are of one age. */
const SAME_AGE = 2_000;

/** A source of the app that was written after its assembly, relative to the app; handlers do not count, they run as they are. */
export function newerSource(program: CdkProgram, manifest: string, app: CdkApp, files: Files): string | undefined {
  const made = files.modifiedAt(manifest);
  if (made === undefined) return undefined;
  const isNewer = (file: string): boolean => (files.modifiedAt(file) ?? 0) > made + SAME_AGE;
  const newer = isNewer(app.file) ? app.file : program.firstSource(isNewer);
  return newer === undefined ? undefined : path.relative(app.folder, newer);
}
