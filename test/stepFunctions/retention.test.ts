/** What is known of executions that have ended, however many there were. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { readProject } from '../../project';
import { hostExecutions, KEPT_EXECUTIONS, StepFunctionsService } from '../../run';
import { Activities } from '../../run/stepFunctions/activities';
import { Archive } from '../../run/stepFunctions/archive';
import { EndedExecutions, type EndedExecution } from '../../run/stepFunctions/endedExecutions';
import { PendingTasks } from '../../run/stepFunctions/pendingTasks';
import { temporaryFolder } from '../harness/temporaryFolder';
import { arnOf } from './check';

const MACHINE = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Choice', Choices: [{ Variable: '$.fails', IsPresent: true, Next: 'No' }], Default: 'Yes' },
    Yes: { Type: 'Pass', End: true },
    No: { Type: 'Fail', Error: 'No' },
  },
};

function serving(): (operation: string, input: JsonObject) => Promise<JsonObject & { code?: string }> {
  const folder = temporaryFolder({ 'm.asl.json': JSON.stringify(MACHINE) });
  const service = new StepFunctionsService({ mostExecutions: Number.POSITIVE_INFINITY });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    await service.close();
  });
  const lambda = { invoke: () => Promise.reject(new Error('none')), dispose: () => Promise.resolve() };
  const executions = hostExecutions(
    { project: readProject(folder), lambda, clock: 'skip', emit: () => undefined, signal: stop.signal },
    service,
  );
  return async (operation, input) => {
    const answer = (await service.call(operation, input, stop.signal)) as JsonObject;
    await executions.idle();
    return answer;
  };
}

const arn = (name: string | number): string => `${arnOf('execution', 'm')}:${name}`;

describe('after more executions than are known', () => {
  test('the newest are there whole, and the oldest are not', { timeout: 60_000 }, async () => {
    const call = serving();
    const start = (name: string | number, input: object): Promise<JsonObject> =>
      call('StartExecution', {
        stateMachineArn: arnOf('stateMachine', 'm'),
        name: String(name),
        input: JSON.stringify(input),
      });
    const beyond = 20;
    await start('failed', { fails: 1 });
    for (let number = 0; number < KEPT_EXECUTIONS + beyond - 1; number++) {
      // What runs again stays with the newest.
      if (number === beyond)
        expect(await call('RedriveExecution', { executionArn: arn('failed') })).toHaveProperty('redriveDate');
      await start(number, { number });
    }
    expect(await call('DescribeExecution', { executionArn: arn(0) })).toMatchObject({ code: 'ExecutionDoesNotExist' });
    expect(await call('DescribeExecution', { executionArn: arn(beyond) })).toMatchObject({
      status: 'SUCCEEDED',
      input: `{"number":${beyond}}`,
      output: `{"number":${beyond}}`,
    });
    expect(await call('GetExecutionHistory', { executionArn: arn(beyond), maxResults: 2 })).toMatchObject({
      events: [{ type: 'ExecutionStarted' }, { type: 'ChoiceStateEntered' }],
      nextToken: expect.any(String) as unknown,
    });
    expect(await call('DescribeExecution', { executionArn: arn('failed') })).toMatchObject({
      status: 'FAILED',
      redriveCount: 1,
    });
    expect(await call('RedriveExecution', { executionArn: arn('failed') })).toHaveProperty('redriveDate');
    expect(
      await call('GetExecutionHistory', { executionArn: arn('failed'), reverseOrder: true, maxResults: 3 }),
    ).toMatchObject({
      events: [{ type: 'ExecutionFailed' }, { type: 'FailStateEntered' }, { type: 'ExecutionRedriven' }],
    });

    const names: string[] = [];
    const stateMachineArn = arnOf('stateMachine', 'm');
    for (let nextToken: unknown; nextToken !== undefined || names.length === 0;) {
      const page = await call('ListExecutions', {
        stateMachineArn,
        maxResults: 1000,
        ...(nextToken !== undefined && { nextToken: nextToken as string }),
      });
      names.push(...(page.executions as JsonObject[]).map(({ name }) => name as string));
      nextToken = page.nextToken;
    }
    expect(names).toHaveLength(KEPT_EXECUTIONS);
    expect(names[0]).toBe(String(KEPT_EXECUTIONS + beyond - 2));
  });
});

/** Executions of a weight, and what becomes of them. */
function kept(archive?: Archive): {
  end(name: string, weight?: number): EndedExecution;
  log: string[];
  ended: EndedExecutions;
} {
  const log: string[] = [];
  const ended = new EndedExecutions(archive);
  onTestFinished(() => ended.close());
  return {
    log,
    ended,
    end(name, weight = 1) {
      const execution: EndedExecution = {
        weight,
        putAway(archive) {
          const place = archive.put(name.repeat(10));
          log.push(`${name} put away`);
          return place;
        },
        forgotten: () => log.push(`${name} forgotten`),
      };
      ended.add(execution);
      return execution;
    },
  };
}

describe('in memory', () => {
  test('are a hundred', () => {
    const { end, log } = kept();
    for (let number = 0; number < 102; number++) end(String(number));
    expect(log).toEqual(['0 put away', '1 put away']);
  });

  test('is what is not too large together; the newest always', () => {
    const { end, log } = kept();
    for (const name of ['a', 'b', 'c']) end(name, 20 * 1024 * 1024);
    end('d', 1024 ** 3);
    expect(log).toEqual(['a put away', 'b put away', 'c put away']);
  });

  test('is not what runs again', () => {
    const { end, ended, log } = kept();
    ended.take(end('a', 1024 ** 3));
    end('b', 1);
    end('c', 1);
    expect(log).toEqual([]);
  });

  test('are two hundred where the disk takes nothing, and those before them are forgotten', () => {
    const full = new Archive();
    full.put = () => {
      throw new Error('ENOSPC');
    };
    const { end, log } = kept(full);
    for (let number = 0; number < 202; number++) end(String(number));
    expect(log).toEqual(['0 forgotten', '1 forgotten']);
  });
});

describe('of what calls may create or name without end', () => {
  test('activities are as many as there may be', () => {
    const activities = new Activities(() => 0);
    for (let number = 0; number < 10_000; number++) activities.find(arnOf('activity', String(number)));
    expect(activities.find(arnOf('activity', 'more'))).toBeUndefined();
    expect(activities.create(arnOf('activity', 'more'), 'more')).toBeUndefined();
    expect(activities.find(arnOf('activity', '7'))).toBeDefined();
    activities.delete(arnOf('activity', '7'));
    expect(activities.create(arnOf('activity', 'more'), 'more')).toBeDefined();
  });

  test('tokens of the newest tasks that are over are known', () => {
    const tasks = new PendingTasks();
    const token = (number: number): string => number.toString(16).padStart(64, '0');
    for (let number = 0; number <= 10_000; number++) {
      const facts = { machine: 'm', state: 's', resource: 'r', input: null };
      tasks.add({ ...facts, token: token(number), heartbeat: () => undefined }).close();
    }
    expect(tasks.heartbeat(token(0))?.code).toBe('TaskDoesNotExist');
    expect(tasks.heartbeat(token(1))?.code).toBe('TaskTimedOut');
  });
});

describe('an archive', () => {
  test('gives back what was put in, and lets go of files whose texts are dropped', () => {
    const archive = new Archive();
    onTestFinished(() => archive.close());
    const texts = Array.from({ length: 2500 }, (_, number) => `${number} é`.repeat(number % 7));
    const places = texts.map((text) => archive.put(text));
    const folder = path.dirname(places[0]!.file.path);
    expect(places.map((place) => archive.get(place))).toEqual(texts);
    expect(readdirSync(folder)).toHaveLength(3);
    for (const place of places.slice(0, 2100)) archive.drop(place);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(archive.get(places[2100]!)).toBe(texts[2100]);
    archive.close();
    expect(existsSync(folder)).toBe(false);
  });
});
