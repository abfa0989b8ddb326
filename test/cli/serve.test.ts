import { expect, test } from 'vitest';
import { check, checkOnly, holding } from './check';

const machine = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });

test('prints where Step Functions answers, and ends when it is stopped', () =>
  check(
    ['serve'],
    { files: { 'm.asl.json': machine }, interrupt: true },
    {
      code: 0,
      out: expect.stringMatching(/^AWS_ENDPOINT_URL_SFN=http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\n$/) as string,
      error: holding('State machines in .: m.'),
    },
  ));

test.each<[readonly string[], string]>([
  [['m.asl.json'], 'Unexpected argument "m.asl.json": serve takes only options'],
  [['--project', 'nowhere'], 'The folder of --project does not exist'],
  [['--clock', 'fast'], '--clock must be one of real, skip, not "fast"'],
])('%j is refused', (args, sentence) => checkOnly(['serve', ...args], {}, { code: 2, error: holding(sentence) }));
