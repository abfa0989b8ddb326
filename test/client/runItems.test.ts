/** Runs and machines as entries of the list: all that is shown of each, line by line in `tables/runItems.txt`. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { machineItem, machineKey, runItem } from '../../client/runs/runItem';
import type { RunRecord } from '../../client/runs/runRecord';
import { LOOKS, momentText, runLine, stateName } from '../../client/runs/runWords';
import { expectAnswers } from '../harness/golden';
import { editor } from './editor/editor';

const NOW = Date.UTC(2030, 4, 1, 12, 30, 5);
const RUN = { id: 'r1', name: 'Order', status: 'SUCCEEDED', startedAt: NOW, program: '/shop/order.asl.json' };

beforeEach(() => {
  editor.reset();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => void vi.useRealTimers());

/** Times of day go by the zone of whoever runs the test. */
const withoutZone = (text: string): string =>
  text.replace(/Started [^\n]*/g, 'Started MOMENT').replace(/\d\d:\d\d:\d\d/g, 'TIME');

function shown(item: vscode.TreeItem): string {
  const { label, description, tooltip, iconPath, contextValue, command, collapsibleState, id } = item;
  const icon = iconPath as { readonly id: string; readonly color?: { readonly id: string } };
  const parts = [label, description, tooltip, [icon.id, icon.color?.id].filter(Boolean).join(' '), contextValue];
  const words = parts.map((part) =>
    typeof part === 'string' ? part : ((part as { label?: string } | undefined)?.label ?? ''),
  );
  const does = command && [command.title, command.command, ...(command.arguments as string[])].join(' ');
  const read = item.accessibilityInformation?.label;
  return withoutZone([id, ...words, collapsibleState, does, read].join(' | '));
}

it('shows each', () =>
  expectAnswers(path.join(import.meta.dirname, 'tables', 'runItems.txt'), (written) => {
    const [what, text] = written.split(/ (?=\{)/, 2) as [string, string];
    const given = JSON.parse(text) as Partial<RunRecord> & {
      readonly stopped?: string;
      readonly question?: string;
      readonly hasStarted?: boolean;
      readonly count?: number;
    };
    const { stopped, question, hasStarted = false, count = 0, ...record } = given;
    if (what === 'machine') return shown(machineItem({ name: 'Order', program: undefined, count, ...record }));
    const run = {
      ...RUN,
      ...record,
      ...('program' in record && { program: record.program ?? undefined }),
    } as RunRecord;
    if (what === 'line') return withoutZone(runLine(run));
    const asked = question === undefined ? undefined : ({ state: question, words: 'It waits.' } as never);
    return shown(runItem(run, { hasStarted, stopped, question: asked }));
  }));

it.each([
  ['A', 'A'],
  ['Each/Pack', 'Pack'],
  ['Each/in~1out', 'in/out'],
  ['Each/a~0b~01', 'a~b~1'],
])('a state at %s is called %s', (statePath, name) => expect(stateName(statePath)).toBe(name));

it('names the day of what began more than a day ago', () => {
  const day = 24 * 60 * 60 * 1000;
  for (const [ago, hasDay] of [
    [0, false],
    [day - 1, false],
    [day, true],
    [-day + 1, false],
    [-day, true],
  ] as const)
    expect(/[A-Z]/.test(momentText(NOW - ago)), String(ago)).toBe(hasDay);
});

it('has a word of its own, and an icon, for each end', () => {
  const looks = Object.values(LOOKS);
  for (const kind of ['icon'] as const) expect(new Set(looks.map((look) => look[kind])).size).toBe(looks.length);
  expect(new Set(looks.map(({ words }) => String(words()))).size).toBe(looks.length);
  expect(machineKey(undefined, 'A')).not.toBe(machineKey('A', ''));
});
