import type { Files } from '../files';
import type { Values } from '../../core/values';
import type { ProjectFunction, ProjectMachine, ProjectProblem, ProjectSettings, Stack } from '../project';

/** What one kind of project description says of a folder. */
export interface ReaderResult {
  readonly stacks: readonly Stack[];
  readonly functions: readonly ProjectFunction[];
  readonly machines: readonly ProjectMachine[];
  readonly problems: readonly ProjectProblem[];
  /** Absolute paths of what was read. */
  readonly searched: readonly string[];
}

/** What a reader is given besides the files. */
export interface ReaderContext {
  /** Absolute; ids of stacks are relative to it. */
  readonly root: string;
  readonly values: Values;
  readonly settings?: ProjectSettings;
  /** Variables of this process that a deployment tool would read: those that begin with `TF_VAR_`. */
  readonly environment?: { readonly [name: string]: string | undefined };
}

/** One way to describe a project. A new one is a file beside this and a line of the table in `index.ts`. */
export interface ProjectReader {
  /** Such as `SAM`. */
  readonly name: string;
  /**
   * Names of files that are of this kind whatever they hold. The first is the usual one: in a workspace that has it the
   * extension starts.
   */
  readonly markFiles: readonly string[];
  /**
   * Whether a name in a folder may mean that it is of this kind. Of a repository's hundred thousand names each is asked
   * about, so the name alone must tell; a folder without such a name is not asked about any further.
   */
  mayMark(name: string): boolean;
  /** Files of a folder that describe a project of this kind: the nearest folder that has one is the project's. */
  filesIn(folder: string, files: Files): readonly string[];
  /** Other files that mention what belongs to the project, as an app's settings need not: absolute paths, the likeliest first. */
  mentionedIn?(folder: string, files: Files): Iterable<string>;
  /** Whether the project of one folder takes another as a part of its own, such as a module, that stands for no project itself. */
  includes?(folder: string, part: string, files: Files): boolean;
  /** Reads a folder, or answers undefined where it holds nothing of its kind. */
  read(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined;
}
