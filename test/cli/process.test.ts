import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { root, builtCommand } from './builtCommand';

const start = builtCommand();

describe('the sample', () => {
  test.each([
    ['order', { status: 'shipped', paid: 32.5, trackingNumber: 'PARCEL-1001' }, 'Reserved 3 x BISCUITS on shelf A-14.'],
    ['large-order', { status: 'shipped', paid: 1410 }, 'Charge card: retry 1 in 1 s (BankBusy)'],
    ['declined-card', { status: 'cancelled', reason: 'CardDeclined' }, 'Check out caught CardDeclined → Release items'],
  ])('%s runs with its real handlers', async (event, output, progress) => {
    const sample = path.join(root, 'samples/order-fulfilment');
    const args = ['run', 'order-fulfilment.asl.json', '--input', `events/${event}.json`, '--clock', 'skip'];
    const { code, out, error } = await start(args, sample).ended;
    expect({ code, output: JSON.parse(out || 'null') as unknown, error }).toMatchObject({ code: 0, output });
    expect(error).toContain(progress);
  });

  test('in JSONata runs with its real handler', async () => {
    const sample = path.join(root, 'samples/jsonata-travel-expenses');
    const args = ['run', 'travel-expenses.asl.json', '--input', 'events/journey.json', '--clock', 'skip'];
    const { code, out } = await start(args, sample).ended;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ total: 621.16, approvedBy: 'the team lead' });
  });

  test('of a Distributed Map reads and writes files in place of S3', async () => {
    const sample = temporaryFolder({});
    cpSync(path.join(root, 'samples/product-import'), sample, { recursive: true });
    const args = ['run', 'product-import.asl.json', '--input', 'events/prices.json', '--clock', 'skip'];
    const { code, out, error } = await start(args, sample).ended;
    expect(code).toBe(0);
    expect(error).toContain('10 items in 3 executions: 2 succeeded, 1 failed');
    const { Bucket, Key } = JSON.parse(out) as { Bucket: string; Key: string };
    const results = path.join(sample, '.stepwise/s3', Bucket, path.dirname(Key));
    expect(readFileSync(path.join(results, 'SUCCEEDED_0.jsonl'), 'utf8').split('\n')).toHaveLength(6);
    expect(readFileSync(path.join(results, 'FAILED_0.jsonl'), 'utf8')).toContain('No price in line 7');
  });
});

test('standard input is read whole', async () => {
  const { child, ended } = start(['check', '-']);
  child.stdin.end('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
  expect(await ended).toMatchObject({ code: 0 });
});

// Windows knows no such signal: there the console ends its processes itself.
test.skipIf(process.platform === 'win32')('Ctrl+C ends a run and its handlers', async () => {
  const folder = temporaryFolder({
    'hang.js': "exports.handler = async () => { console.log('pid=' + process.pid + ';'); for (;;); };",
    'm.asl.json': JSON.stringify({
      StartAt: 'Hang',
      States: { Hang: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:hang', End: true } },
    }),
  });
  const { child, ended, said } = start(['run', 'm.asl.json'], folder);
  await said(';');
  child.kill('SIGINT');
  const { code, error } = await ended;
  expect({ code, error }).toEqual({ code: 3, error: expect.stringContaining('m was stopped') as string });
  const handler = Number(/pid=(\d+);/.exec(error)?.[1]);
  expect(() => process.kill(handler, 0)).toThrow('ESRCH');
});

describe('servers for other editors', () => {
  test.each([
    [
      'lsp',
      { jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      'hoverProvider',
    ],
    [
      'dap',
      { seq: 1, type: 'request', command: 'initialize', arguments: { adapterID: 'stepwise' } },
      'supportsConfigurationDoneRequest',
    ],
  ])('%s answers on standard output, and ends with its editor', async (name, message, answer) => {
    const { child, ended, said } = start([name, '--stdio']);
    const body = JSON.stringify(message);
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    await said(answer);
    child.stdin.end();
    expect((await ended).out).toContain(answer);
  });
});
