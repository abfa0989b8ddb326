/**
 * Each integration with what it is asked and answered, in `tables/`: the parameters of its command, how its job is asked for and
 * read, and what comes of an answer; and Resources taken apart.
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  errorNamesOf,
  INTEGRATIONS,
  integrationNamed,
  isOptimizedService,
  parseResource,
  resourceArn,
  sampleResponse,
  SERVICES,
} from '../../core/catalog/integrations';
import { fillSnippet, yamlScalar, yamlSnippet } from '../../core/catalog/snippet';
import type { Json, JsonObject } from '../../core/json';
import { expectAnswers, expectGolden } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Members that any job might be described by, so that each finds its own. */
const PARTS: JsonObject = { Id: 'id-1', Status: 'S', LastStatus: 'STOPPED', State: 'T', ExitCode: 0, TaskArn: 'arn' };
const EVERYTHING = new Proxy({} as JsonObject, {
  get: (_, name): Json =>
    typeof name !== 'string'
      ? (undefined as never)
      : /s$/.test(name) && !/Status$/.test(name)
        ? [PARTS]
        : /^[A-Z]/.test(name)
          ? ({ ...PARTS, [`of${name}`]: 1 } as Json)
          : (undefined as never),
  has: () => true,
});

test('integrations', () => {
  const lines = INTEGRATIONS.flatMap((each) => {
    const { service, action, request, response, sdk, job } = each;
    const own: string[] = [];
    if (sdk?.command) own.push(`command ${sdk.command}`);
    if (sdk?.parameters) own.push(`parameters ${shown(sdk.parameters(request))} / ${shown(sdk.parameters({}))}`);
    if (sdk?.answer)
      own.push(
        `answer ${shown(sdk.answer(response, request))} / ${shown(sdk.answer({}, {}))} / ${shown(sdk.answer({ JobFlowId: 'j', StepIds: ['s'], CancelStepsInfoList: [1], ApplicationId: 'a' }, request))}`,
      );
    if (sdk?.failure)
      own.push(
        `failure ${shown(sdk.failure(response))} / ${shown(sdk.failure({ FailedEntryCount: 0 }))} / ${shown(sdk.failure({ FailedEntryCount: 2 }))}`,
      );
    if (job) {
      own.push(`asks ${job.command} ${shown(job.ask(response, request))} / ${shown(job.ask({}, {}))}`);
      const result = job.result?.(EVERYTHING);
      own.push(`result ${shown(result)} / ${shown(job.result?.({}))}`);
      const description = (
        typeof result === 'object' && result !== null && !Array.isArray(result) ? result : EVERYTHING
      ) as JsonObject;
      own.push(
        `status ${shown(job.status(description))} / ${shown(job.status({}))}; done ${job.succeeded.join(' ')}; failed ${job.failed.join(' ')}${job.gone ? `; gone ${job.gone}` : ''}`,
      );
      if (job.answer)
        own.push(
          `answers ${shown(job.answer({ job: 1 }, { started: 1, ClusterId: 'c' }))} / ${shown(job.answer(null, {}))}`,
        );
    }
    return [`${service}:${action} ${each.patterns.join(' ')}`, ...own.map((line) => `  ${line}`)];
  });
  expectGolden(table('integrations'), lines);
});

test.each<[containers: Json, status: Json | undefined]>([
  [[{ ExitCode: 0 }], 'STOPPED'],
  [[{ ExitCode: 0 }, { ExitCode: 1 }], 'FAILED'],
  [[{}], 'FAILED'],
  [[1], 'FAILED'],
  [[], 'STOPPED'],
  [1, 'STOPPED'],
])('an ECS task that stopped with the containers %j is %s', (Containers, status) =>
  expect(integrationNamed('ecs', 'runTask')!.job!.status({ LastStatus: 'STOPPED', Containers })).toBe(status),
);

test('services', () => {
  const lines = SERVICES.map(
    ({ name, client, errors }) => `${name}: ${client ?? name}, ${shown(errors)}, ${shown(errorNamesOf(name))}`,
  );
  expectGolden(table('services'), lines);
  expect([
    isOptimizedService('sqs'),
    isOptimizedService('rds'),
    errorNamesOf('rds'),
    integrationNamed('sqs', 'none'),
  ]).toEqual([true, false, undefined, undefined]);
});

test('Resources', () =>
  expectAnswers(table('resources'), (resource) => {
    const parsed = parseResource(resource);
    if (parsed?.kind === 'integration' && parsed.pattern && !parsed.sdk)
      expect(resourceArn(parsed.service, parsed.action, parsed.pattern, parsed.partition)).toBe(
        resource.replace(/states:[^:]*:[^:]*:/, 'states:::'),
      );
    return `${shown(parsed)}; sample ${shown(sampleResponse(resource))}`;
  }));

test('snippets', () =>
  expectAnswers(table('snippets'), (written) => {
    const filled = fillSnippet(written);
    let yaml: string;
    try {
      yaml = yamlSnippet(written);
    } catch (error) {
      yaml = (error as Error).name;
    }
    return `${filled}; in YAML ${yaml}; as a scalar ${yamlScalar(written)}`;
  }));
