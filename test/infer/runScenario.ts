/** Runs what was inferred: whether it leads where it is said to. */
import type { Scenario } from '../../core/infer';
import { runMachine, VirtualClock, type ExecutionResult } from '../../core/interpreter';
import { buildMachine, type Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';

export function machineOf(text: string): Machine {
  return buildMachine(parseDocument('machine.asl.json', text, 'json'))!;
}

/** The run of a machine in which every task answers what was inferred of it. */
export async function runOf(
  machine: Machine,
  { inference, errors }: Scenario,
): Promise<ExecutionResult & { readonly visited: ReadonlySet<string> }> {
  const clock = new VirtualClock({
    start: Date.parse('2030-01-01T00:00:00Z'),
    whenIdle: (callback) => setImmediate(callback),
  });
  const times = new Map<string, number>();
  const visited = new Set<string>();
  const result = await runMachine(
    machine,
    {
      now: () => clock.now(),
      random: () => 0.5,
      uuid: () => '00000000-0000-4000-8000-000000000000',
      sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
      runTask: ({ state }) => {
        const error = errors.get(state.path);
        if (error !== undefined) return Promise.resolve({ type: 'failure', error });
        const turn = times.get(state.path) ?? 0;
        times.set(state.path, turn + 1);
        const answers = inference.answers.get(state.path) ?? [];
        return Promise.resolve({ type: 'success', output: answers[Math.min(turn, answers.length - 1)] ?? null });
      },
      emit: (event) => {
        if (event.kind === 'history' && event.envelope.statePath !== undefined) visited.add(event.envelope.statePath);
      },
    },
    { input: JSON.stringify(inference.input) },
  );
  return { ...result, visited };
}
