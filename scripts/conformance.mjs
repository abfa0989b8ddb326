// Runs recorded executions through the interpreter and says how alike the two are.
//   node scripts/conformance.mjs FOLDER [--family X] [--id TEXT] [--verbose] [--json FILE] [--min N]
// FOLDER holds compare.mjs and open/*.json, or is a folder of such vector files with compare.mjs beside or above it.
import { build } from 'esbuild';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    family: { type: 'string' },
    id: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    json: { type: 'string' },
    min: { type: 'string' },
  },
});

const folder = positionals[0];
if (!folder) {
  console.error(
    'Usage: node scripts/conformance.mjs FOLDER [--family X] [--id TEXT] [--verbose] [--json FILE] [--min N]',
  );
  process.exit(2);
}
const { compareVector } = await import(pathToFileURL(findComparer(path.resolve(folder))).href);

async function main() {
  const results = [];
  for (const vector of readVectors(path.resolve(folder))) {
    if (!['execution', 'mock', 'test_state'].includes(vector.kind)) continue;
    if (options.family && vector.family !== options.family) continue;
    if (options.id && !vector.id.includes(options.id)) continue;
    results.push(await check(vector));
  }
  report(results);
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);
  }
  const passed = results.filter((result) => result.group === 'replayable' && result.history).length;
  return options.min !== undefined && passed < Number(options.min) ? 1 : 0;
}

/** Runs one vector and compares it at both levels. */
async function check(vector) {
  const group = vector.kind !== 'execution' ? vector.kind : vector.replayable ? 'replayable' : 'not replayable';
  let actual = { events: [] };
  let broken;
  try {
    actual = await within(20_000, vector.kind === 'test_state' ? testState(vector) : replay(vector));
  } catch (error) {
    broken = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const compare = (level) => {
    try {
      return compareVector(vector, actual, { level });
    } catch (error) {
      return { ok: false, diffs: [{ message: `the comparer failed: ${error}` }] };
    }
  };
  const history = compare('history');
  const output = compare('output');
  const diffs = history.diffs.map((diff) => diff.message);
  if (broken) diffs.unshift(broken);
  const result = { id: vector.id, family: vector.family, kind: vector.kind, group, output: output.ok && !broken };
  return { ...result, history: history.ok && !broken, diffs };
}

async function replay(vector) {
  const text = vector.definitionText ?? JSON.stringify(vector.definition);
  const document = core.parseDocument('definition.asl.json', text, 'json');
  const machine = core.buildMachine(document);
  if (!machine) throw new Error('the definition holds no machine');
  const clock = new core.VirtualClock({
    start: Date.parse(vector.clock?.now ?? '2026-01-01T00:00:00Z'),
    whenIdle: setImmediate,
  });
  const chance = core.seededRandom(1);
  const events = [];
  const controller = new AbortController();
  const runTask = vector.kind === 'mock' ? mockRunner(vector) : outcomeRunner(vector);
  const host = {
    now: () => clock.now(),
    random: chance.random,
    uuid: chance.uuid,
    sleep: (ms, signal) => clock.sleep(ms, signal),
    // What never answers does not hold the clock: its timeout must come.
    runTask: (call) => {
      const answer = runTask(call);
      return answer === NEVER ? NEVER : clock.busyWhile(answer);
    },
    readItems: (call) => readItems(vector, call),
    emit: (event) => {
      if (event.kind === 'history') events.push(event.event);
    },
  };
  // A person's StopExecution comes while the machine waits: before any time has passed.
  const stop = (vector.actions ?? []).find((action) => action.op === 'stop_execution');
  if (stop) setImmediate(() => controller.abort({ error: stop.params?.error, cause: stop.params?.cause }));
  const executionArn = vector.execution?.arn;
  await core.runMachine(machine, host, {
    input: vector.inputText ?? JSON.stringify(vector.input ?? {}),
    type: vector.stateMachine?.type ?? 'STANDARD',
    ...(vector.stateMachine && {
      stateMachineName: vector.stateMachine.name,
      stateMachineArn: vector.stateMachine.arn,
    }),
    ...(executionArn && { executionArn, executionName: executionArn.split(':')[7] }),
    region: 'us-east-1',
    accountId: '111111111111',
    roleArn: roleArnOf(vector),
    // The recorder names what it kept after the call that started the execution.
    synchronous: (vector.snapshotKeys ?? []).some((key) => key.includes('sync')),
    signal: controller.signal,
  });
  return { events };
}

/** A call of the TestState API. */
async function testState(vector) {
  const chance = core.seededRandom(1);
  const request = {
    definition: vector.definitionText ?? JSON.stringify(vector.definition),
    ...(vector.inputText !== undefined && { input: vector.inputText }),
    ...vector.testState,
  };
  const answer = await core.testState(request, {
    now: () => Date.parse(vector.clock?.now ?? '2026-01-01T00:00:00Z'),
    ...chance,
    accountId: '111111111111',
    runTask: async (call) =>
      functionAnswer(vector, call) ?? {
        type: 'failure',
        error: 'Conformance.NoOutcome',
        cause: 'no function is told of',
      },
  });
  return answer;
}

function roleArnOf(vector) {
  const role = vector.substitutions?.snf_role_arn;
  return typeof role === 'string' ? role : (role?.generated?.[0] ?? 'arn:aws:iam::111111111111:role/role');
}

/** Answers with the next unused outcome of the same state and equal parameters, else the next of that state. */
function outcomeRunner(vector) {
  const used = new Set();
  const outcomes = vector.outcomes ?? [];
  return (call) => {
    const candidates = outcomes.filter((outcome) => !used.has(outcome) && outcome.state === call.state.name);
    const outcome = candidates.find((candidate) => sameParameters(vector, candidate, call)) ?? candidates[0];
    if (!outcome) {
      // A Distributed Map's children leave no trace in the recording: their functions are told in words.
      const answer = functionAnswer(vector, call);
      if (answer) return Promise.resolve(answer);
      const what = `no recorded outcome is left for the state ${call.state.name}`;
      return Promise.resolve({ type: 'failure', error: 'Conformance.NoOutcome', cause: what });
    }
    used.add(outcome);
    if (call.kind === 'activity') startActivity(vector, outcome, call);
    if (outcome.submitted !== undefined) call.submitted(outcome.submitted);
    return outcome.end === 'none' ? NEVER : Promise.resolve(answerOf(outcome));
  };
}

/** What one of the vector's functions does, where the recording does not hold its answer. */
function functionAnswer(vector, call) {
  const invoked = call.service === 'lambda' && call.action === 'invoke';
  const name = invoked ? call.input?.FunctionName : call.resource;
  const known = (vector.functions ?? []).find((candidate) => name === candidate.arn || name === candidate.name);
  if (!known) return undefined;
  const event = invoked ? (call.input.Payload ?? {}) : call.input;
  const { do: what, errorType, errorMessage, value } = known.behaviour;
  if (what === 'raise') {
    const spaced = (text) => (invoked ? text : text.replaceAll('","', '", "').replaceAll('":', '": '));
    const trace = [
      '  File "/var/task/handler.py", line 2, in handler\n    raise Exception("Some exception was raised.")\n',
    ];
    const cause = JSON.stringify({ errorMessage, errorType, requestId: call.line, stackTrace: trace });
    return { type: 'failure', error: errorType, cause: spaced(cause) };
  }
  const texts = {
    'return-event': () => event,
    'return-value': () => value,
    'return-json-text': () => JSON.parse(known.behaviour.text),
  };
  const python = (list) => `[${list.map((item) => `'${item}'`).join(', ')}]`;
  texts['return-text'] = () => known.behaviour.prefix + (Array.isArray(event) ? python(event) : String(event));
  const payload = texts[what]?.();
  if (payload === undefined) return undefined;
  return {
    type: 'success',
    output: invoked ? { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 } : payload,
  };
}

const NEVER = new Promise(() => undefined);

const STAGES = {
  SubmitFailed: 'submit',
  StartFailed: 'start',
  ScheduleFailed: 'schedule',
  TimedOut: 'timeout',
  Failed: 'run',
};

function answerOf(outcome) {
  if (outcome.end === 'Succeeded') return { type: 'success', ...valueAndText(outcome.output) };
  const text = (value) => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));
  return { type: 'failure', stage: STAGES[outcome.end], error: text(outcome.error), cause: text(outcome.cause) };
}

/** JSON texts that began with `{` were parsed before they were stored; others stayed texts. */
function valueAndText(stored) {
  if (typeof stored !== 'string') return { output: stored ?? null };
  try {
    return { output: JSON.parse(stored), outputText: stored };
  } catch {
    return { output: stored };
  }
}

function sameParameters(vector, outcome, call) {
  const probe = {
    kind: 'execution',
    expected: { result: { status: 'SUCCEEDED', output: valueAndText(outcome.parameters).output } },
  };
  const actual = { status: 'SUCCEEDED', output: call.input };
  return compareVector({ ...probe, substitutions: vector.substitutions }, actual, { level: 'output' }).ok;
}

/** The recording tells of an activity's worker only in the event that follows the scheduling. */
function startActivity(vector, outcome, call) {
  const events = vector.expected.events ?? [];
  const started = events.find((event) => event.type === 'ActivityStarted' && event.previousEventId === outcome.eventId);
  if (started) call.started(started.activityStartedEventDetails?.workerName);
}

/** AWS's MockConfigFile.json: one counter per state, over loops, items and retries. */
function mockRunner(vector) {
  const { config, stateMachine, testCase } = vector.mock;
  const states = config.StateMachines?.[stateMachine]?.TestCases?.[testCase] ?? {};
  const counters = new Map();
  return (call) => {
    const count = counters.get(call.state.name) ?? 0;
    counters.set(call.state.name, count + 1);
    const responses = config.MockedResponses?.[states[call.state.name]] ?? {};
    const key = Object.keys(responses).find((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return count >= from && count <= to;
    });
    const response = key === undefined ? undefined : responses[key];
    if (call.pattern && call.pattern !== 'requestResponse') call.submitted({});
    if (response?.Return !== undefined) {
      const whole = call.service === 'lambda' ? { ExecutedVersion: '$LATEST', ...response.Return } : response.Return;
      return Promise.resolve({ type: 'success', output: whole });
    }
    const { Error: error, Cause: cause } = response?.Throw ?? { Error: 'Mock.NoResponse' };
    return Promise.resolve({ type: 'failure', error, cause });
  };
}

/** S3 as the calls before the recording filled it. */
function readItems(vector, call) {
  const puts = (vector.setup ?? []).filter((step) => step.op === 'put_object').map((step) => step.params);
  const { Bucket: bucket, Key: key } = call.input;
  if (call.resource.endsWith(':listObjectsV2')) {
    const objects = puts
      .filter((put) => put.Bucket === bucket)
      .map((put) => ({
        Etag: '"0"',
        Key: put.Key,
        LastModified: 1,
        Size: put.Body.length,
        StorageClass: 'STANDARD',
      }));
    return Promise.resolve({ type: 'success', output: objects });
  }
  const object = puts.find((put) => put.Bucket === bucket && put.Key === key);
  if (object)
    return Promise.resolve({
      type: 'success',
      output: typeof object.Body === 'string' ? object.Body : JSON.stringify(object.Body),
    });
  return Promise.resolve({
    type: 'failure',
    error: 'States.ItemReaderFailed',
    cause: `There is no object ${bucket}/${key}.`,
  });
}

function report(results) {
  for (const group of ['replayable', 'not replayable', 'mock', 'test_state']) {
    const members = results.filter((result) => result.group === group);
    if (members.length === 0) continue;
    console.log(`\n${group}${' '.repeat(26 - group.length)}output        history`);
    const rates = [];
    for (const family of [...new Set(members.map((result) => result.family))].sort()) {
      const own = members.filter((result) => result.family === family);
      const [output, history] = ['output', 'history'].map((level) => own.filter((result) => result[level]).length);
      rates.push([output / own.length, history / own.length]);
      console.log(`  ${family.padEnd(22)} ${figure(output, own.length)}   ${figure(history, own.length)}`);
    }
    const mean = (index) =>
      `${((100 * rates.reduce((sum, rate) => sum + rate[index], 0)) / rates.length).toFixed(1)} %`;
    const total = ['output', 'history'].map((level) => members.filter((result) => result[level]).length);
    console.log(`  ${'total'.padEnd(22)} ${figure(total[0], members.length)}   ${figure(total[1], members.length)}`);
    console.log(`  ${'mean of families'.padEnd(22)} ${mean(0).padStart(11)}   ${mean(1).padStart(11)}`);
  }
  const failed = results.filter((result) => !result.history);
  if (options.verbose) {
    for (const result of failed) {
      console.log(`\n${result.output ? 'history' : 'OUTPUT '} ${result.id} (${result.group})`);
      for (const diff of result.diffs.slice(0, 6)) console.log(`    ${diff.slice(0, 700)}`);
    }
  }
  console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
}

function figure(passed, total) {
  return `${passed} / ${total}`.padStart(11);
}

function* readVectors(from) {
  const open = path.join(from, 'open');
  const place = existsSync(open) ? open : from;
  for (const name of readdirSync(place).sort()) {
    if (!name.endsWith('.json')) continue;
    const content = JSON.parse(readFileSync(path.join(place, name), 'utf8'));
    yield* Array.isArray(content) ? content : (content.vectors ?? []);
  }
}

function findComparer(from) {
  for (let at = from; ; at = path.dirname(at)) {
    const candidate = path.join(at, 'compare.mjs');
    if (existsSync(candidate)) return candidate;
    if (path.dirname(at) === at) throw new Error(`There is no compare.mjs in ${from} or above it.`);
  }
}

async function within(ms, promise) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function bundleInterpreter() {
  const place = mkdtempSync(path.join(tmpdir(), 'stepwise-conformance-'));
  const outfile = path.join(place, 'core.mjs');
  const contents = ['interpreter', 'model', 'syntax'].map((room) => `export * from './core/${room}/index';`).join('\n');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const module = await import(pathToFileURL(outfile).href);
  return { core: module, remove: () => rmSync(place, { recursive: true, force: true }) };
}

const { core, remove } = await bundleInterpreter();
try {
  process.exitCode = await main();
} finally {
  remove();
}
