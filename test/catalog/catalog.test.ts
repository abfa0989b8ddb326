import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { CHOICE_OPERATORS, LOGICAL_OPERATORS } from '../../core/catalog/choiceOperators';
import { CONTEXT_MEMBERS, contextMembersOf } from '../../core/catalog/contextObject';
import { ERRORS, errorNamed } from '../../core/catalog/errors';
import { FIELDS, fieldNamed, fieldsOf } from '../../core/catalog/fields';
import {
  INTEGRATIONS,
  SERVICES,
  integrationNamed,
  parseResource,
  resourceArn,
  sampleResponse,
} from '../../core/catalog/integrations';
import type { Action } from '../../core/catalog/integrations/integration';
import { fillSnippet, yamlSnippet } from '../../core/catalog/snippet';
import { STATE_TYPE_SPECS } from '../../core/catalog/stateTypes';
import type { FieldSpec, ValueKind } from '../../core/catalog/types';
import { buildMachine } from '../../core/model';
import { STATE_TYPES } from '../../core/model/machine';
import { parseDocument } from '../../core/syntax';
import { TASK_RUNNERS } from '../../run/runners';

/** What the value of an example must be, by kind of value. */
const TYPE_OF: Partial<Record<ValueKind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  payloadTemplate: (value) => typeof value === 'object' && !Array.isArray(value),
  stringArray: (value) => Array.isArray(value),
  errorNames: (value) => Array.isArray(value),
  retriers: (value) => Array.isArray(value),
  catchers: (value) => Array.isArray(value),
  choiceRules: (value) => Array.isArray(value),
  path: (value) => typeof value === 'string' && /^(\$|States\.)/.test(value),
  referencePath: (value) => typeof value === 'string' && value.startsWith('$'),
  stateName: (value) => typeof value === 'string',
};

function check(field: FieldSpec): void {
  expect(field.doc.length).toBeGreaterThan(20);
  expect(field.doc).toMatch(/[.)]$/);
  expect(field.source).toMatch(/^(States Language|AWS): /);
  const example = JSON.parse(`{${field.example}}`) as Record<string, unknown>;
  expect(Object.keys(example)).toEqual([field.name]);
  const value = example[field.name];
  const literal = !(field.jsonata && typeof value === 'string' && value.startsWith('{%'));
  if (literal) expect(TYPE_OF[field.value]?.(value) ?? true).toBe(true);
  if (field.values && typeof value === 'string') expect(field.values).toContain(value);
  if (typeof value === 'number') {
    expect(value).toBeGreaterThanOrEqual(field.minimum ?? -Infinity);
    expect(value).toBeLessThanOrEqual(field.maximum ?? Infinity);
  }
  if (field.snippet) {
    // The JSON and the YAML form insert the same value.
    const json: unknown = JSON.parse(fillSnippet(field.snippet));
    const yaml = parseYaml(`key:${fillSnippet(yamlSnippet(field.snippet))}`) as { key: unknown };
    const bare = (value: unknown): string => JSON.stringify(value).replaceAll(/null|""|\{\}|(?<=:)\$?(?=[,}])/g, '~');
    expect(bare(yaml.key)).toBe(bare(json));
  }
  for (const name of field.excludes ?? []) {
    for (const owner of field.owners) expect(fieldNamed(owner, name), `${owner}.${name}`).toBeDefined();
  }
}

describe('fields', () => {
  it.each(FIELDS.map((field) => [`${field.owners[0]}.${field.name}`, field] as const))('%s', (_, field) =>
    check(field),
  );

  it('names a field once for each owner', () => {
    const places = FIELDS.flatMap((field) => field.owners.map((owner) => `${owner}.${field.name}`));
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  it('excludes in both directions', () => {
    const oneWay = FIELDS.flatMap((field) =>
      field.owners.flatMap((owner) =>
        (field.excludes ?? [])
          .filter((name) => !fieldNamed(owner, name)?.excludes?.includes(field.name))
          // And, Or, Not exclude Variable, and the operators need it.
          .map((name) => `${owner}.${field.name} / ${name}`),
      ),
    );
    expect(oneWay).toEqual([]);
  });

  it('keeps the query languages apart', () => {
    const names = (language: 'JSONPath' | 'JSONata'): string[] => fieldsOf('Task', language).map(({ name }) => name);
    expect(names('JSONPath')).toContain('Parameters');
    expect(names('JSONPath')).not.toContain('Arguments');
    expect(names('JSONata')).toContain('Arguments');
    expect(names('JSONata')).not.toContain('ResultPath');
  });
});

describe('choice operators', () => {
  it('are the 39 tests of the language and three that combine them', () => {
    expect(CHOICE_OPERATORS).toHaveLength(39);
    expect(new Set(CHOICE_OPERATORS.map(({ name }) => name)).size).toBe(39);
    expect(LOGICAL_OPERATORS).toEqual(['And', 'Or', 'Not']);
  });
});

describe('errors', () => {
  it('finds an HTTP status by its pattern', () => {
    expect(errorNamed('States.Http.StatusCode.503')?.name).toBe('States.Http.StatusCode.NNN');
    expect(errorNamed('States.Nonsense')).toBeUndefined();
  });

  it('says what ALL and TaskFailed leave alone', () => {
    expect(ERRORS.filter((error) => !error.caughtByAll).map(({ name }) => name)).toEqual([
      'States.Runtime',
      'States.DataLimitExceeded',
    ]);
    expect(errorNamed('States.Timeout')?.caughtByTaskFailed).toBe(false);
  });
});

describe('integrations', () => {
  it.each(INTEGRATIONS.map((integration) => [`${integration.service}:${integration.action}`, integration] as const))(
    '%s has an example with every required argument',
    (_, integration) => {
      const given = Object.keys(integration.request).map((name) => name.replace(/\.\$$/, ''));
      for (const group of integration.required) expect([group].flat().some((name) => given.includes(name))).toBe(true);
      const parsed = parseResource(resourceArn(integration.service, integration.action, 'requestResponse'));
      expect(parsed).toMatchObject({ kind: 'integration', sdk: false, pattern: 'requestResponse' });
      expect(integration.syncResponse === undefined || integration.patterns.includes('sync')).toBe(true);
    },
  );

  const jobs = INTEGRATIONS.flatMap(({ service, action, job }) =>
    job ? [[`${service}:${action}`, job] as const] : [],
  );
  it.each(jobs)('%s.sync ends well or ill, never both', (_, { succeeded, failed, gone, command }) => {
    expect([...succeeded, ...(gone === undefined ? [] : [gone])]).not.toEqual([]);
    expect(succeeded.filter((status) => failed.includes(status))).toEqual([]);
    expect(command).toMatch(/^(Describe|Get|BatchGet)[A-Z]/);
  });

  it.each(
    INTEGRATIONS.filter(({ job, syncResponse }) => job?.succeeded.length && syncResponse && !job.answer && !job.result),
  )('$service:$action answers, once its job has ended, with a job that has ended well', ({ job, syncResponse }) =>
    expect(job!.succeeded).toContain(job!.status(syncResponse!)),
  );

  it('knows who answers what is no command of a service', () => {
    const own = INTEGRATIONS.flatMap(({ runner }) => runner ?? []);
    const names = TASK_RUNNERS.map(({ name }) => name);
    expect(own.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has a file of each service in its table', () => {
    const folder = path.join(__dirname, '../../core/catalog/integrations');
    const others = ['integration', 'job', 'sdkCall', 'sdkSamples', 'takenArguments'];
    const files = readdirSync(folder).map((file) => path.basename(file, '.ts'));
    const known = SERVICES.map(({ name }) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
    expect(files.filter((file) => !others.includes(file)).sort()).toEqual([...known].sort());
  });

  it('cannot wait for a job that nobody describes', () => {
    const facts = { doc: 'Starts.', request: {}, response: {} };
    // @ts-expect-error: the compiler asks for the job
    const forgotten: Action = { ...facts, syncs: ['sync'] };
    const ended = { command: 'DescribeJob', ask: () => ({}), succeeded: ['DONE'], failed: [] };
    // @ts-expect-error: and for the whole of it
    const half: Action = { ...facts, job: ended };
    expect([forgotten, half]).toHaveLength(2);
  });

  it.each([
    ['arn:aws:lambda:eu-west-1:1:function:Charge:live', { kind: 'lambda', functionName: 'Charge', qualifier: 'live' }],
    ['arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken', { service: 'sqs', pattern: 'waitForTaskToken' }],
    ['arn:aws:states:::states:startExecution.sync:2', { service: 'states', pattern: 'sync:2' }],
    ['arn:aws:states:::aws-sdk:s3:getObject', { sdk: true, service: 's3', action: 'getObject' }],
    ['arn:aws:states:::lambda:invoke.synk', { pattern: undefined, suffix: '.synk' }],
    ['arn:aws:states:eu-west-1:1:activity:Approve', { kind: 'activity', activityName: 'Approve' }],
  ])('takes %s apart', (resource, expected) => {
    expect(parseResource(resource)).toMatchObject(expected);
  });

  it.each([
    ['arn:aws:states:::lambda:invoke', 'Payload'],
    ['arn:aws:states:::ecs:runTask.sync', 'TaskArn'],
    ['arn:aws:states:::aws-sdk:dynamodb:query', 'Items'],
    ['arn:aws:states:::aws-sdk:iot:listThings', 'Things'],
  ])('samples the answer of %s', (resource, member) => {
    expect(sampleResponse(resource)).toHaveProperty(member);
  });

  it('knows no query of DynamoDB as an optimized integration', () => {
    expect(integrationNamed('dynamodb', 'query')).toBeUndefined();
  });
});

describe('state types', () => {
  it.each(
    STATE_TYPES.flatMap((type) => (['JSONPath', 'JSONata'] as const).map((language) => [type, language] as const)),
  )('%s in %s inserts a whole state', (type, language) => {
    const text = `{"QueryLanguage":"${language}","StartAt":"A","States":{"A":${fillSnippet(STATE_TYPE_SPECS[type].snippet[language])}}}`;
    const document = parseDocument('memory:a.asl.json', text, 'json');
    expect(document.problems).toEqual([]);
    expect(buildMachine(document)?.root.byName.get('A')?.type).toBe(type);
    const state = (JSON.parse(text) as { States: { A: object } }).States.A;
    const allowed = fieldsOf(type, language).map(({ name }) => name);
    expect(allowed).toEqual(expect.arrayContaining(Object.keys(state)));
  });
});

describe('context object', () => {
  it('lists the members below a member', () => {
    expect(contextMembersOf('').map(({ path }) => path)).toEqual(['Execution', 'State', 'StateMachine', 'Task', 'Map']);
    expect(contextMembersOf('Map.Item').map(({ path }) => path)).toContain('Map.Item.Value');
    expect(CONTEXT_MEMBERS.every(({ doc }) => doc.endsWith('.'))).toBe(true);
  });
});
