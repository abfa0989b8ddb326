/** Of which values nobody gave a run's result is a guess: where it went by their placeholders. */
import { expect, test } from 'vitest';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { ReachedFillers } from '../../run/launch/reachedFillers';

const DEFINITION = {
  StartAt: 'Is',
  States: {
    Is: { Type: 'Choice', Choices: [{ Variable: '$.stage', StringEquals: 'prod', Next: 'Hold' }], Default: 'Hold' },
    Hold: { Type: 'Wait', TimestampPath: '$.at.time', Next: 'Ask' },
    Ask: {
      Type: 'Choice',
      QueryLanguage: 'JSONata',
      Choices: [
        { Condition: "{% $states.input.order.stage = 'x' and $states.context.a = 1 and $other %}", Next: 'Call' },
      ],
      Default: 'Call',
    },
    Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
    Pass: { Type: 'Pass', End: true },
  },
};
const machine = buildMachine(parseDocument('a.asl.json', JSON.stringify(DEFINITION), 'json'))!;
const STAGE = { key: 'param:Stage', filler: 'FILLER-1', decidesIn: [] };
const OTHER = { key: 'env:Other', filler: 'FILLER-2', decidesIn: ['Hold', 'Pay (TABLE)'] };

type Event = readonly [state: string | undefined, details: object];
const entered = (state: string, input?: string): Event => [state, { stateEnteredEventDetails: { name: state, input } }];
const sent = (details: object): Event => ['Call', details];

function guesses(events: readonly Event[], unset: readonly object[] = [STAGE, OTHER]): string | undefined {
  const reached = new ReachedFillers(machine, unset as never);
  for (const [statePath, details] of events)
    reached.add({ kind: 'history', envelope: { strand: '', iterations: [], statePath }, event: details } as never);
  reached.add({ kind: 'note', envelope: { statePath: 'Is' }, note: { input: 'FILLER-1' } } as never);
  return reached.sentence();
}
const guess = (...places: string[]): string => `This result is a guess: placeholders stood for ${places.join('; ')}.`;

test.each<[string, readonly Event[], string | undefined]>([
  ['nothing happened', [], undefined],
  ['a choice read it', [entered('Is', '{"stage":"FILLER-1"}')], guess('param:Stage ("Is")')],
  ['a choice read something else', [entered('Is', '{"other":"FILLER-1"}')], undefined],
  ['a choice read what is around it', [entered('Is', '{"stage":{"a":["FILLER-1"]}}')], guess('param:Stage ("Is")')],
  [
    'a choice read it twice',
    [entered('Is', '{"stage":"FILLER-1"}'), entered('Is', '{"stage":"FILLER-1"}')],
    guess('param:Stage ("Is")'),
  ],
  [
    'a wait read it',
    [entered('Hold', '{"at":{"time":"FILLER-1"}}')],
    guess('env:Other ("Hold")', 'param:Stage ("Hold")'),
  ],
  ['an expression read it', [entered('Ask', '{"order":{"stage":"FILLER-1"}}')], guess('param:Stage ("Ask")')],
  ['an expression read another member', [entered('Ask', '{"order":{"other":"FILLER-1"}}')], undefined],
  ['an expression read what is no object', [entered('Ask', '{"order":"FILLER-1"}')], guess('param:Stage ("Ask")')],
  ['a state that decides nothing was entered', [entered('Pass', '{"stage":"FILLER-1"}')], undefined],
  ['an input was cut', [entered('Is', '{"stage":"FILLER-1')], undefined],
  ['there was no input', [entered('Is')], undefined],
  ['a state is not of this machine', [entered('Elsewhere', '{"stage":"FILLER-1"}')], undefined],
  ['an event is of no state', [[undefined, { taskScheduledEventDetails: { parameters: 'FILLER-1' } }]], undefined],
  [
    'a task was called with it',
    [sent({ taskScheduledEventDetails: { parameters: '["FILLER-1"]' } })],
    guess('param:Stage (what "Call" sent)'),
  ],
  [
    'its resource',
    [sent({ taskScheduledEventDetails: { resource: 'FILLER-1' } })],
    guess('param:Stage (what "Call" sent)'),
  ],
  [
    'a function was called with it',
    [sent({ lambdaFunctionScheduledEventDetails: { input: 'FILLER-1' } })],
    guess('param:Stage (what "Call" sent)'),
  ],
  [
    'an activity was called with it',
    [sent({ activityScheduledEventDetails: { input: 'FILLER-1' } })],
    guess('param:Stage (what "Call" sent)'),
  ],
  [
    'a function was called that has it',
    [sent({ lambdaFunctionScheduledEventDetails: { resource: 'arn:Pay' } })],
    guess('env:Other (Pay (TABLE))'),
  ],
  ['another function was called', [sent({ lambdaFunctionScheduledEventDetails: { resource: 'arn:Ship' } })], undefined],
  [
    'in two places',
    [entered('Is', '{"stage":"FILLER-1"}'), sent({ taskScheduledEventDetails: { parameters: 'FILLER-1' } })],
    guess('param:Stage ("Is", what "Call" sent)'),
  ],
])('%s', (_, events, words) => expect(guesses(events)).toBe(words));

test('nothing is a guess where every value is given', () =>
  expect(guesses([entered('Is', '{"stage":"FILLER-1"}')], [])).toBeUndefined());
