/** How many there may be of what calls create, at the edge: the last that is taken, and the next. What Map Runs leave behind. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter/historyEvent';
import type { JsonObject } from '../../core/json';
import { DEFAULT_CONFIGURATION } from '../../run/stepFunctions/configuration';
import { LOCAL_ROLE, type StateMachine } from '../../run/stepFunctions/machines';
import { KEPT_RUNS, MapRuns } from '../../run/stepFunctions/mapRuns';
import { StepFunctionsService } from '../../run/stepFunctions/service';
import { arnOf } from './check';

const DEFINITION = '{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}';
const revision = () => ({ ...DEFAULT_CONFIGURATION, definition: DEFINITION, roleArn: LOCAL_ROLE, date: 0 });
const machine = (name: string): StateMachine => ({
  arn: arnOf('stateMachine', name),
  name,
  type: 'STANDARD',
  creationDate: 0,
  revision: revision(),
});
const times = (count: number, make: (number: number) => void): void => {
  for (let number = 0; number < count; number++) make(number);
};

interface Quota {
  /** What there is before: one less than there may be. */
  fill(service: StepFunctionsService, own: StateMachine): void;
  readonly operation: string;
  /** @param number 0 the last that is taken, 1 the next */
  request(own: StateMachine, number: number): JsonObject;
  readonly code: string;
  /** Has another one taken again. */
  makeRoom?(service: StepFunctionsService, own: StateMachine): void;
}

const QUOTAS: Record<string, Quota> = {
  'versions of a machine': {
    fill: ({ machines }, own) => times(999, () => machines.publish(own, revision(), 0)),
    operation: 'PublishStateMachineVersion',
    request: ({ arn }) => ({ stateMachineArn: arn }),
    code: 'ServiceQuotaExceededException',
    makeRoom: ({ machines }, { arn }) => machines.deleteVersion(`${arn}:7`),
  },
  'aliases of a machine': {
    fill({ machines }, own) {
      machines.publish(own, own.revision, 0);
      times(99, (number) => {
        const name = `a${number}`;
        const facts = { name, machine: own, routes: [], creationDate: 0, updateDate: 0 };
        machines.addAlias({ ...facts, arn: `${own.arn}:${name}` });
      });
    },
    operation: 'CreateStateMachineAlias',
    request: ({ arn }, number) => ({
      name: `new${number}`,
      routingConfiguration: [{ stateMachineVersionArn: `${arn}:1`, weight: 100 }],
    }),
    code: 'ServiceQuotaExceededException',
    makeRoom: ({ machines }, { arn }) => machines.deleteAlias(`${arn}:a7`),
  },
  machines: {
    fill: ({ machines }) => times(9998, (number) => machines.add(machine(`m${number}`))),
    operation: 'CreateStateMachine',
    request: (_own, number) => ({ name: `new${number}`, definition: DEFINITION, roleArn: LOCAL_ROLE }),
    code: 'StateMachineLimitExceeded',
    makeRoom: ({ machines }, own) => machines.delete(own),
  },
  activities: {
    fill: ({ activities }) =>
      times(9999, (number) => activities.create(arnOf('activity', String(number)), String(number))),
    operation: 'CreateActivity',
    request: (_own, number) => ({ name: `new${number}` }),
    code: 'ActivityLimitExceeded',
    makeRoom: ({ activities }) => activities.delete(arnOf('activity', '7')),
  },
  'tags of a resource': {
    fill: ({ tags }, { arn }) => times(49, (number) => tags.add(arn, [{ key: String(number), value: '' }])),
    operation: 'TagResource',
    request: ({ arn }, number) => ({ resourceArn: arn, tags: [{ key: `new${number}`, value: '' }] }),
    code: 'TooManyTags',
    makeRoom: ({ tags }, { arn }) => tags.remove(arn, ['7', '8']),
  },
  'tags of a machine that is created': {
    fill: () => undefined,
    operation: 'CreateStateMachine',
    request: (_own, number) => ({
      name: `new${number}`,
      definition: DEFINITION,
      roleArn: LOCAL_ROLE,
      tags: Array.from({ length: 50 + number }, (_, key) => ({ key: String(key), value: '' })),
    }),
    code: 'TooManyTags',
  },
};

test.each(Object.entries(QUOTAS))('%s', async (_what, { fill, operation, request, code, makeRoom }) => {
  const service = new StepFunctionsService();
  onTestFinished(() => service.close());
  service.host = { project: { root: '/', machines: [], functions: [], stacks: [] }, now: () => 0 } as never;
  const own = machine('own');
  service.machines.add(own);
  fill(service, own);
  const call = async (number: number): Promise<unknown> => {
    const answer = await service.call(operation, request(own, number), new AbortController().signal);
    return 'code' in answer ? answer.code : 'taken';
  };
  expect([await call(0), await call(1)]).toEqual(['taken', code]);
  if (operation === 'CreateStateMachine') expect(service.machines.find(arnOf('stateMachine', 'new1'))).toBeUndefined();
  makeRoom?.(service, own);
  if (makeRoom) expect(await call(1)).toBe('taken');
});

test.each([
  [{}, 100],
  [{ maxResults: 0 }, 100],
  [{ maxResults: 101 }, 101],
])('a page that is asked for with %j', async (request, length) => {
  const service = new StepFunctionsService();
  times(102, (number) => service.activities.create(arnOf('activity', String(number)), String(number)));
  const answer = await service.call('ListActivities', request, new AbortController().signal);
  expect(answer).toMatchObject({ activities: { length }, nextToken: expect.any(String) as string });
  await service.close();
});

test('with a machine its versions and aliases go, and no others', () => {
  const { machines } = new StepFunctionsService();
  const [one, other] = [machine('one'), machine('other')];
  for (const each of [one, other]) {
    machines.add(each);
    machines.publish(each, revision(), 0);
    const facts = { name: 'live', machine: each, routes: [], creationDate: 0, updateDate: 0 };
    machines.addAlias({ ...facts, arn: `${each.arn}:live` });
  }
  machines.delete(one);
  const left = ({ arn }: StateMachine) =>
    [machines.find(arn), machines.version(`${arn}:1`), machines.alias(`${arn}:live`)].map((each) => each !== undefined);
  expect([left(one), left(other)]).toEqual([
    [false, false, false],
    [true, true, true],
  ]);
  // Whoever makes one of that name begins at 1 again.
  machines.add(one);
  expect(machines.publish(one, revision(), 0).arn).toBe(`${one.arn}:1`);
});

interface Run {
  readonly arn: string;
  child(index: number, text?: string): string;
  end(index: number): void;
  over(): void;
}

/** Map Runs as a run tells of them. */
function mapRuns(keepsHistories = true): { readonly all: MapRuns; begin(name: string, redriveCount?: number): Run } {
  const all = new MapRuns();
  let clock = 0;
  const root = { arn: 'root', machineArn: arnOf('stateMachine', 'm'), definition: {}, startedAs: undefined } as never;
  return {
    all,
    begin(name, redriveCount = 0) {
      const arn = arnOf('mapRun', `m/L:${name}`);
      let status = 'RUNNING';
      const startDate = new Date(++clock * 1000).toISOString();
      const stopDate = (): object => (status === 'RUNNING' ? {} : { stopDate: '1970-01-01T01:00:00.000Z' });
      const describe = () => ({ mapRunArn: arn, executionArn: 'root', startDate, redriveCount, ...stopDate() });
      const running = {
        describe,
        update: () => undefined,
        get status() {
          return status;
        },
      };
      const watcher = all.begin(running as never, { root, now: () => ++clock * 1000, keepsHistories });
      const childArn = (index: number): string => arnOf('execution', `m/L:${name}-${index}`);
      return {
        arn,
        child(index, text = '') {
          const executionArn = childArn(index);
          watcher.childBegan(index, { executionArn, items: 1, abort: () => undefined });
          const told = { id: 1, type: 'ExecutionStarted', executionStartedEventDetails: { input: text } };
          all.record(executionArn, told as unknown as HistoryEvent);
          return executionArn;
        },
        end: (index) => watcher.childEnded(index, 'SUCCEEDED', '1970-01-01T00:30:00.000Z'),
        over: () => void (status = 'SUCCEEDED'),
      };
    },
  };
}

describe('Map Runs that are known still', () => {
  test(`are ${KEPT_RUNS}, those that run among them in any case`, () => {
    const { all, begin } = mapRuns();
    const running = begin('running');
    const ended = Array.from({ length: KEPT_RUNS }, (_, number) => {
      const run = begin(String(number));
      run.over();
      return run;
    });
    const [oldest, next] = ended;
    expect([running, oldest!, next!].map(({ arn }) => all.find(arn) !== undefined)).toEqual([true, false, true]);
    expect(all.of('root')).toHaveLength(KEPT_RUNS);
    expect(all.of('root').map(({ arn }) => arn)).toEqual([...ended.slice(1).reverse(), running].map(({ arn }) => arn));
    expect(all.of('another')).toEqual([]);
  });

  test('list 200,000 children together', () => {
    const { all, begin } = mapRuns(false);
    const [first, second] = ['first', 'second'].map((name) => {
      const run = begin(name);
      run.child(99_999);
      run.over();
      return run;
    });
    begin('third');
    expect([first!, second!].map(({ arn }) => all.find(arn) !== undefined)).toEqual([true, true]);
    begin('fourth').child(0);
    begin('fifth');
    expect([first!, second!].map(({ arn }) => all.find(arn) !== undefined)).toEqual([false, true]);
  });

  test('have children of which the newest can be described', () => {
    const { all, begin } = mapRuns();
    const run = begin('one');
    const large = 'x'.repeat(12 * 1024 * 1024);
    const arns = [0, 1, 2, 3].map((index) => run.child(index, large));
    // Of those that run none is given up.
    for (const index of [1, 2, 3]) run.end(index);
    expect(arns.map((arn) => all.child(arn) !== undefined)).toEqual([true, false, true, true]);
    expect(all.find(run.arn)!.children.map(({ status }) => status)).toEqual([
      'RUNNING',
      'SUCCEEDED',
      'SUCCEEDED',
      'SUCCEEDED',
    ]);
    expect(all.histories({} as never)).toEqual([]);
  });

  test('have none that can be described where nobody may ask', () => {
    const { all, begin } = mapRuns(false);
    const run = begin('one');
    const arn = run.child(0, 'text');
    run.end(0);
    expect([all.child(arn), all.find(run.arn)!.children.length]).toEqual([undefined, 1]);
  });

  test('are the same after a redrive, begun when they first began', () => {
    const { all, begin } = mapRuns();
    const first = begin('one');
    const arn = first.child(0, 'given');
    first.end(0);
    first.over();
    const started = all.find(first.arn)!.children[0]!.startDate;
    begin('other');
    const again = begin('one', 1);
    const known = all.find(first.arn)!;
    expect(known.description).toMatchObject({ startDate: '1970-01-01T00:00:01.000Z' });
    expect(known.description.redriveDate).toMatch(/^1970-01-01T00:00:0[2-9]/);
    expect([known.ordinal, all.of('root').map(({ arn }) => arn.split(':').at(-1))]).toEqual([0, ['other', 'one']]);
    again.child(0, 'given');
    again.child(1);
    expect(known.children[0]).toMatchObject({ startDate: started, redriveCount: 0, status: 'RUNNING' });
    all.record(arn, { id: 2, type: 'ExecutionRedriven' } as HistoryEvent);
    expect(known.children.map(({ redriveCount }) => redriveCount)).toEqual([1, 0]);
    expect(all.child(arn)!.events.map(({ id }) => id)).toEqual([1, 2]);
  });

  test('that are stopped have children that are aborted, at the same moment', () => {
    const { all, begin } = mapRuns();
    const run = begin('one');
    const arn = run.child(0, '[1]');
    expect(all.child(arn)).toMatchObject({ status: 'RUNNING', end: undefined, input: '[1]', name: 'one-0' });
    run.over();
    expect(all.child(arn)).toMatchObject({
      status: 'ABORTED',
      stopDate: 3_600_000,
      end: { result: { status: 'ABORTED' }, stopDate: 3_600_000 },
      machineName: 'm/L',
      machineArn: arnOf('stateMachine', 'm/L'),
      type: 'STANDARD',
    });
  });
});
