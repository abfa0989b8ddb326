/** When a machine of a run is loaded again: not for a thousand executions, but for each change that counts. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Project, ProjectMachine } from '../../project';
import { LoadedMachines } from '../../run/loadedMachines';
import { temporaryFolder } from '../harness/temporaryFolder';

const definition = (name: string): string => JSON.stringify({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
const project: Project = { root: '', functions: [], machines: [], events: [], problems: [], stacks: [], unset: [] };

const folder = (): string => temporaryFolder({ 'm.asl.json': definition('A'), 'other.asl.json': definition('B') });
const machineIn = (place: string, more: Partial<ProjectMachine> = {}): ProjectMachine => {
  const file = path.join(place, 'm.asl.json');
  return { name: 'm', file, type: 'STANDARD', substitutions: {}, source: { file, line: 0 }, ...more };
};
const created = (place: string, more: Partial<ProjectMachine> = {}): ProjectMachine =>
  machineIn(place, { text: definition('A'), ...more });

interface Second {
  readonly first: (place: string) => ProjectMachine;
  /** What is loaded then; absent: the same object again. */
  readonly then?: (place: string) => ProjectMachine;
  readonly between?: (place: string) => void;
  readonly isKept: boolean;
}

test.each<[what: string, Second]>([
  ['the same machine', { first: machineIn, isKept: true }],
  [
    'one whose file has another text',
    {
      first: machineIn,
      between: (place) => writeFileSync(path.join(place, 'm.asl.json'), definition('C')),
      isKept: false,
    },
  ],
  [
    'one whose file has the same text again',
    {
      first: machineIn,
      between: (place) => writeFileSync(path.join(place, 'm.asl.json'), definition('A')),
      isKept: true,
    },
  ],
  [
    'one whose file is gone',
    { first: machineIn, between: (place) => rmSync(path.join(place, 'm.asl.json')), isKept: false },
  ],
  [
    'one beside whose file another changed',
    { first: machineIn, between: (place) => writeFileSync(path.join(place, 'other.asl.json'), '{}'), isKept: true },
  ],
  ['a machine of the project that was read anew', { first: machineIn, then: machineIn, isKept: false }],
  ['a created one, made anew', { first: created, then: created, isKept: true }],
  [
    'a created one of another text',
    { first: created, then: (place) => created(place, { text: definition('C') }), isKept: false },
  ],
  [
    'a created one of another type',
    { first: created, then: (place) => created(place, { type: 'EXPRESS' }), isKept: false },
  ],
  ['one of another name', { first: created, then: (place) => created(place, { name: 'n' }), isKept: false }],
  [
    'one of another file',
    {
      first: machineIn,
      then: (place) => machineIn(place, { file: path.join(place, 'other.asl.json') }),
      isKept: false,
    },
  ],
])('%s', (_what, { first, then, between, isKept }) => {
  const place = folder();
  const machines = new LoadedMachines();
  const one = first(place);
  const loaded = machines.load(one, project);
  expect(loaded).toHaveProperty('name', 'm');
  between?.(place);
  expect(machines.load(then?.(place) ?? one, project) === loaded).toBe(isKept);
});

test('of more than a thousand the one that was loaded longest ago is forgotten', () => {
  const place = folder();
  const machines = new LoadedMachines();
  const all = Array.from({ length: 1000 }, (_, index) => created(place, { name: `m${index}` }));
  const loaded = all.map((each) => machines.load(each, project));
  expect(machines.load(all[0]!, project)).toBe(loaded[0]);
  machines.load(created(place, { name: 'one more' }), project);
  expect(machines.load(all[1]!, project)).toBe(loaded[1]);
  expect(machines.load(all[0]!, project)).not.toBe(loaded[0]);
});
