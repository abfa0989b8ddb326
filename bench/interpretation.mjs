// The interpreter beside aws-local-stepfunctions and beside the upper bound of bound.ts, in one process, run by run.
// Every event is produced and read.
import { sideBySide } from './measure.mjs';

const LIMIT = 10_000;
const items = (length) => ({ items: Array.from({ length }, (_, n) => n) });
/** What a mock says is known at once; the peer takes functions that answer later. */
const answer = ({ Payload }) => ({ ExecutedVersion: '$LATEST', Payload, StatusCode: 200 });
const answerLater = async (call) => answer(call);

/** `transitions`: states entered. Above 25,000 events a run is EXPRESS. `tick`: how often each round repeats a run. */
function rows(core) {
  const { chain, jsonataLoop, loop, mapMachine, mockedTasks, parallel } = core;
  return [
    {
      title: 'chain of 1,000 Pass',
      machine: chain(1000),
      input: { a: 1 },
      transitions: 1000,
      repeat: 20,
      bound: core.chainBound(1000),
    },
    {
      title: 'Map over 10,000',
      machine: mapMachine,
      input: items(10_000),
      transitions: 10_001,
      type: 'EXPRESS',
      bound: core.mapBound(),
      slow: true,
    },
    {
      title: 'Choice loop to 10,000, JSONPath',
      machine: loop(LIMIT),
      input: { n: 0 },
      transitions: 2 * LIMIT + 1,
      type: 'EXPRESS',
      bound: core.loopBound(LIMIT),
    },
    {
      title: 'Choice loop to 10,000, JSONata',
      machine: jsonataLoop(LIMIT),
      input: { n: 0 },
      transitions: 2 * LIMIT + 1,
      type: 'EXPRESS',
      bound: core.jsonataLoopBound(LIMIT),
      peerless: true,
    },
    {
      title: 'Parallel of 100',
      machine: parallel(100),
      input: { a: 1 },
      transitions: 101,
      repeat: 50,
      bound: core.parallelBound(100),
    },
    {
      title: '1,000 mocked tasks',
      machine: mockedTasks(1000),
      input: { a: 1 },
      transitions: 1000,
      repeat: 5,
      bound: core.tasksBound(1000, answer),
    },
  ];
}

/** Prints a row each, and how the Map grows from 10,000 to 100,000 items. */
export async function interpretation(core, peer, only) {
  const { StateMachine } = peer('aws-local-stepfunctions');
  console.log(
    '\nrun, in transitions per second'.padEnd(38) +
      'ours'.padStart(12) +
      'peer'.padStart(12) +
      'bound'.padStart(12) +
      '   ours/peer  ours/bound',
  );
  for (const row of rows(core)) {
    if (only && !row.title.includes(only)) continue;
    const medians = await sideBySide(
      contestants(core, StateMachine, row),
      row.slow ? { rounds: 5, warmUp: 2 } : { rounds: 11, warmUp: 5 },
    );
    printRow(row, medians);
  }
  if (!only || 'growth'.includes(only)) await growth(core);
}

/** Reads every event, and keeps the last ones: an event that nobody could look at later need not be built at all. */
function reader() {
  const last = new Array(256);
  let count = 0;
  const read = (event) => {
    last[count & 255] = event;
    if (event.kind === 'history' && event.event.id > 0) count++;
  };
  return { read, count: () => count + (last.length - 256) };
}

function contestants(core, StateMachine, row) {
  const text = JSON.stringify(row.input);
  const ours = ourRun(core, row);
  const repeat = row.repeat ?? 1;
  const times = (run) => async () => {
    for (let count = 0; count < repeat; count++) await run();
  };
  const clock = new core.VirtualClock({ start: 0, whenIdle: setImmediate });
  const bounded = async () => {
    const { read, count } = reader();
    await row.bound(text, { now: () => clock.now(), emit: read });
    return count();
  };
  return {
    ours: times(async () => {
      const { read, count } = reader();
      await ours(text, read);
      return count();
    }),
    bound: times(bounded),
    ...(!row.peerless && { peer: times(theirRun(StateMachine, row)) }),
  };
}

function ourRun(core, { machine: definition, type }, limits) {
  const document = core.parseDocument('file:///m.asl.json', JSON.stringify(definition), 'json');
  const machine = core.buildMachine(document);
  return async (input, emit) => {
    const clock = new core.VirtualClock({ start: 0, whenIdle: setImmediate });
    const host = {
      now: () => clock.now(),
      random: Math.random,
      uuid: () => 'u',
      sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
      giveWay: () => clock.busyWhile(new Promise((resolve) => setImmediate(resolve))),
      runTask: ({ input }) => ({ type: 'success', output: answer(input) }),
      emit,
      ...(limits && { limits }),
    };
    const result = await core.runMachine(machine, host, { input, type });
    if (result.status !== 'SUCCEEDED') throw new Error(JSON.stringify(result));
  };
}

function theirRun(StateMachine, row) {
  const machine = new StateMachine(row.machine, { validationOptions: { noValidate: true } });
  const taskResourceLocalHandlers = {};
  for (const [name, { Type }] of Object.entries(row.machine.States)) {
    if (Type === 'Task') taskResourceLocalHandlers[name] = answerLater;
  }
  return async () => {
    const { result, eventLogs } = machine.run(row.input, { overrides: { taskResourceLocalHandlers } });
    let count = 0;
    const draining = (async () => {
      for await (const event of eventLogs) if (event) count++;
    })();
    await result;
    await draining;
    return count;
  };
}

function printRow({ title, transitions, repeat = 1 }, times) {
  const [ours, bound, peer] = ['ours', 'bound', 'peer'].map((name) => times[name]?.median);
  const spread = ((times.ours.high - times.ours.low) / ours) * 50;
  const rate = (milliseconds) =>
    (milliseconds === undefined
      ? '-'
      : Math.round((transitions * repeat * 1000) / milliseconds).toLocaleString('en')
    ).padStart(12);
  const ratio = (other, width) => (other === undefined ? '-' : `${(other / ours).toFixed(2)} ×`).padStart(width);
  console.log(
    title.padEnd(37) +
      rate(ours) +
      rate(peer) +
      rate(bound) +
      ratio(peer, 12) +
      ratio(bound, 12) +
      `   ±${spread.toFixed(0)} %`,
  );
}

/** A Map of 100,000 items may take at most twelve times as long as one of 10,000. */
async function growth(core) {
  const run = ourRun(core, { machine: core.mapMachine, type: 'EXPRESS' }, 'off');
  const [few, many] = [10_000, 100_000].map((length) => JSON.stringify(items(length)));
  let events = 0;
  const count = () => void events++;
  const medians = await sideBySide(
    { few: () => run(few, count), many: () => run(many, count) },
    { rounds: 5, warmUp: 1 },
  );
  const memory = process.memoryUsage().heapUsed / 2 ** 20;
  console.log(
    `Map of 100,000 takes ${(medians.many.median / medians.few.median).toFixed(1)} × a Map of 10,000; heap ${memory.toFixed(0)} MB`,
  );
}
