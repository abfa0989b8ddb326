/**
 * How many real machines that call services come to a happy end with inferred answers, with the answers that a run prints
 * one by one, and with none: `npm run corpus -- FOLDER --infer [--verbose]`. It says what can be reached, not what a service would do.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A run that goes round is stopped after so many tasks, and so many milliseconds. */
const MOST_TASKS = 2000;
const MOST_MILLISECONDS = 4000;

/** @param library what `loadLibrary` of the corpus command made; rows of INDEX.jsonl */
export async function measureInference(library, folder, rows, { verbose }) {
  const machines = rows.flatMap((row) => {
    const text = readFileSync(join(folder, 'open', row.file), 'utf8');
    const document = library.parseDocument(row.file, text, /\.ya?ml$/.test(row.file) ? 'yaml' : 'json');
    const machine = library.buildMachine(document);
    return machine && callsServices(machine, library) ? [{ row, machine }] : [];
  });
  const table = {};
  const failed = [];
  let milliseconds = 0;
  for (const { row, machine } of machines) {
    const entry = (table[machine.queryLanguage] ??= {
      machines: 0,
      inferred: 0,
      printed: 0,
      none: 0,
      tasks: 0,
      reached: 0,
    });
    entry.machines++;
    const begin = performance.now();
    const inferred = await library.infer(machine, { services: library.loadCatalogue() });
    milliseconds += performance.now() - begin;
    const samples = new Map(
      machine.states.map((state) => [state.path, [library.sampleResponse(String(state.definition.Resource ?? ''))]]),
    );
    const run = await runWith(library, machine, inferred.input, inferred.answers, inferred.rows);
    entry.tasks += machine.states.filter(({ type }) => type === 'Task').length;
    if (run.status === 'SUCCEEDED') {
      entry.inferred++;
      entry.reached += run.reached;
    } else failed.push({ row, run, inferred });
    if ((await runWith(library, machine, {}, samples)).status === 'SUCCEEDED') entry.printed++;
    if ((await runWith(library, machine, {}, new Map())).status === 'SUCCEEDED') entry.none++;
  }
  console.table(table);
  console.log(`${machines.length} machines, ${(milliseconds / machines.length).toFixed(1)} ms of inference each`);
  for (const { row, run, inferred } of failed) {
    console.log(
      `${row.file}: ${run.status} at ${run.at}: ${run.error}: ${String(run.cause).slice(0, 260)}${inferred.reachesEnd ? '' : ' [no end found]'}`,
    );
    if (verbose) console.log(JSON.stringify(inferred.input).slice(0, 400));
  }
}

function callsServices(machine, { parseResource }) {
  return machine.states.some(({ type, definition }) => {
    const parsed =
      type === 'Task' && typeof definition.Resource === 'string'
        ? parseResource(definition.Resource.replace(/^arn:\$\{[^}]*\}:/, 'arn:aws:'))
        : undefined;
    return parsed?.kind === 'integration' && parsed.service !== 'lambda';
  });
}

async function runWith({ runMachine, VirtualClock, seededRandom }, machine, input, answers, rows) {
  const clock = new VirtualClock({
    start: Date.parse('2029-12-01T00:00:00Z'),
    whenIdle: (callback) => setImmediate(callback),
  });
  const random = seededRandom(1);
  const abort = new AbortController();
  const begin = Date.now();
  let tasks = 0;
  let at = '';
  const reached = new Set();
  const times = new Map();
  const result = await runMachine(
    machine,
    {
      now: () => clock.now(),
      random: () => random.random(),
      uuid: () => '00000000-0000-4000-8000-000000000000',
      sleep: (ms, signal) => clock.sleep(ms, signal),
      runTask: async ({ state }) => {
        if (++tasks > MOST_TASKS || Date.now() - begin > MOST_MILLISECONDS) abort.abort(new Error('It goes round.'));
        reached.add(state.path);
        if (!answers.has(state.path))
          return { type: 'failure', error: 'States.Runtime', cause: 'No answer.', terminal: true };
        const turn = times.get(state.path) ?? 0;
        times.set(state.path, turn + 1);
        const inTurn = answers.get(state.path);
        return { type: 'success', output: structuredClone(inTurn[Math.min(turn, inTurn.length - 1)]) };
      },
      readItems: async ({ state }) => ({ type: 'success', output: [...(rows?.get(state.path) ?? [])] }),
      emit: ({ statePath }) => {
        if (statePath) at = statePath;
      },
    },
    { input: JSON.stringify(input), signal: abort.signal },
  );
  return { ...result, at, reached: reached.size };
}
