/** Where the history of a run and what is recorded of it go, and what they leave out. */
import path from 'node:path';
import { readMask, type Mask } from '../../core/mask';
import type { ProjectSettings } from '../../project';
import { historyFileName, isHistoriesFolder } from '../../project';
import type { Choices, OptionName } from './options';
import type { RecordTarget } from '../record/recordFile';
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
  const { mask, faults } = chosenMask('history', asked, settings);
  if (history === '-') return { mask, faults };
  const named = resolve(history);
  const isFolder = /[\\/]$/.test(history) || isHistoriesFolder(named) || isExistingFolder(named);
  const file = isFolder ? path.join(named, historyFileName(machine, new Date().toISOString())) : named;
  return { file, mask, faults };
}

/** Undefined: nothing is to be recorded. */
export function recordTarget(
  { record, mask: asked = [] }: Pick<Choices, 'record' | 'mask'>,
  { settings, resolve }: Omit<HistoryOptions, 'machine'>,
): (RecordTarget & Pick<HistoryTarget, 'faults'>) | undefined {
  if (record === undefined) return undefined;
  return { file: resolve(record), ...chosenMask('record', asked, settings) };
}

function chosenMask(
  option: OptionName,
  asked: readonly string[],
  settings: HistoryOptions['settings'],
): Pick<HistoryTarget, 'mask' | 'faults'> {
  const { mask, problems } = readMask([...asked, ...(settings?.mask ?? [])]);
  const mistakes = problems.map((message) => ({ option: 'mask' as const, message }));
  const fault = settings?.maskFault;
  return { mask, faults: fault === undefined ? mistakes : [{ option, message: fault }, ...mistakes] };
}

function isExistingFolder(place: string): boolean {
  return statsAt(place)?.isDirectory() ?? false;
}
