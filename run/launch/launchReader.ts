import type { Json } from '../../core/json';
import type { Project } from '../../project';
import type { Wording } from '../wording';
import type { Front } from './front';

/** Where the texts of a run come from. */
export interface LaunchReader extends Front {
  /** From a path as it was written to an absolute one. */
  resolve(written: string): string;
  /** What a path as it was written is called in a sentence. */
  nameOf(written: string): string;
  /** The text at a path as it was written, of at most `most` bytes; `reason` says why there is none. */
  read(written: string, most?: number): Promise<{ readonly text: string } | { readonly reason: string | undefined }>;
  /** Values that a person has given one by one, before those of the options and settings. */
  readonly values?: { readonly [key: string]: Json };
  /** What files are called, and how what is in them is run. */
  readonly wording: Wording;
  /** Hears what is wrong with the project's files before anything about the machine is said. */
  found?(project: Project): void;
}

/** A mistake, as a sentence. */
export type Problem = { readonly problem: string };
