/** The only place of this area's tests that touches the explanations: a machine runs and fails, and is explained. */
import { Explainer, explainState, type Tables } from '../../core/explain/explainer';
import type { DefinitionEdit, Explanation, FailureFacts, RunEvent } from '../../core/interpreter';
import { kindOf } from '../../core/history/eventKinds';
import type { Json, JsonObject } from '../../core/json';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { run, type Reply } from '../interpreter/check';

/** A machine that fails. */
export interface Failing {
  /** The first is where it starts. */
  readonly states: JsonObject;
  readonly language?: 'JSONata';
  readonly input?: Json;
  /** By state; the last one repeats. */
  readonly replies?: { readonly [state: string]: readonly Reply[] };
  /** Instead of a run: what the first state fails with. */
  readonly fails?: { readonly error: string; readonly cause: string };
  /** Instead of a run, what its task was asked. */
  readonly asked?: Json;
  /** Instead of a run, what its task answered. */
  readonly result?: Json;
  /** What the program that ran the handler has seen. */
  readonly facts?: FailureFacts;
}

export interface Said {
  readonly state: string;
  readonly sentence: string;
  readonly edit?: DefinitionEdit;
}

export async function eventsOf({ states, language, input, replies, facts }: Failing): Promise<readonly RunEvent[]> {
  const machine = machineText({ states, language });
  const { all } = await run({ machine: JSON.parse(machine) as Json, input: input ?? {}, replies });
  if (!facts) return all;
  return all.flatMap((event): RunEvent[] => {
    const isFailure = event.kind === 'history' && kindOf(event.event.type)?.meaning === 'attempt failed';
    return isFailure
      ? [{ kind: 'note', note: { type: 'FailureFacts', ...facts }, envelope: event.envelope }, event]
      : [event];
  });
}

export function machineText({ states, language }: Pick<Failing, 'states' | 'language'>): string {
  return JSON.stringify({
    ...(language && { QueryLanguage: language }),
    StartAt: Object.keys(states)[0],
    States: states,
  });
}

/** What is said of each failure of a run. */
export async function explained(failing: Failing, tables?: Tables): Promise<readonly Said[]> {
  const machine = buildMachine(parseDocument('test.asl.json', machineText(failing), 'json'))!;
  if (failing.fails) {
    const [state] = machine.states;
    const { asked, result, facts } = failing;
    const more = {
      ...(asked !== undefined && { asked: JSON.stringify(asked) }),
      ...(result !== undefined && { result: JSON.stringify(result) }),
      ...(facts && { facts }),
    };
    const found = explainState(state!, JSON.stringify(failing.input), failing.fails, more, tables);
    return found ? [{ state: state!.path, ...found }] : [];
  }
  const explainer = new Explainer(machine, tables);
  const events = await eventsOf(failing);
  const last = events.at(-1);
  if (last?.kind !== 'history' || !/Failed|TimedOut/.test(last.event.type)) {
    if (!events.some((event) => event.kind === 'note' && event.note.type === 'Caught'))
      throw new Error('It does not fail.');
  }
  return events.flatMap((event) => {
    const note = explainer.add(event);
    if (note?.kind !== 'note' || note.note.type !== 'Explained') return [];
    const { sentence, edit }: Explanation = note.note;
    return [{ state: note.envelope.statePath ?? '', sentence, ...(edit && { edit }) }];
  });
}
