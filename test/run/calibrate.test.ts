/** The calls of a calibration, without a network: what is sent, what is made of the answers, and what stops it. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { differencesIn, measure, planOf, withoutSecrets, type ServiceAnswer } from '../../run/calibrate';
import type { LoadedMachine } from '../../run';

const MACHINE = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
      Parameters: { 'id.$': '$.order.id', apiKey: 'sk-live-123456' },
      ResultPath: '$.paid',
      Next: 'Big',
    },
    Big: {
      Type: 'Choice',
      Choices: [{ Variable: '$.paid.total', NumericGreaterThan: 5, Next: 'Done' }],
      Default: 'Done',
    },
    Done: { Type: 'Pass', Parameters: { 'at.$': '$$.State.EnteredTime' }, End: true },
    Apart: { Type: 'Pass', End: true },
  },
};

function loaded(definition: object): LoadedMachine {
  const machine = buildMachine(parseDocument('orders.asl.json', JSON.stringify(definition), 'json'))!;
  return { machine, name: 'orders', stack: '', type: 'STANDARD', substitutions: {}, problems: [] };
}

const never = new AbortController().signal;
const plan = () => planOf([loaded(MACHINE)], never);

/** Our own answer, as the service spells it. */
async function agreeing(): Promise<Map<string, ServiceAnswer>> {
  const answers = new Map<string, ServiceAnswer>();
  for (const call of (await plan()).calls) {
    const ours = call.kind === 'validation' ? call.ours : 'response' in call.ours ? call.ours.response : {};
    answers.set(call.kind === 'validation' ? 'definition' : call.state, {
      type: 'success',
      output: capital(ours as Json),
    });
  }
  return answers;
}

function capital(value: Json): Json {
  if (Array.isArray(value)) return value.map(capital);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name[0]!.toUpperCase() + name.slice(1), capital(each)]),
  );
}

interface Service {
  /** By state, and `definition`; of several each time the next. */
  readonly answers: ReadonlyMap<string, ServiceAnswer | readonly ServiceAnswer[]>;
  readonly signal?: AbortSignal;
  readonly sent?: (subject: string) => void;
}

async function measured({ answers, signal = never, sent }: Service) {
  const waits: number[] = [];
  const asked: JsonObject[] = [];
  const counts = new Map<string, number>();
  const measurement = await measure((await plan()).calls, {
    signal,
    wait: (milliseconds) => (waits.push(milliseconds), Promise.resolve()),
    send: (command, input) => {
      const request = input as JsonObject;
      asked.push({ command, ...request });
      const subject = command === 'TestState' ? String(request['StateName']) : 'definition';
      sent?.(subject);
      const count = counts.get(subject) ?? 0;
      counts.set(subject, count + 1);
      const known = answers.get(subject)!;
      return Promise.resolve(
        Array.isArray(known) ? (known[Math.min(count, known.length - 1)] as ServiceAnswer) : (known as ServiceAnswer),
      );
    },
  });
  return { ...measurement, waits, asked, vectors: differencesIn(measurement.measured, '2026-11-29') };
}

const failure = (name: string, message = 'no'): ServiceAnswer => ({ type: 'failure', name, message, status: 400 });

test('a plan has each definition, and each state that a sample leads to, with its task mocked', async () => {
  const { calls, left } = await plan();
  expect(calls.map((call) => (call.kind === 'validation' ? 'definition' : call.state))).toEqual([
    'definition',
    'Charge',
    'Big',
    'Done',
  ]);
  expect(left).toEqual([{ machine: 'orders', state: 'Apart', why: 'notReached' }]);
  const [, charge, big] = calls;
  expect(charge).toMatchObject({ request: { stateName: 'Charge', mock: { fieldValidationMode: 'NONE' } } });
  // What the task answered has come to the next state.
  expect(JSON.parse(big?.kind === 'test_state' ? big.request.input! : '')).toMatchObject({ paid: {} });
});

test('an answer like ours is no difference', async () => {
  const { vectors, asked, isInterrupted } = await measured({ answers: await agreeing() });
  expect(vectors).toEqual([]);
  expect(isInterrupted).toBe(false);
  expect(asked[1]).toMatchObject({ command: 'TestState', StateName: 'Charge', Mock: { FieldValidationMode: 'NONE' } });
});

describe('a planted difference', () => {
  test('of a state is a vector of its own kind', async () => {
    const answers = await agreeing();
    answers.set('Big', { type: 'success', output: { Status: 'FAILED', Error: 'States.Runtime', Cause: 'because' } });
    const { vectors } = await measured({ answers });
    expect(vectors).toMatchObject([
      {
        id: 'calibrate/orders/Big',
        kind: 'test_state',
        definition: MACHINE,
        testState: { stateName: 'Big' },
        expected: { response: { status: 'FAILED', error: 'States.Runtime', cause: 'because' } },
        ours: { response: { status: 'SUCCEEDED', nextState: 'Done' } },
      },
    ]);
  });

  test('of a definition has the verdict and the codes of errors', async () => {
    const answers = await agreeing();
    const diagnostics = [{ Severity: 'ERROR', Code: 'MISSING_END_STATE', Message: 'no end' }];
    answers.set('definition', { type: 'success', output: { Result: 'FAIL', Diagnostics: diagnostics } });
    const { vectors } = await measured({ answers });
    expect(vectors).toMatchObject([
      {
        id: 'calibrate/orders',
        kind: 'validation',
        operation: 'ValidateStateMachineDefinition',
        definitionText: JSON.stringify(MACHINE),
        expected: { response: { result: 'FAIL', diagnostics: [{ code: 'MISSING_END_STATE' }] } },
      },
    ]);
  });

  test('of a refusal has its code', async () => {
    const answers = await agreeing();
    answers.set('Big', failure('InvalidDefinition', 'not so'));
    const { vectors } = await measured({ answers });
    expect(vectors).toMatchObject([{ expected: { error: { code: 'InvalidDefinition', message: 'not so' } } }]);
  });

  test('of what varies with each execution is seen in how it ends alone', async () => {
    const answers = await agreeing();
    answers.set('Done', { type: 'success', output: { Status: 'SUCCEEDED', Output: '{"at":"2031"}' } });
    expect((await measured({ answers })).vectors).toEqual([]);
    answers.set('Done', { type: 'success', output: { Status: 'FAILED', Error: 'X' } });
    expect((await measured({ answers })).vectors).toHaveLength(1);
  });
});

describe('what stops it', () => {
  test('is not throttling: it waits longer each time', async () => {
    const good = (await agreeing()).get('Big')!;
    const answers = new Map<string, ServiceAnswer | ServiceAnswer[]>(await agreeing());
    answers.set('Big', [failure('ThrottlingException'), failure('ThrottlingException'), good]);
    const { waits, vectors, stopped } = await measured({ answers });
    expect(waits).toEqual([1000, 2000]);
    expect(vectors).toEqual([]);
    expect(stopped).toEqual([]);
  });

  test('is throttling without an end, after six tries', async () => {
    const answers = new Map<string, ServiceAnswer>(await agreeing()).set('Charge', failure('ThrottlingException'));
    const { waits, stopped, measured: kept } = await measured({ answers });
    expect(waits).toHaveLength(5);
    expect(stopped).toEqual([{ command: 'TestState', message: 'ThrottlingException: no' }]);
    expect(kept).toHaveLength(1);
  });

  test.each([
    ['AccessDeniedException', 'User is not authorized'],
    ['ValidationException', 'roleArn is required to test this state'],
  ])('is %s: the other call is asked all the same', async (name, message) => {
    const answers = new Map<string, ServiceAnswer>(await agreeing()).set('Charge', failure(name, message));
    const { stopped, measured: kept, asked } = await measured({ answers });
    expect(stopped).toEqual([{ command: 'TestState', message: `${name}: ${message}` }]);
    expect(asked.filter(({ command }) => command === 'TestState')).toHaveLength(1);
    expect(kept.map(({ call }) => call.kind)).toEqual(['validation']);
  });

  test('is a person: what was measured is kept', async () => {
    const abort = new AbortController();
    const sent = (subject: string): void => {
      if (subject === 'Big') abort.abort();
    };
    const { isInterrupted, measured: kept } = await measured({ answers: await agreeing(), signal: abort.signal, sent });
    expect(isInterrupted).toBe(true);
    expect(kept).toHaveLength(2);
  });
});

test('vectors hold no secret, wherever it stands, and no account', async () => {
  const answers = await agreeing();
  answers.set('Charge', {
    type: 'success',
    output: { Status: 'FAILED', Error: 'X', Cause: 'sk-live-123456 of 999988887777 and given-secret-1' },
  });
  const { vectors } = await measured({ answers });
  const text = JSON.stringify(withoutSecrets(vectors, { secrets: ['given-secret-1'], account: '999988887777' }));
  expect(text).not.toMatch(/sk-live-123456|999988887777|given-secret-1/);
  expect(text).toContain('"cause":"*** of 123456789012 and ***"');
  expect(text).toContain('"id.$":"$.order.id"');
});
