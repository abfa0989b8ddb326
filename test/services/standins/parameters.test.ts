/** Parameters and secrets that a person has given a value for. */
import { expect, test } from 'vitest';
import { givenParameters, givenSecrets } from '../../../run/calls/givenParameters';
import { createParameters } from '../../../services/standins/parameters';
import { createSecrets } from '../../../services/standins/secrets';
import type { StandIn } from '../../../services/standins/standIn';
import type { Members } from '../../../services/wire';

const VALUES = {
  all: {
    'ssm:/mill/key': 'k1',
    '/mill/hosts': ['a', 'b'],
    'ssm:/mill/db/port': 5432,
    'ssm:Stage': 'test',
    'ssm:/millstone/x': 'y',
    'secret:mill/token': 'hush',
    'secret:mill/db#user': 'u',
    'secret:mill/db#password': 'p',
    'secret:mill/json': { a: 1 },
  },
  stacks: { Test: { 'ssm:/mill/key': 'k2' } },
};

const context = { now: () => 0, uuid: () => 'id', emit: () => undefined, processId: 'p' };

/** What is answered; undefined where it is not known here. */
async function asked(standIn: StandIn<never>, store: object, operation: string, input: Members): Promise<unknown> {
  const around = { ...context, store } as never;
  if (!(await standIn.knows(operation, input, around))) return undefined;
  return standIn.answer(operation, input, around);
}

/** Names and values. */
async function parameters(operation: string, input: Members, stack?: string): Promise<unknown> {
  const answer = await asked(createParameters() as never, givenParameters(VALUES, stack), operation, input);
  const { Parameter: one, Parameters: several } = ((answer ?? {}) as { output?: Members }).output ?? {};
  const all = (several ?? (one === undefined ? undefined : [one])) as readonly Members[] | undefined;
  return all?.map(({ Name, Value }) => `${String(Name)}=${String(Value)}`);
}

test.each<[string, Members, unknown, string?]>([
  ['GetParameter', { Name: '/mill/key', WithDecryption: true }, ['/mill/key=k1']],
  ['GetParameter', { Name: '/mill/key' }, ['/mill/key=k2'], 'Test'],
  ['GetParameter', { Name: '/mill/key:3' }, ['/mill/key=k1']],
  ['GetParameter', { Name: 'arn:aws:ssm:eu-west-1:1:parameter/mill/key' }, ['/mill/key=k1']],
  ['GetParameter', { Name: 'arn:aws:ssm:eu-west-1:1:parameter/Stage' }, ['Stage=test']],
  ['GetParameter', { Name: '/mill/hosts' }, ['/mill/hosts=a,b']],
  ['GetParameter', { Name: '/mill/other' }, undefined],
  ['GetParameters', { Names: ['/mill/key', '/mill/db/port'] }, ['/mill/key=k1', '/mill/db/port=5432']],
  ['GetParameters', { Names: ['/mill/key', '/mill/other'] }, undefined],
  ['GetParametersByPath', { Path: '/mill' }, ['/mill/hosts=a,b', '/mill/key=k1']],
  [
    'GetParametersByPath',
    { Path: '/mill/', Recursive: true },
    ['/mill/db/port=5432', '/mill/hosts=a,b', '/mill/key=k1'],
  ],
  ['GetParametersByPath', { Path: '/barn' }, undefined],
  ['PutParameter', { Name: '/mill/key', Value: 'x' }, undefined],
])('%s of %j', async (operation, input, values, stack) =>
  expect(await parameters(operation, input, stack)).toEqual(values),
);

async function secret(input: Members, more: object = {}): Promise<unknown> {
  const store = givenSecrets(VALUES);
  const answer = await asked(createSecrets() as never, store, 'GetSecretValue', input);
  const known = await createSecrets().knows('GetSecretValue', input, { ...context, store, ...more });
  return known ? (answer as { output: Members } | undefined)?.output.SecretString : undefined;
}

test.each<[Members, unknown, object?]>([
  [{ SecretId: 'mill/token' }, 'hush'],
  [{ SecretId: 'arn:aws:secretsmanager:eu-west-1:1:secret:mill/token-Ab12Cd' }, 'hush'],
  [{ SecretId: 'mill/db', VersionStage: 'AWSCURRENT' }, '{"user":"u","password":"p"}'],
  [{ SecretId: 'mill/json' }, '{"a":1}'],
  [{ SecretId: 'mill/token', VersionStage: 'AWSPREVIOUS' }, undefined],
  [{ SecretId: 'mill/other' }, undefined],
  // A state's answer would stand in a history.
  [{ SecretId: 'mill/token' }, undefined, { processId: undefined }],
])('the secret of %j', async (input, text, more) => expect(await secret(input, more)).toBe(text));

test.each([
  ['GetParameter', true],
  ['PutParameter', false],
])('a parameter that is given is all that %s needs: %j', async (operation, isKnown) => {
  const around = { ...context, store: givenParameters(VALUES) };
  expect(await createParameters().knows(operation, { Name: '/mill/key' }, around)).toBe(isKnown);
});
