/** What handlers print, as a person reads it: without what a runtime has put before it. */
import { expect, test } from 'vitest';
import { printedLine } from '../../lambda/applicationLog';

const AT = '2026-01-02T03:04:05.678Z';
const ID = '8f1c3e0a-0000-4000-8000-000000000001';

test.each<[line: string, text: string, stream: 'stdout' | 'stderr']>([
  ['plain', 'plain', 'stdout'],
  [`${AT}\t${ID}\tINFO\thello\tyou`, 'hello\tyou', 'stdout'],
  [`${AT}\tundefined\tDEBUG\tloading`, 'loading', 'stdout'],
  [`${AT}\t${ID}\tWARN\tone\rtwo`, 'one\ntwo', 'stderr'],
  [`${AT}\t${ID}\tERROR\tbad`, 'bad', 'stderr'],
  [`${AT}\t${ID}\tNOTICE\tbad`, `${AT}\t${ID}\tNOTICE\tbad`, 'stdout'],
  [`x${AT}\t${ID}\tINFO\tbad`, `x${AT}\t${ID}\tINFO\tbad`, 'stdout'],
  [`[INFO]\t${AT}\t${ID}\thello`, '[INFO] hello', 'stdout'],
  [`[WARNING]\t${AT}\t\tloading`, '[WARNING] loading', 'stderr'],
  [`[CRITICAL]\t${AT}\t${ID}\tbad`, '[CRITICAL] bad', 'stderr'],
  [`[INFO] hello`, '[INFO] hello', 'stdout'],
  [`{"timestamp":"${AT}","level":"INFO","requestId":"${ID}","message":"hello"}`, 'hello', 'stdout'],
  [`{"timestamp":"${AT}","level":"ERROR","requestId":"${ID}","message":{"order":7}}`, '{"order":7}', 'stderr'],
  [
    `{"timestamp":"${AT}","level":"ERROR","requestId":"${ID}","message":{"errorType":"E","errorMessage":"m","stackTrace":["E: m","    at here"]}}`,
    'E: m\n    at here',
    'stderr',
  ],
  [
    `{"timestamp":"${AT}","level":"ERROR","requestId":"${ID}","message":"failed E: m\\n    at here","errorType":"E","errorMessage":"m","stackTrace":["E: m","    at here"]}`,
    'failed E: m\n    at here',
    'stderr',
  ],
  [
    `{"timestamp": "${AT}", "level": "WARNING", "message": "careful", "logger": "orders", "requestId": "${ID}"}`,
    '[WARNING] careful',
    'stderr',
  ],
  [
    `{"timestamp": "${AT}", "level": "ERROR", "message": "failed", "logger": "orders", "stackTrace": ["  File 1\\n"], "errorType": "E", "errorMessage": "m", "location": "a:b:1"}`,
    '[ERROR] failed\n  File 1\nE: m',
    'stderr',
  ],
  // A logger of the function's own: its members are what a person looks for.
  [
    `{"timestamp":"${AT}","level":"INFO","message":"m","order":7}`,
    `{"timestamp":"${AT}","level":"INFO","message":"m","order":7}`,
    'stdout',
  ],
  [`{"timestamp":"${AT}","message":"m"}`, `{"timestamp":"${AT}","message":"m"}`, 'stdout'],
  [`{"timestamp":"${AT}"`, `{"timestamp":"${AT}"`, 'stdout'],
])('%s', (line, text, stream) => {
  const { whole, ...shown } = printedLine(line, 'stdout');
  expect(shown).toEqual({ text, stream });
  expect(whole).toBe(line.replaceAll('\r', '\n'));
});

test('a line of the function’s own keeps its stream', () => {
  expect(printedLine('plain', 'stderr').stream).toBe('stderr');
});
