import type { Files } from '../files';
import type { ProjectFunction, ProjectMachine, ProjectProblem } from '../project';

/** What one kind of project description says of a folder. */
export interface ReaderResult {
  readonly functions: readonly ProjectFunction[];
  readonly machines: readonly ProjectMachine[];
  readonly problems: readonly ProjectProblem[];
  /** Absolute paths of what was read. */
  readonly searched: readonly string[];
}

/** Reads a folder, or answers undefined where it holds nothing of its kind. */
export type ProjectReader = (folder: string, files: Files) => ReaderResult | undefined;
