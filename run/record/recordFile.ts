/** The file that a run is recorded into, in the form of `.vscode/stepwise.json`: what it holds already stays in it. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { phrase } from '../../core/l10n/phrase';
import type { Mask } from '../../core/mask';
import { jsonEquals } from '../../core/query';
import { MISSING, parseSettings, readTextFile, reasonOf, replaceFile, withValue } from '../../project';
import type { CallMockAnswer, Mock, MockAnswer } from '../../project';
import type { Recording } from './recorder';

export interface RecordTarget {
  /** Absolute path. */
  readonly file: string;
  readonly mask: Mask;
}

/** What a run that was recorded says of it. */
export interface RecordedWords {
  readonly words: readonly string[];
  readonly problems: readonly string[];
}

/** Why nothing can be recorded there, so that no run begins in vain. */
export function recordProblem(file: string): string | undefined {
  const read = textOf(file);
  if ('problem' in read) return read.problem;
  const { problems } = parseSettings(file, read.text === '' ? '{}' : read.text);
  const [first] = problems;
  return first && phrase`${file} is left as it is: ${first.message}`;
}

/** Adds a recording to the file. @param shown what the file is called in a sentence */
export function writeRecording(file: string, recording: Recording, shown: string): RecordedWords {
  const { leftOut } = recording;
  const read = textOf(file);
  if ('problem' in read) return { words: leftOut, problems: [read.problem] };
  const { text, kept, replaced, unasked, added } = merged(file, read.text, recording);
  if (added === 0)
    return { words: [phrase`Nothing came back from outside, so nothing is recorded.`, ...leftOut], problems: [] };
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    replaceFile(file, text);
  } catch (error) {
    return { words: leftOut, problems: [phrase`The recording cannot be written to ${shown}: ${reasonOf(error)}.`] };
  }
  const words = [
    added === 1 ? phrase`1 answer is recorded in ${shown}.` : phrase`${added} answers are recorded in ${shown}.`,
    ...leftOut,
    ...(kept.length === 0 ? [] : [phrase`Your own mocks of ${kept.join(', ')} stay as they are.`]),
    ...(replaced.length === 0 ? [] : [phrase`Its earlier answers of ${replaced.join(', ')} are replaced.`]),
    ...(unasked.length === 0
      ? []
      : [
          phrase`Recorded earlier, and not asked for this time: ${unasked.join(', ')}. Remove what is no longer called.`,
        ]),
  ];
  return { words, problems: [] };
}

interface Merged {
  readonly text: string;
  /** What a person has written, which stays. */
  readonly kept: readonly string[];
  /** States with a recording of before. */
  readonly replaced: readonly string[];
  readonly unasked: readonly string[];
  readonly added: number;
}

function merged(file: string, before: string, { mocks, calls }: Recording): Merged {
  const { settings } = parseSettings(file, before === '' ? '{}' : before);
  const kept: string[] = [];
  const replaced: string[] = [];
  const unasked: string[] = [];
  let text = before;
  let added = 0;
  for (const [machine, states] of Object.entries(mocks)) {
    for (const [state, mock] of Object.entries(states)) {
      const known = listOf(settings.mocks[machine]?.[state]);
      if (known.some(isByHand)) kept.push(`"${state}"`);
      else {
        if (known.length > 0) replaced.push(`"${state}"`);
        text = withValue(text, ['mocks', machine, state], mock);
        added += listOf(mock).length;
      }
    }
  }
  for (const [action, mock] of Object.entries(calls)) {
    const recorded = listOf(mock) as readonly CallMockAnswer[];
    const known = listOf(settings.calls?.[action]) as readonly CallMockAnswer[];
    const others = known.filter((each) => isByHand(each) || !recorded.some((other) => isForSame(each, other)));
    const fresh = recorded.filter((each) => !others.some((other) => isForSame(each, other)));
    if (fresh.length < recorded.length) kept.push(action);
    unasked.push(...others.filter((each) => !isByHand(each)).map(() => action));
    if (fresh.length === 0) continue;
    text = withValue(text, ['calls', action], [...fresh, ...others]);
    added += fresh.length;
  }
  for (const [action, mock] of Object.entries(settings.calls ?? {})) {
    if (!Object.hasOwn(calls, action) && !listOf(mock).every(isByHand)) unasked.push(action);
  }
  return { text, kept, replaced, unasked: [...new Set(unasked)], added };
}

function listOf(mock: Mock | undefined): readonly MockAnswer[] {
  if (mock === undefined) return [];
  return Array.isArray(mock) ? (mock as readonly MockAnswer[]) : [mock as MockAnswer];
}

function isByHand({ recorded }: MockAnswer): boolean {
  return recorded === undefined;
}

function isForSame(one: CallMockAnswer, other: CallMockAnswer): boolean {
  return one.input === undefined || other.input === undefined
    ? one.input === other.input
    : jsonEquals(one.input, other.input);
}

function textOf(file: string): { readonly text: string } | { readonly problem: string } {
  if (!existsSync(file)) return { text: '' };
  const { text, reason } = readTextFile(file);
  if (text !== undefined) return { text };
  return reason === MISSING ? { text: '' } : { problem: phrase`${file} cannot be read: ${reason}.` };
}
