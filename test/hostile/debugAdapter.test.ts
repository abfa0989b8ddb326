/** Through the debug adapter: what its messages say to people can be read, in the console and wherever a run stands still. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, test } from 'vitest';
import { HandlerOutput } from '../../debugger/handlerOutput';
import { Client } from '../debugger/check';
import { soundDefinition } from './definitions';
import { expectReadable } from './laws';
import { HOSTILE } from './texts';

/** Console lines of ours begin with a sign; none may be made up by a text. */
const FORGED = /^(✓ Deploy|stepwise run: nothing)/m;

async function session(
  text: string,
  ansi: boolean,
  steps: (client: Client) => Promise<unknown>,
  definition = soundDefinition(text),
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'stepwise-hostile-'));
  const program = path.join(folder, 'machine.asl.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(program, JSON.stringify(definition));
  writeFileSync(path.join(folder, 'work.js'), 'exports.handler = async () => null;\n');
  const client = new Client({ work: [{ error: text }, { return: { [text]: text } }] });
  try {
    await client.request('initialize', { adapterID: 'stepwise', supportsANSIStyling: ansi });
    await client.request('launch', { program, input: { [text]: text }, clock: 'skip', stopOnEntry: true, fill: true });
    await client.request('setExceptionBreakpoints', { filters: ['all'] });
    await client.request('configurationDone');
    await steps(client);
    return client.events
      .map(({ event, body }) => (event === 'output' ? (body as DebugProtocol.OutputEvent['body']).output : ''))
      .join('');
  } finally {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function toEnd(
  client: Client,
  atStop: (threadId: number, body: DebugProtocol.StoppedEvent['body']) => Promise<void>,
): Promise<void> {
  for (let from = 0; ;) {
    const event = await client.event(from, 'stopped', 'terminated');
    if (event.event === 'terminated') return;
    from = client.events.indexOf(event) + 1;
    const body = event.body as DebugProtocol.StoppedEvent['body'];
    await atStop(body.threadId ?? 1, body);
    await client.request('continue', { threadId: body.threadId });
  }
}

type Body<Response extends DebugProtocol.Response> = Response['body'];

/** All that an editor shows of a stop. */
async function looks(client: Client, threadId: number): Promise<(string | undefined)[]> {
  const { threads } = await client.request<Body<DebugProtocol.ThreadsResponse>>('threads');
  const { stackFrames } = await client.request<Body<DebugProtocol.StackTraceResponse>>('stackTrace', { threadId });
  const { scopes } = await client.request<Body<DebugProtocol.ScopesResponse>>('scopes', {
    frameId: stackFrames[0]?.id,
  });
  const shown = [...threads, ...stackFrames, ...scopes].map(({ name }) => name);
  for (const { variablesReference } of scopes) {
    const { variables } = await client.request<Body<DebugProtocol.VariablesResponse>>('variables', {
      variablesReference,
    });
    shown.push(...variables.flatMap(({ name, value }) => [name, value]));
  }
  const evaluated = await client.request<Body<DebugProtocol.EvaluateResponse>>('evaluate', {
    expression: '$',
    frameId: stackFrames[0]?.id,
    context: 'repl',
  });
  return [...shown, evaluated.result];
}

describe.each([true, false])('with ANSI colours %s', (ansi) => {
  test.each(HOSTILE)('%s', async (_tries, text) => {
    let stops = 0;
    const output = await session(text, ansi, (client) =>
      toEnd(client, async (threadId, { description, text: told }) => {
        stops += 1;
        const shown = [description, ...(await looks(client, threadId))];
        for (const each of shown) {
          expectReadable(each ?? '');
          expect(each ?? '').not.toContain('\n');
        }
        expectReadable(told ?? '');
        if (told !== undefined) {
          const info = await client.request<Body<DebugProtocol.ExceptionInfoResponse>>('exceptionInfo', { threadId });
          expectReadable(`${info.exceptionId}${info.description ?? ''}`);
        }
      }),
    );
    expect(stops).toBeGreaterThan(1);
    expectReadable(output, { colours: ansi });
    expect(output.replace(/\u001b\[\d*m/g, '')).not.toMatch(FORGED);
  });
});

test('a member is changed by the name it is shown under', async () => {
  const text = 'a\nb\u202e';
  await session(text, false, async (client) => {
    await client.event(0, 'stopped');
    const { stackFrames } = await client.request<Body<DebugProtocol.StackTraceResponse>>('stackTrace', { threadId: 1 });
    const { scopes } = await client.request<Body<DebugProtocol.ScopesResponse>>('scopes', {
      frameId: stackFrames[0]?.id,
    });
    const { variablesReference } = scopes.find(({ name }) => name === 'Input')!;
    const { variables } = await client.request<Body<DebugProtocol.VariablesResponse>>('variables', {
      variablesReference,
    });
    expect(variables.map(({ name }) => name)).toEqual(['a\\nb\\u202e']);
    await client.request('setVariable', { variablesReference, name: variables[0]!.name, value: '"new"' });
    const { result } = await client.request<Body<DebugProtocol.EvaluateResponse>>('evaluate', {
      expression: '$',
      frameId: stackFrames[0]?.id,
      context: 'repl',
    });
    expect(JSON.parse(result)).toEqual({ [text]: 'new' });
  });
});

test('the result is the same value, and can be read', async () => {
  const text = HOSTILE.map(([, each]) => each).join('|');
  const pass = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  const output = await session(text, true, (client) => toEnd(client, () => Promise.resolve()), pass);
  expectReadable(output, { colours: true });
  expect(JSON.parse(/^\{$[^]*^\}$/m.exec(output)?.[0] ?? '')).toEqual({ [text]: text });
});

test('a refusal holds nothing to click', async () => {
  const client = new Client({});
  const name = '[Fix it](command:workbench.action.quit)';
  await client.request('initialize', { adapterID: 'stepwise' });
  await expect(client.request('launch', { program: `/nowhere/${name}.asl.json` })).rejects.toThrow(
    /^(?![^]*\]\()[^]*Fix it/,
  );
  await client.close();
});

test.each(HOSTILE)('a handler named and saying: %s', (_tries, text) => {
  const written: string[] = [];
  const output = new HandlerOutput((line) => written.push(line));
  output.add(text, 'stdout', `${text}\n`);
  expect(
    written
      .join('\n')
      .split('\n')
      .every((line) => line.startsWith('[')),
  ).toBe(true);
});
