/** What each state of a machine is entered with where its tasks answer what was inferred: inputs to test the states with. */
import { answersInTurn, infer } from '../../core/infer';
import { kindOf } from '../../core/history/eventKinds';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { runMachine, seededRandom, VirtualClock } from '../../core/interpreter';
import { jsonText } from '../../core/jsonText';
import type { Machine } from '../../core/model/machine';
import { loadCatalogue } from '../../services/loadTables';

/** JSON texts. */
export interface Sample {
  readonly input: string;
  readonly variables: { readonly [name: string]: string };
  /** What its task answered. */
  result?: string;
}

/** Any moment: a sample is the same each time. */
const START = Date.parse('2030-01-01T00:00:00Z');

/** By the path of the state; of those that the way does not lead to there is none. */
export async function samplesOf(machine: Machine, signal: AbortSignal): Promise<ReadonlyMap<string, Sample>> {
  const { input, answers } = await infer(machine, { services: loadCatalogue() });
  const clock = new VirtualClock({ start: START, whenIdle: setImmediate });
  const chance = seededRandom(1);
  const samples = new Map<string, Sample>();
  const answerOf = answersInTurn(answers);
  let variables: { readonly [name: string]: string } = {};
  const add = (event: RunEvent): void => {
    const { statePath = '' } = event.envelope;
    if (event.kind === 'note') return;
    const {
      stateEnteredEventDetails: entered,
      stateExitedEventDetails: exited,
      taskSucceededEventDetails: task,
    } = event.event;
    if (entered && !samples.has(statePath)) samples.set(statePath, { input: entered.input, variables });
    if (exited?.assignedVariables) variables = { ...variables, ...exited.assignedVariables };
    if (kindOf(event.event.type)?.meaning !== 'attempt succeeded') return;
    const result = task?.output ?? event.event.lambdaFunctionSucceededEventDetails?.output;
    const sample = samples.get(statePath);
    if (sample && result !== undefined) sample.result ??= result;
  };
  await runMachine(
    machine,
    {
      now: () => clock.now(),
      random: chance.random,
      uuid: chance.uuid,
      sleep: (milliseconds, own) => clock.sleep(milliseconds, own),
      emit: add,
      runTask: ({ state }) => Promise.resolve({ type: 'success', output: answerOf(state.path) }),
    },
    { input: jsonText(input), signal } as Parameters<typeof runMachine>[2],
  );
  return samples;
}
