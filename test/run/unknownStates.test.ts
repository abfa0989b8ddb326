import { expect, test } from 'vitest';
import { unknownStates } from '../../run/mocks/unknownStates';
import { machineOf as machineOfText } from '../infer/runScenario';

const machine = machineOfText(
  JSON.stringify({
    StartAt: 'Weigh',
    States: {
      Weigh: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Ask',
            States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } },
          },
        ],
        End: true,
      },
    },
  }),
);
const mock = { return: 1 };

test.each<[string, Record<string, Record<string, typeof mock>>, string[]]>([
  ['of its own', { Mill: { Weigh: mock, Ask: mock, 'Weigh/0/Ask': mock } }, []],
  ['of another machine', { Bake: { Nothing: mock } }, []],
  ['mistyped', { Mill: { Aks: mock } }, ['"Aks" answers nothing: Mill has no such state. Did you mean "Ask"?']],
  [
    'gone, under another name of the machine',
    { mill: { Grind: mock } },
    ['"Grind" answers nothing: Mill has no such state.'],
  ],
])('a mock %s', (_, table, said) => {
  const found = unknownStates(machine, ['Mill', 'mill'], [table]);
  expect(found).toEqual(said.map((each) => `The mock of the state ${each}`));
});
