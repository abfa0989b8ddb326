/** A machine that is drawn from a history of it: what was entered, inside what, and where it led. Each is run, and then forgotten. */
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../core/graph/buildGraph';
import { sketchMachine } from '../../core/graph/sketchMachine';
import { envelopesOf, placedHistory, type RunEvent } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { run, type Case } from '../interpreter/check';

const machineOf = (definition: object) =>
  buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!;

async function sketchOf(given: Case): Promise<Json> {
  const { events } = await run(given);
  return sketchMachine(events, envelopesOf(machineOf({ States: {} }).root, events)!);
}

/** Of rules, catchers and what goes on, a history tells only where they led. */
const waysOf = (told: readonly RunEvent[]): string[] =>
  told.flatMap((each) => {
    if (each.kind !== 'note' || each.note.type !== 'TransitionTaken') return [];
    return [`${each.note.from} to ${each.note.to ?? 'the end'}`];
  });

const PASS = { Type: 'Pass', End: true };

interface Sketched {
  readonly machine: Json;
  readonly input?: Json;
  readonly replies?: Case['replies'];
  /** Absent: the machine itself, but for what no history tells. */
  readonly sketch: Json;
}

const CASES: Record<string, Sketched> = {
  'a chain': {
    machine: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
    sketch: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
  },
  'a choice, with the way that was taken alone': {
    machine: {
      StartAt: 'A',
      States: {
        A: { Type: 'Choice', Choices: [{ Variable: '$.x', NumericEquals: 1, Next: 'B' }], Default: 'C' },
        B: PASS,
        C: PASS,
      },
    },
    input: { x: 1 },
    sketch: { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Next: 'B' }] }, B: PASS } },
  },
  'branches, and names with signs': {
    machine: {
      StartAt: 'a/b#1:0',
      States: {
        'a/b#1:0': {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: PASS } },
            { StartAt: 'C', States: { C: PASS } },
          ],
          Next: 'End',
        },
        End: { Type: 'Succeed' },
      },
    },
    sketch: {
      StartAt: 'a/b#1:0',
      States: {
        'a/b#1:0': {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: PASS } },
            { StartAt: 'C', States: { C: PASS } },
          ],
          Next: 'End',
        },
        End: { Type: 'Succeed' },
      },
    },
  },
  'iterations, which are one, and what is inside of them': {
    machine: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Both',
            States: {
              Both: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: PASS } }], End: true },
            },
          },
          End: true,
        },
      },
    },
    input: [1, 2, 3],
    sketch: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Both',
            States: {
              Both: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: PASS } }], End: true },
            },
          },
          End: true,
        },
      },
    },
  },
  'a loop, whose second way out is a catcher’s': {
    machine: {
      StartAt: 'Try',
      States: {
        Try: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
          End: true,
        },
        Mend: { Type: 'Pass', Next: 'Try' },
      },
    },
    replies: { Try: [{ error: 'Busy' }, { output: 1 }] },
    sketch: {
      StartAt: 'Try',
      States: {
        Try: { Type: 'Task', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }], End: true },
        Mend: { Type: 'Pass', Next: 'Try' },
      },
    },
  },
  'what it stood in when it failed, as the end of what is known': {
    machine: {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'Try' },
        Try: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'A' },
      },
    },
    replies: { Try: [{ output: 1 }, { error: 'Busy' }] },
    sketch: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Try' }, Try: { Type: 'Task', Next: 'A' } } },
  },
};

describe('a sketch', () => {
  it.each(Object.entries(CASES))('has %s', async (_, { sketch, ...given }) => {
    expect(await sketchOf(given)).toEqual(sketch);
  });

  it.each(Object.entries(CASES))('is a machine that the history fits: %s', async (_, given) => {
    const { events, all } = await run(given);
    const sketched = machineOf((await sketchOf(given)) as object);
    const paths = new Set(buildGraph(sketched).nodes.map(({ id }) => id));
    const told = placedHistory(sketched, events);
    expect(told.filter(({ kind }) => kind === 'history')).toHaveLength(events.length);
    for (const { envelope } of told)
      expect(envelope.statePath === undefined || paths.has(envelope.statePath)).toBe(true);
    expect(waysOf(told)).toEqual(waysOf(all));
  });

  it('is none of a history that no execution can have, whose events are placed by their names', () => {
    const details = { name: 'B', input: '{}' };
    const events = [
      {
        id: 1,
        previousEventId: 0,
        type: 'ExecutionStarted',
        timestamp: '',
        executionStartedEventDetails: { input: '{}' },
      },
      { id: 2, previousEventId: 1, type: 'PassStateExited', timestamp: '', stateExitedEventDetails: { name: 'B' } },
      { id: 3, previousEventId: 2, type: 'PassStateEntered', timestamp: '', stateEnteredEventDetails: details },
    ] as const;
    expect(envelopesOf(machineOf({ States: {} }).root, events)).toBeUndefined();
    const inner = { StartAt: 'B', States: { B: PASS } };
    const machine = machineOf({ StartAt: 'A', States: { A: { Type: 'Parallel', Branches: [inner], End: true } } });
    expect(placedHistory(machine, events).map(({ envelope }) => envelope.statePath)).toEqual([
      undefined,
      'A/0/B',
      'A/0/B',
    ]);
  });
});
