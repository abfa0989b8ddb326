/** Where the history of a run goes, and what it leaves out. */
import path from 'node:path';
import { readMask, type Mask } from '../../core/mask';
import type { ProjectSettings } from '../../project';
import { historyFileName, isHistoriesFolder } from '../../project';
import type { Choices, OptionName } from './options';
import { statsAt } from './statsAt';

export interface HistoryTarget {
  /** Absolute path; absent: standard output. */
  readonly file?: string;
  readonly mask: Mask;
  /** What is wrong with the mask, by the option that brought it: one that cannot be read may be the one that matters. */
  readonly faults: readonly { readonly option: OptionName; readonly message: string }[];
}

export interface HistoryOptions {
  readonly machine: string;
  readonly settings: Pick<ProjectSettings, 'mask' | 'maskFault'> | undefined;
  /** From a path as it was written to an absolute one. */
  resolve(written: string): string;
}

/** Undefined: none is asked for. `history` is a file, a folder, or `-` for standard output. */
export function historyTarget(
  { history, mask: asked = [] }: Pick<Choices, 'history' | 'mask'>,
  { machine, settings, resolve }: HistoryOptions,
): HistoryTarget | undefined {
  if (history === undefined) return undefined;
  const { mask, problems } = readMask([...asked, ...(settings?.mask ?? [])]);
  const mistakes = problems.map((message) => ({ option: 'mask' as const, message }));
  const fault = settings?.maskFault;
  const faults = fault === undefined ? mistakes : [{ option: 'history' as const, message: fault }, ...mistakes];
  if (history === '-') return { mask, faults };
  const named = resolve(history);
  const isFolder = /[\\/]$/.test(history) || isHistoriesFolder(named) || isExistingFolder(named);
  const file = isFolder ? path.join(named, historyFileName(machine, new Date().toISOString())) : named;
  return { file, mask, faults };
}

function isExistingFolder(place: string): boolean {
  return statsAt(place)?.isDirectory() ?? false;
}
