/** What a history alone tells of the ways between states: those that its run told while it ran. */
import { expect, test } from 'vitest';
import { placedHistory, type RunEvent } from '../../core/interpreter';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import fc from '../harness/properties';
import { run, type Case, type Run } from './check';
import { randomCases } from './randomMachines';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' };
const PASS = { Type: 'Pass', End: true };
const caught = (Next: string) => ({ Catch: [{ ErrorEquals: ['States.ALL'], Next }] });
const machine = (StartAt: string, States: object) => ({ StartAt, States }) as Case['machine'];

const CASES: Record<string, Case> = {
  'to the end': { machine: machine('A', { A: { Type: 'Pass', Next: 'B' }, B: PASS }) },
  'to the end by a Succeed': { machine: machine('A', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }) },
  'to a Fail, which nothing leaves': {
    machine: machine('A', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Fail' } }),
  },
  'back by a catcher, and to the end the second time': {
    machine: machine('Try', { Try: { ...TASK, ...caught('Mend'), End: true }, Mend: { Type: 'Pass', Next: 'Try' } }),
    replies: { Try: [{ error: 'Busy' }, { output: 1 }] },
  },
  'by a catcher, where all would go on there': {
    machine: machine('Try', { Try: { ...TASK, ...caught('Done'), Next: 'Done' }, Done: PASS }),
    replies: { Try: [{ error: 'Busy' }] },
  },
  'onward after a retry, where a catcher leads there too': {
    machine: machine('Try', {
      Try: { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'] }], ...caught('Done'), Next: 'Done' },
      Done: PASS,
    }),
    replies: { Try: [{ error: 'Busy' }, { output: 1 }] },
  },
  'in branches and iterations': {
    machine: machine('Both', {
      Both: {
        Type: 'Parallel',
        Branches: [
          machine('A', { A: { Type: 'Pass', Next: 'B' }, B: PASS }),
          machine('Each', { Each: { Type: 'Map', ItemProcessor: machine('C', { C: PASS }), End: true } }),
        ],
        End: true,
      },
    }),
    input: [1, 2],
  },
  'no further than to where it was aborted': {
    machine: machine('A', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 60, End: true } }),
    abortAfter: 5,
  },
};

test.each(Object.entries(CASES))('%s', async (_, given) => {
  const made = await run(given);
  expect(wordsOf(placed(given, made), made)).toEqual(wordsOf(made.all, made));
});

test(
  'of any machine',
  () =>
    fc.assert(
      fc.asyncProperty(randomCases, async (given) => {
        const made = await run(given);
        expect(wordsOf(placed(given, made), made)).toEqual(wordsOf(made.all, made));
      }),
      { numRuns: 100 },
    ),
  60_000,
);

function placed({ machine: definition }: Case, { events }: Run): RunEvent[] {
  return placedHistory(buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!, events);
}

/** Events, and the ways between them. Of two rules of a Choice that lead to one state no history tells which one held. */
function wordsOf(told: readonly RunEvent[], { all }: Run): string[] {
  const strands = new Set(all.filter(({ kind }) => kind === 'history').map(({ envelope }) => envelope.strand));
  return told.flatMap(({ envelope, ...each }) => {
    const place = `${envelope.strand}|${envelope.statePath}|${envelope.iterations.join()}`;
    if (each.kind === 'history') return [`${place} ${each.event.type}`];
    if (each.kind !== 'note' || each.note.type !== 'TransitionTaken' || !strands.has(envelope.strand)) return [];
    const { from, to = 'the end', transition } = each.note;
    return [`${place} ${from} to ${to} by ${/choice|default/.test(transition) ? 'a rule' : transition}`];
  });
}
