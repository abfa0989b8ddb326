/**
 * What is inferred of the machines in `machines/`, and what a run of each scenario comes to: `NAME.txt`. `UPDATE=1` writes them
 * anew; read the difference as code.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { infer, scenariosOf } from '../../core/infer';
import type { Returned } from '../../core/handlers/dataReads';
import type { Json } from '../../core/json';
import { expectGolden } from '../harness/golden';
import { machineOf, runOf } from './runScenario';

const folder = path.join(__dirname, 'machines');
const names = readdirSync(folder).flatMap((name) =>
  name.endsWith('.asl.json') ? [name.replace('.asl.json', '')] : [],
);

test.each(names)('%s', async (name) => {
  const machine = machineOf(readFileSync(path.join(folder, `${name}.asl.json`), 'utf8'));
  const { scenarios, unreached } = await scenariosOf(machine);
  const lines: string[] = [];
  for (const scenario of scenarios) {
    const { name, inference, errors } = scenario;
    const { status, visited } = await runOf(machine, scenario);
    lines.push(`# ${name}: ${status}`, `input: ${JSON.stringify(inference.input)}`);
    for (const [path, answers] of inference.answers) {
      lines.push(`${path}: ${errors.get(path) ?? answers.map((answer) => JSON.stringify(answer)).join(' then ')}`);
    }
    for (const [path, error] of errors) if (!inference.answers.has(path)) lines.push(`${path}: throws ${error}`);
    // What runs beside a failure is stopped by it, wherever it is.
    const isStopped = [...errors.keys()].some((path) => machine.byPath.get(path)?.scope.owner !== undefined);
    const walked = isStopped ? [...inference.visited].filter((path) => visited.has(path)) : [...inference.visited];
    expect([...visited].sort(), `${name} takes the way that was walked`).toEqual(walked.sort());
    if (name === 'HappyPath') expect(status).toBe('SUCCEEDED');
  }
  lines.push(`# never reached: ${unreached.map(({ path }) => path).join(', ') || 'none'}`);
  expectGolden(path.join(folder, `${name}.txt`), lines);
});

test('a given input and given answers stay as they are', async () => {
  const machine = machineOf(readFileSync(path.join(folder, 'orderJsonPath.asl.json'), 'utf8'));
  const input = { orderId: '7', kind: 'plain', weight: 21 };
  const order = { Item: { status: { S: 'open' }, lines: { L: [{ M: { sku: { S: 'a' } } }] } } };
  const inferred = await infer(machine, { input, answers: new Map<string, Json>([['Load', order]]) });
  expect(inferred).toMatchObject({ input, reachesEnd: true, ways: new Map([['Kind', [1]]]) });
  expect([...inferred.answers.keys()]).toEqual(['Each/Send']);
});

test('a machine that goes round for ever, or has no end that succeeds, is said to have none', async () => {
  const round = machineOf('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}');
  expect((await infer(round)).reachesEnd).toBe(false);
  const fails = machineOf('{"StartAt":"A","States":{"A":{"Type":"Fail"}}}');
  expect((await infer(fails)).reachesEnd).toBe(false);
});

test('what an input lacks hides nothing else that is read', async () => {
  const pass = { StartAt: 'Note', States: { Note: { Type: 'Pass', End: true } } };
  const machine = machineOf(
    JSON.stringify({
      StartAt: 'List',
      States: {
        List: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:scan', ResultPath: '$.found', Next: 'Each' },
        Each: {
          Type: 'Map',
          ItemsPath: '$.found.Items',
          ItemSelector: { 'day.$': '$.day', 'mail.$': '$$.Map.Item.Value.mail.S' },
          ItemProcessor: pass,
          End: true,
        },
      },
    }),
  );
  const { answers } = await infer(machine, { input: {} });
  expect(JSON.stringify([...answers.values()])).toContain('"mail":{"S":');
});

test('a batch has beside its items what its batcher gives to all, in either query language', async () => {
  const processor = (send: object) => ({
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Send',
    States: { Send: { Type: 'Pass', End: true, ...send } },
  });
  const machine = machineOf(
    JSON.stringify({
      StartAt: 'Shifts',
      States: {
        Shifts: {
          Type: 'Map',
          QueryLanguage: 'JSONata',
          Items: '{% $states.input.shifts %}',
          ItemBatcher: {
            MaxItemsPerBatch: '{% $states.input.most %}',
            BatchInput: { zone: '{% $states.input.zone %}' },
          },
          ItemProcessor: processor({
            QueryLanguage: 'JSONata',
            Output: { to: '{% $states.input.BatchInput.zone.queue & $states.input.Items[0].depot %}' },
          }),
          Output: '{% $states.input %}',
          Next: 'Lots',
        },
        Lots: {
          Type: 'Map',
          ItemsPath: '$.lots',
          ItemBatcher: { MaxItemsPerBatchPath: '$.lotSize', BatchInput: { 'zone.$': '$.zone.name' } },
          ItemProcessor: processor({ Parameters: { 'zone.$': '$.BatchInput.zone', 'lot.$': '$.Items[0].number' } }),
          End: true,
        },
      },
    }),
  );
  const [scenario] = (await scenariosOf(machine)).scenarios;
  expect(scenario!.inference.input).toEqual({
    most: 10,
    zone: { queue: 'inferred-queue', name: 'inferred-name' },
    shifts: [{ depot: 'inferred-depot' }],
    lots: [{ number: 'inferred-number' }],
    lotSize: 10,
  });
  expect((await runOf(machine, scenario!)).status).toBe('SUCCEEDED');
});

test.each<[string, object, object]>([
  [
    'what is read of an event that comes back is the input’s',
    { Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:Price' },
    { mail: 'inferred@example.com', id: 'inferred-id' },
  ],
  [
    'through a Payload as well',
    {
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'Price', 'Payload.$': '$.order' },
      OutputPath: '$.Payload',
    },
    { order: { mail: 'inferred@example.com', id: 'inferred-id' } },
  ],
])('%s', async (_, task, input) => {
  const machine = machineOf(
    JSON.stringify({
      StartAt: 'Price',
      States: {
        Price: { Type: 'Task', ...task, Next: 'Told' },
        Told: { Type: 'Pass', Parameters: { 'mail.$': '$.mail', 'n.$': '$.total', 'id.$': '$.of.id' }, End: true },
      },
    }),
  );
  // `return { ...event, total, of: { id: event.id } }`
  const of = { members: new Map([['id', { from: ['id'], members: new Map() }]]) };
  const returned = {
    from: [],
    members: new Map<string, Returned>([
      ['total', { members: new Map() }],
      ['of', of],
    ]),
  };
  expect(await infer(machine, { codeOf: () => ({ reads: undefined, returned }) })).toMatchObject({
    input,
    answers: new Map([['Price', [expect.anything()]]]),
    reachesEnd: true,
  });
});

test('what the type of an event allows comes to the input, through the items of a Map', async () => {
  const machine = machineOf(
    JSON.stringify({
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.countries',
          ItemSelector: { 'country.$': '$$.Map.Item.Value' },
          ItemProcessor: {
            StartAt: 'Tax',
            States: { Tax: { Type: 'Task', Resource: 'arn:aws:lambda:::function:Tax', End: true } },
          },
          End: true,
        },
      },
    }),
  );
  // `event: { country: 'FR' | 'PT' }`
  const reads = { members: new Map([['country', { members: new Map(), example: 'FR' }]]) };
  expect((await infer(machine, { codeOf: () => ({ reads }) })).input).toEqual({ countries: ['FR'] });
  // `if (event.country === 'nowhere') throw …`
  const asked = { members: new Map([['country', { members: new Map(), example: 'nowhere', isAskedFor: true }]]) };
  expect((await infer(machine, { codeOf: () => ({ reads: asked }) })).input).toEqual({
    countries: ['inferred-country'],
  });
});
