/** What the list of events of a handler offers, in which order, and what becomes of a choice. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { registerEventSchemas } from '../../client/events/eventSchemas';
import { pickEvent } from '../../client/events/pickEvent';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';
import { env, Uri } from './editor/vscode';

const ROOT = mkdtempSync(path.join(os.tmpdir(), 'stepwise-events-'));
const HANDLER = path.join(ROOT, 'src', 'weigh.js');
const OWN = path.join(ROOT, 'events', 'own.json');
afterAll(() => rmSync(ROOT, { recursive: true, force: true, maxRetries: 3 }));
mkdirSync(path.dirname(OWN), { recursive: true });
writeFileSync(OWN, '{ "own": 1 }\n');

const WEIGH = {
  name: 'WeighParcels',
  names: ['weigh-parcels'],
  file: HANDLER,
  exportName: 'handler',
  triggers: [
    { name: 'Arrived', type: 'SQS', properties: { Queue: 'arn:aws:sqs:eu-west-1:999900001111:parcels' } },
    { type: 'Unheard', properties: {} },
    { type: 'Api', properties: { Method: 'post', Path: '/weigh' } },
  ],
};
const PROJECT = { root: ROOT, functions: [WEIGH], machines: [], events: [{ label: 'own', file: OWN }] };

let context: ReturnType<typeof clientContext>;
beforeEach(() => {
  editor.reset();
  env.uiKind = 1;
  context = clientContext({ 'stepwise/project': () => PROJECT, 'stepwise/handlerCode': handlerCode });
});

/** As the server reads it. */
function handlerCode({ exportName }: { readonly exportName: string }) {
  return { files: existsSync(HANDLER) ? [{ file: HANDLER, text: readFileSync(HANDLER, 'utf8') }] : [], exportName };
}

async function pick(answers: typeof editor.answers = [], name: string | undefined = 'WeighParcels') {
  editor.said = [];
  editor.answers = answers;
  return pickEvent(context, { uri: Uri.file(HANDLER) as never, name, noDebug: false });
}

/** The rows of the last list, and the lines between them as `— group`. */
function rows(): string[] {
  const groups = /^(Triggers$|As the handler is|Events of the|Received in|Recent$|Other$|Sample events|Clipboard$)/;
  const list = editor.said.findLast((line) => line.startsWith('pick: '))!;
  return list
    .split(' | ')[1]!
    .split(' / ')
    .map((row) => (groups.test(row) ? `— ${row}` : row));
}

const textOf = (chosen: object | undefined): string => (chosen as { inputText: string }).inputText;

/** A run of a workflow that gave the function something. */
async function runs(event: object): Promise<void> {
  const session = new FakeSession('s', { type: 'stepwise', program: '/flow.asl.json' });
  const runId = `r${Math.random()}`.replace('.', '');
  await session.tells('stepwise.runStarted', { runId, program: '/flow.asl.json', name: 'Flow', input: '{}' });
  await session.tells('stepwise.runEvents', { runId, events: [{ kind: 'history', event, envelope: {} } as never] });
  await session.tells('stepwise.runEnded', { runId, status: 'SUCCEEDED' });
}

const scheduled = (FunctionName: string, Payload: unknown) => ({
  id: 1,
  timestamp: '2026-01-01T00:00:00Z',
  type: 'TaskScheduled',
  taskScheduledEventDetails: {
    resourceType: 'lambda',
    resource: 'invoke',
    region: 'x',
    parameters: JSON.stringify({ FunctionName, Payload }),
  },
});

describe('the list', () => {
  it('has the triggers first, then files, what a workflow gave, what was recent, the library and the clipboard', async () => {
    await pick(['EventBridge: an event of a bus']);
    await runs(scheduled('arn:aws:lambda:eu-west-1:999900001111:function:weigh-parcels', { kilos: 3 }));
    await runs(scheduled('another', { kilos: 4 }));
    editor.clipboard = 'INFO {"copied":true}';
    expect(await pick()).toBeUndefined();
    const groups = rows().filter((row) => row.startsWith('— '));
    expect([...groups.slice(0, 6), groups.at(-1)]).toEqual([
      '— Triggers',
      '— Events of the project',
      '— Received in a workflow run',
      '— Recent',
      '— Other',
      '— Sample events: API Gateway',
      '— Clipboard',
    ]);
    expect(rows().slice(0, 5)).toEqual(
      [
        '— Triggers',
        'SQS: messages of a queue · parcels · Arrived',
        'API Gateway, REST API: a request · POST /weigh',
        '— Events of the project',
        'own.json · events',
      ].map((row) => row.replace('· events', `· ${path.join(ROOT, 'events')}`)),
    );
    expect(rows().filter((row) => row.includes('kilos'))).toEqual([
      expect.stringMatching(/^\{"kilos":3\} · in the run of Flow of /),
    ]);
    expect(rows().at(-1)).toBe('{ "copied": true } · from the clipboard, to look at first');
  });

  it('has of all that looks like the event of a trigger that one alone', async () => {
    mkdirSync(path.dirname(HANDLER), { recursive: true });
    writeFileSync(HANDLER, 'exports.handler = async ({ Records }) => Records.map(({ body, messageId }) => body);');
    const heads = async (triggers: typeof WEIGH.triggers): Promise<string[]> => {
      context = clientContext({
        'stepwise/project': () => ({ ...PROJECT, functions: [{ ...WEIGH, triggers }] }),
        'stepwise/handlerCode': handlerCode,
      });
      await pick();
      return rows().filter((row) => row.startsWith('— '));
    };
    expect((await heads([]))[0]).toBe('— As the handler is written');
    expect(await heads(WEIGH.triggers)).not.toContain('— As the handler is written');
  });

  it('has what a machine passes before files that lack what the handler reads', async () => {
    mkdirSync(path.dirname(HANDLER), { recursive: true });
    writeFileSync(HANDLER, 'exports.handler = async (event) => event.parcel.kilos;');
    const fits = path.join(ROOT, 'events', 'parcel.json');
    writeFileSync(fits, '{ "parcel": { "kilos": 3 } }');
    const events = [...PROJECT.events, { label: 'parcel', file: fits }];
    context = clientContext({
      'stepwise/project': () => ({ ...PROJECT, functions: [{ ...WEIGH, triggers: [] }], events }),
      'stepwise/handlerCode': handlerCode,
      'stepwise/callers': () => [{ name: 'Flow' }],
    });
    await pick();
    const named = rows().map((row) => row.replace(/ · .*/, ''));
    expect(named.slice(named.indexOf('parcel.json'), named.indexOf('own.json') + 1)).toEqual([
      'parcel.json',
      'From a state machine',
      'What Flow passes',
      'Events that lack what it reads',
      'own.json',
    ]);
    for (const file of [HANDLER, fits]) rmSync(file);
  });

  it('has files elsewhere that are events by their content, behind those of `events/`', async () => {
    const elsewhere = [
      { label: 'queue', text: '{"Records":[{"eventSource":"aws:sqs","messageId":"1","body":"x"}]}' },
      { label: 'tsconfig', text: '{"compilerOptions":{}}' },
    ].map(({ label, text }) => {
      const file = path.join(ROOT, `${label}.json`);
      writeFileSync(file, text);
      return { label, file };
    });
    context = clientContext({ 'stepwise/project': () => PROJECT, 'stepwise/possibleEvents': () => elsewhere });
    await pick();
    const at = rows().indexOf('— Events of the project');
    expect(rows().slice(at + 1, at + 4)).toEqual([
      `own.json · ${path.join(ROOT, 'events')}`,
      `queue.json · ${ROOT}`,
      expect.stringMatching(/^— /),
    ]);
    for (const { file } of elsewhere) rmSync(file);
  });

  it('has nothing of triggers where no deployment file has the function', async () => {
    await pick([], 'unknown');
    expect(rows()[0]).toBe('— Events of the project');
  });

  it('finds the function by its file where nobody has named it', async () => {
    context = clientContext({ 'stepwise/project': () => PROJECT });
    editor.answers = [];
    await pickEvent(context, { uri: Uri.file(HANDLER) as never, name: undefined, noDebug: false });
    expect(rows()[1]).toMatch(/^SQS: /);
  });

  it('has what the handler is written for where no trigger sends it, and of triggers that first which it is written for', async () => {
    const text = `exports.handler = async (event) => event.requestContext.resourcePath + event.multiValueHeaders.a;`;
    mkdirSync(path.dirname(HANDLER), { recursive: true });
    writeFileSync(HANDLER, text);
    await pick();
    expect(rows().slice(0, 3)).toEqual([
      '— Triggers',
      'API Gateway, REST API: a request · POST /weigh',
      'SQS: messages of a queue · parcels · Arrived',
    ]);
    writeFileSync(
      HANDLER,
      `/** @param {import('aws-lambda').SNSEvent} event */\n${text.replace(/event\.req.*/, 'event.Records;')}`,
    );
    await pick();
    expect(rows().slice(3, 5)).toEqual([
      '— As the handler is written',
      'SNS: a notification of a topic · its event is declared as SNSEvent',
    ]);
    rmSync(HANDLER);
  });

  it('reads no clipboard of a browser before it is asked to', async () => {
    env.uiKind = 2;
    editor.clipboard = 'nothing of the kind';
    expect(await pick(['Paste from the clipboard…', undefined])).toBeUndefined();
    expect(editor.said).toContainEqual(expect.stringMatching(/^error: The clipboard holds no JSON/));
    editor.clipboard = '{"copied":true}';
    expect(await pick(['Paste from the clipboard…', '{"copied":2}'])).toEqual({ inputText: '{"copied":2}' });
  });
});

describe('a choice', () => {
  it('of a trigger has the values of the template, and is the same the next time', async () => {
    const first = await pick([/^SQS: messages of a queue$/]);
    expect(first).toMatchObject({ eventSource: 'sqs' });
    expect(textOf(first)).toMatch(/"eventSourceARN": "arn:aws:sqs:[\w-]+:\d+:parcels"/);
    expect(await pick([/^SQS: messages of a queue$/])).toEqual(first);
    expect(rows()).not.toContain('— Recent');
  });

  it('of a file is that file, which stands first among them the next time', async () => {
    expect(await pick(['own.json'])).toEqual({ inputFile: OWN });
    await pick();
    expect(rows()).toContain('own.json · last time');
  });

  it('of the library is offered again with its words', async () => {
    const first = await pick(['S3: a notification of a bucket']);
    await pick();
    const at = rows().indexOf('— Recent');
    expect(rows()[at + 1]).toMatch(/ · S3: a notification of a bucket$/);
    expect(await pick([new RegExp(`^\\{ "Records"`)])).toEqual(first);
  });

  it('that is edited runs as it was written, and stands so beside the function the next time', async () => {
    const chosen = await pick([{ button: /^SQS: messages of a queue$/ }, '{"Records": 1', '{"Records": []}']);
    expect(chosen).toEqual({ inputText: '{"Records": []}', eventSource: 'sqs' });
    expect(editor.said.some((line) => line.startsWith('error: This is not valid JSON'))).toBe(true);
    expect(await pick([/^SQS: messages of a queue$/])).toEqual({ inputText: '{"Records": []}', eventSource: 'sqs' });
    expect(rows()[1]).toBe('SQS: messages of a queue · parcels · Arrived · edited');
  });

  it('that is edited gets new values, and forgets what was written', async () => {
    const before = textOf(await pick([/^SQS: messages of a queue$/]));
    const press = { lens: /New values$/ };
    await pick([{ button: /^SQS: messages of a queue$/ }, press, undefined]);
    expect(editor.said).toContain('lenses: Debug / Run / New values / Save to events/…');
    const after = textOf(await pick([/^SQS: messages of a queue$/]));
    expect(after).toMatch(/:parcels"/);
    expect(after).not.toBe(before);
  });

  it('that is edited is run without debugging where that is wished for instead', async () => {
    expect(await pick([{ button: 'own.json' }, { lens: /Run$/ }])).toEqual({
      inputText: '{ "own": 1 }',
      noDebug: true,
    });
  });

  it('is masked where it holds somebody’s own', async () => {
    editor.clipboard = '{"mail":"ann@corp.example.org"}';
    const mask = { lens: /Mask/ };
    expect(await pick([/^\{ "mail"/, mask, { lens: /Debug$/ }])).toEqual({
      inputText: '{\n  "mail": "person1@example.com"\n}',
    });
  });

  it('is saved under a name among the events of the project', async () => {
    await pick([{ button: 'own.json' }, { lens: /Save/ }, 'heavy/../parcel', undefined]);
    const file = path.join(ROOT, 'events', 'heavy .. parcel.json');
    expect(new TextDecoder().decode(editor.files.get(file))).toBe('{ "own": 1 }\n');
    await pick([{ button: 'own.json' }, { lens: /Save/ }, 'heavy .. parcel', undefined, undefined]);
    expect(editor.said).toContainEqual(expect.stringMatching(/^warning: .*parcel.json exists already/));
  });

  it('is what a state would pass, asked of the adapter once it is chosen', async () => {
    const callers = [{ name: 'Depot', file: path.join(ROOT, 'depot.asl.json') }];
    context = clientContext({ 'stepwise/project': () => PROJECT, 'stepwise/callers': () => callers });
    let passed = [{ state: 'Weigh', event: '{"parcel":10.0}' }];
    editor.sessionOf = (configuration) => ({
      id: 'asked',
      configuration,
      customRequest: (name: string, args: object) => {
        editor.said.push(`asks: ${name} ${JSON.stringify(args)}`);
        return Promise.resolve({ passed });
      },
    });
    expect(await pick(['What Depot passes'])).toEqual({
      inputText: '{\n  "parcel": 10.0\n}',
      eventSource: 'step-functions-task',
    });
    expect(editor.said).toContain('asks: stepwise.passed {"machine":"Depot","names":["WeighParcels","weigh-parcels"]}');
    passed = [
      { state: 'Weigh', event: '1' },
      { state: 'Again', event: '2' },
    ];
    expect(textOf(await pick(['What Depot passes', 'Again']))).toBe('2');
    passed = [];
    expect(await pick(['What Depot passes', undefined])).toBeUndefined();
    expect(editor.said).toContainEqual(
      expect.stringMatching(/No input was found with which Depot calls the function\.$/),
    );
  });

  it('is asked for again where a document was closed or a file was not found', async () => {
    expect(await pick([{ button: 'own.json' }, undefined, '{}'])).toEqual({ inputText: '{}' });
    context = clientContext({
      'stepwise/project': () => ({ ...PROJECT, events: [{ label: 'gone', file: path.join(ROOT, 'gone.json') }] }),
    });
    expect(await pick(['gone.json', '{}'])).toEqual({ inputText: '{}' });
    expect(editor.said).toContainEqual(expect.stringMatching(/^error: .*gone.json cannot be read/));
  });
});

it('each source has a schema for the editor, and no other name has one', async () => {
  registerEventSchemas(context);
  const provider = editor.registered.get('texts stepwise-schema') as {
    provideTextDocumentContent(uri: unknown): Promise<string>;
  };
  const schemaAt = async (name: string): Promise<object> =>
    JSON.parse(await provider.provideTextDocumentContent(Uri.parse(`stepwise-schema://events/${name}.json`))) as object;
  expect(await schemaAt('sqs')).toMatchObject({ type: 'object', required: ['Records'] });
  expect(await schemaAt('any')).toMatchObject({ allOf: expect.arrayContaining([expect.anything()]) as unknown });
  expect(await schemaAt('none')).toEqual({});
  const draft = { $schema: 'http://json-schema.org/draft-07/schema#' };
  expect(await schemaAt('any')).toMatchObject(draft);
  expect(await schemaAt('sqs')).toMatchObject({ ...draft, title: expect.stringMatching(/./) as unknown });
});
