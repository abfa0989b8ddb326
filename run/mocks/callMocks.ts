/** Mocks by service and action, for calls of states and handlers alike. */
import { integrationNamed } from '../../core/catalog/integrations';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import { jsonEquals } from '../../core/query';
import type { CallMock, CallMockAnswer, Project, ProjectSettings } from '../../project';
import { serviceKey } from '../../core/catalog/services/serviceName';
import { uncapitalized } from '../../core/uncapitalized';

/** By `service:Action`, as `.vscode/stepwise.json` has them. */
export type Calls = NonNullable<ProjectSettings['calls']>;

export interface NamedAction {
  /** By any of its names: `events`, `eventbridge`. */
  readonly service: string;
  /** `PutEvents`, or as a definition writes it. */
  readonly action: string;
}

export interface CallMocks {
  /** Whether there is any answer for it, whatever its input. Asks for nothing that would have to be loaded. */
  has(action: NamedAction): boolean;
  /** Whether there is an answer for it whatever its input. */
  hasForAny(action: NamedAction): boolean;
  /** The next answer. @param input in the names of the API */
  next(action: NamedAction, input: JsonObject): CallMockAnswer | undefined;
  /** Whether the answer that came last for it comes again whenever it is asked. */
  stays(action: NamedAction, input: JsonObject): boolean;
}

/**
 * The mocks of one run; its states and handlers go on from answer to answer together. Answers with an input stand before those
 * without, and answers with the same one follow each other.
 *
 * @param first of this run: what they have for an action stands before all that the project's own have for it
 */
export function createCallMocks(project: Pick<Project, 'settings'>, first?: Calls): CallMocks {
  const tables = [first, project.settings?.calls].filter((table) => table !== undefined);
  const sequences = new Map<string, Sequence[]>();
  for (const table of tables) {
    const own = new Map<string, Sequence[]>();
    for (const [name, mock] of Object.entries(table)) {
      const key = keyOf(name);
      own.set(key, [...(own.get(key) ?? []), ...sequencesOf(mock)]);
    }
    for (const [key, found] of own) sequences.set(key, [...(sequences.get(key) ?? []), ...found.sort(byInput)]);
  }
  const sequenceFor = (action: NamedAction, input: JsonObject): Sequence | undefined =>
    sequences.get(keyOfAction(action))?.find((each) => covers(each.input, input));
  return {
    has: (action) => sequences.has(keyOfAction(action)),
    hasForAny: (action) => sequences.get(keyOfAction(action))?.some(({ input }) => input === undefined) === true,
    next(action, input) {
      const found = sequenceFor(action, input);
      return found?.answers[Math.min(found.given++, found.answers.length - 1)];
    },
    stays(action, input) {
      const found = sequenceFor(action, input);
      return found !== undefined && found.given >= found.answers.length;
    },
  };
}

/** Whether a value has all that another one has; lists have as many items. */
export function covers(wanted: Json | undefined, value: unknown): boolean {
  if (wanted === undefined) return true;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) && value.length === wanted.length && wanted.every((each, at) => covers(each, value[at]))
    );
  }
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(value) &&
      Object.entries(wanted).every(([name, each]) => Object.hasOwn(value, name) && covers(each, value[name]))
    );
  }
  return jsonEquals(wanted, (value ?? null) as Json);
}

/** Answers that follow each other. */
interface Sequence {
  readonly input: Json | undefined;
  readonly answers: CallMockAnswer[];
  given: number;
}

function sequencesOf(mock: CallMock): Sequence[] {
  const found: Sequence[] = [];
  for (const answer of Array.isArray(mock) ? (mock as readonly CallMockAnswer[]) : [mock as CallMockAnswer]) {
    const { input } = answer;
    const same = found.find((each) =>
      each.input === undefined || input === undefined ? each.input === input : jsonEquals(each.input, input),
    );
    if (same) same.answers.push(answer);
    else found.push({ input, answers: [answer], given: 0 });
  }
  return found;
}

function byInput(a: Sequence, b: Sequence): number {
  return Number(a.input === undefined) - Number(b.input === undefined);
}

function keyOf(name: string): string {
  const [service = '', action = ''] = name.split(':');
  return keyOfAction({ service, action });
}

/** The same for all spellings: of SDKs, of definitions, of an integration that calls its command otherwise. */
function keyOfAction({ service, action }: NamedAction): string {
  const written = uncapitalized(action);
  const command = integrationNamed(service, written)?.sdk?.command ?? action;
  return `${serviceKey(service)}:${command.toLowerCase()}`;
}
