/** An answer to a call of a handler, kept by a person: it stands under `calls`, and the next run asks nobody. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createLambdaHost } from '../../lambda/lambdaHost';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

/** The request as any client writes it. */
const CODE = `
exports.handler = async () => {
  const headers = {
    'x-amz-target': 'DynamoDB_20120810.GetItem',
    authorization: 'AWS4-HMAC-SHA256 Credential=K/20300101/us-east-1/dynamodb/aws4_request',
  };
  const body = JSON.stringify({ TableName: 'orders', Key: { id: { S: '7' } } });
  const answer = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers, body });
  return answer.json();
};`;
const RETURN = { Item: { total: { N: '7' } } };

it('is kept under "calls", and answers the next run', async () => {
  const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:read', End: true };
  const folder = temporaryFolder({
    'get.asl.json': JSON.stringify({ StartAt: 'Get', States: { Get: task } }),
    'read.js': CODE,
    '.vscode/stepwise.json': '{ // mine\n}',
  });
  const run = async () => {
    const client = new Client({}, undefined, createLambdaHost);
    const asked: unknown[] = [];
    client.onEvent = ({ event, body }) => {
      if (event !== 'stepwise.ask') return;
      const { requestId, state, input } = body as { requestId: number; state: string; input: unknown };
      asked.push([state, input]);
      const answer = { return: JSON.stringify(RETURN) };
      void client.request('stepwise.answer', { requestId, answer, save: true });
    };
    await client.request('initialize', { adapterID: 'stepwise' });
    await client.request('launch', { program: `${folder}/get.asl.json`, noDebug: true, interactive: true });
    await client.request('configurationDone');
    await client.event(0, 'terminated');
    const output = client.events.map(({ body }) => (body as { output?: string } | undefined)?.output ?? '').join('');
    return { asked, output };
  };
  const first = await run();
  expect(first.output).toMatch(/DynamoDB GetItem, answered by you[^]*get succeeded/);
  expect(first.asked).toHaveLength(1);
  const kept = readFileSync(path.join(folder, '.vscode/stepwise.json'), 'utf8');
  expect(kept).toContain('// mine');
  expect(JSON.parse(kept.replace('// mine', ''))).toEqual({ calls: { 'dynamodb:GetItem': { return: RETURN } } });
  const second = await run();
  expect(second.output).toMatch(/DynamoDB GetItem, answered by a mock[^]*get succeeded/);
  expect(second.asked).toEqual([]);
});
