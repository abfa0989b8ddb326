/** How long a debugged run has stood still, so that no duration counts it. */
import { expect, test } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { Breakpoints } from '../../debugger/breakpoints';
import { ExecutionControl } from '../../debugger/executionControl';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } };
const machine = buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!;

function point(name: string, strand = ''): PausePoint {
  return { when: 'enter', state: machine.root.byName.get(name)!, strand } as PausePoint;
}

function control(stopOnEntry: boolean) {
  let now = 100;
  const listener = { stopped: () => undefined, logPoint: () => undefined };
  const made = new ExecutionControl(new Breakpoints(() => []), listener, stopOnEntry, () => now);
  return { made, pass: (milliseconds: number) => void (now += milliseconds) };
}

test('a stop counts while a person looks at it, and is added to those before', () => {
  const { made, pass } = control(true);
  pass(5);
  void made.pause(point('A'));
  pass(20);
  expect(made.stoodStill).toBe(20);
  made.resume('next');
  pass(3);
  expect(made.stoodStill).toBe(20);
  void made.pause(point('B'));
  pass(7);
  expect(made.stoodStill).toBe(27);
});

test('a line that waits while another is stopped counts nothing twice', () => {
  const { made, pass } = control(true);
  void made.pause(point('A'));
  void made.pause(point('A', '/P#0:1'));
  pass(10);
  made.resume('continue');
  pass(10);
  expect(made.stoodStill).toBe(10);
});

test('a pause in the middle of a state counts, until the run ends', () => {
  const { made, pass } = control(false);
  void made.pause(point('A'));
  made.requestPause();
  pass(10);
  made.end();
  pass(10);
  expect(made.stoodStill).toBe(10);
});
