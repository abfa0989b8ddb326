/** When the time of a run stands still: at stops of its debugger and of its handlers' debuggers, and at no other time. */
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { Breakpoints } from '../../debugger/breakpoints';
import { ExecutionControl } from '../../debugger/executionControl';
import { HandlerStops } from '../../debugger/handlerStops';
import { tellOfClock } from '../../debugger/tellOfClock';
import { HeldTime } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } };
const machine = buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!;

function point(name: string, strand = ''): PausePoint {
  return { when: 'enter', state: machine.root.byName.get(name)!, strand } as PausePoint;
}

function control(stopOnEntry: boolean): { control: ExecutionControl; time: HeldTime } {
  const time = new HeldTime();
  const listener = { stopped: () => undefined, logPoint: () => undefined };
  return { control: new ExecutionControl(new Breakpoints(() => []), listener, stopOnEntry, time), time };
}

test('from a stop until the run goes on', () => {
  const { control: made, time } = control(true);
  const stands = [time.stands];
  void made.pause(point('A'));
  stands.push(time.stands);
  made.resume('next');
  stands.push(time.stands);
  void made.pause(point('B'));
  stands.push(time.stands);
  made.end();
  expect([...stands, time.stands]).toEqual([false, true, false, true, false]);
});

test('not for a line that waits while a person steps in another', () => {
  const { control: made, time } = control(true);
  void made.pause(point('A', '/P#0:0'));
  void made.pause(point('A', '/P#0:1'));
  made.resume('next');
  expect(time.stands).toBe(false);
});

test('at a pause in the middle of a state', () => {
  const { control: made, time } = control(false);
  void made.pause(point('A'));
  made.requestPause();
  made.requestPause();
  expect(time.stands).toBe(true);
  made.resume('continue');
  expect(time.stands).toBe(false);
});

test('as long as any handler stands', () => {
  const time = new HeldTime();
  const stops = new HandlerStops(time);
  const told = (session: string, stands: boolean): boolean => {
    stops.told({ session, functionName: 'f', stands });
    return time.stands;
  };
  expect([told('one', false), told('one', true), told('one', true), told('other', true)]).toEqual([
    false,
    true,
    true,
    true,
  ]);
  expect([told('one', false), told('one', false), told('other', false)]).toEqual([true, true, false]);
});

test('knows where the handler that stands was called', () => {
  const gone = new Set<PausePoint>();
  const stops = new HandlerStops(new HeldTime(), (each) => !gone.has(each));
  const [first, second, other] = [point('A'), point('B'), point('C')];
  stops.called('charge', first);
  stops.called('charge', second);
  stops.called('ship', other);
  expect(stops.caller).toBeUndefined();
  stops.told({ session: 'one', functionName: 'charge', stands: true });
  expect(stops.caller).toBe(second);
  gone.add(second);
  expect(stops.caller).toBe(first);
  stops.told({ session: 'two', functionName: 'ship', stands: true });
  expect(stops.caller).toBe(other);
  stops.told({ session: 'two', functionName: 'ship', stands: false });
  expect(stops.caller).toBe(first);
  stops.told({ session: 'one', functionName: 'charge', stands: false });
  expect(stops.caller).toBeUndefined();
});

test('views hear of it, but not of moments that nobody sees', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  const time = new HeldTime();
  const told: unknown[] = [];
  const end = tellOfClock(time, (state) => void told.push(state));
  time.hold()();
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([]);
  const letGo = time.hold();
  await vi.advanceTimersByTimeAsync(500);
  letGo();
  await vi.advanceTimersByTimeAsync(100);
  time.hold();
  end();
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([
    { stands: true, stood: 0 },
    { stands: false, stood: 500 },
  ]);
  vi.useRealTimers();
});

test.each<
  readonly [name: string, launch: object, told: string, goOn: (client: Client, told: object) => Promise<unknown>]
>([
  [
    'its debugger has stopped',
    { stopOnEntry: true },
    'stopped',
    (client) => client.request('continue', { threadId: 1 }),
  ],
  [
    'a person is asked for an answer',
    { interactive: true },
    'stepwise.ask',
    (client, { requestId }: { requestId?: number }) =>
      client.request('stepwise.answer', { requestId, answer: { return: '1' } }),
  ],
])('a client hears that time stands while %s', async (_, launch, told, goOn) => {
  const Send = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Parameters: { QueueUrl: 'q', MessageBody: 'm' },
    End: true,
  };
  const folder = temporaryFolder({ 'm.asl.json': JSON.stringify({ StartAt: 'Send', States: { Send } }) });
  const mocks = 'interactive' in launch ? {} : { mocks: { m: { Send: { return: '1' } } } };
  const client = new Client({});
  const clocks = (): unknown[] =>
    client.events
      .filter(({ event }) => event === 'stepwise.clock')
      .map(({ body }) => (body as { stands: boolean }).stands);
  await client.request('initialize', { adapterID: 'stepwise' });
  await client.request('launch', { program: path.join(folder, 'm.asl.json'), input: {}, ...mocks, ...launch });
  await client.request('configurationDone');
  const { body } = await client.event(0, told);
  await client.event(0, 'stepwise.clock');
  expect(clocks()).toEqual([true]);
  const from = client.events.length;
  await goOn(client, body as object);
  await client.event(from, 'terminated');
  await client.close();
});
