/** How a file of sentences is read: each sentence about what AWS does, with the cases that show it. */
import type { Json } from '../../core/json';
import type { Case } from './check';

/** One sentence of the reference. */
export interface Sentence {
  readonly sentence: string;
  /** Where it is known from: `recorded`, `measured`, or the page or section that says so. */
  readonly source: string;
  readonly cases: readonly SentenceCase[];
}

type Definition = Record<string, Json>;

/** A case, with one of the short forms in place of `machine`, and what comes of it. */
export interface SentenceCase extends Omit<Case, 'machine'> {
  readonly name?: string;
  readonly machine?: Json;
  /** The only state of the machine, called S; `End` is added where it goes without saying. */
  readonly state?: Definition;
  /** All states, the first to start at. The last one gets its `End` too. */
  readonly states?: Record<string, Definition>;
  /** A JSONPath or an intrinsic call: the output is what it gives. */
  readonly path?: string;
  /** A JSONata expression: the output is what it gives. */
  readonly jsonata?: string;
  /** A rule of a Choice state S: the output is whether it holds. */
  readonly rule?: Definition;
  /** The execution's input to the letter, in place of `input`. */
  readonly rawInput?: string;

  readonly output?: Json;
  /** The output to the letter: spelling and order of keys count. */
  readonly outputText?: string;
  /**
   * Error and cause; one that is not given must not be there. A leading `…` of the cause stands for what AWS puts before
   * it, with state S at event 2; behind a trailing `…` anything may follow.
   */
  readonly fails?: readonly [error?: string, cause?: string];
  /** Where it is neither SUCCEEDED nor, with `fails`, FAILED. */
  readonly status?: string;
  readonly seconds?: number;
  /** All events, as `ID PREVIOUS TYPE NAME`. */
  readonly events?: readonly string[];
  /** What the tasks were sent, in order. */
  readonly sent?: readonly Json[];
  /** The credentials the tasks were called with. */
  readonly credentials?: readonly Json[];
  /** Patterns of the tasks' resources: `requestResponse`, `sync`, `waitForTaskToken`. */
  readonly patterns?: readonly (string | null)[];
  /** Values of `assignedVariables`, by state. */
  readonly assigned?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a case may expect; one that expects nothing of these shows nothing. */
const EXPECTATIONS = ['output', 'outputText', 'fails', 'status', 'seconds', 'events'];
const MORE_EXPECTATIONS = ['sent', 'credentials', 'patterns', 'assigned'];
const GIVEN = ['name', 'machine', 'state', 'states', 'path', 'jsonata', 'rule', 'input', 'inputText', 'rawInput'];
const MORE_GIVEN = ['replies', 'files', 'seed', 'abortAfter', 'options'];

/** What is wrong with a case as it is written: a slip of the pen must not pass for a success. */
export function slipsOf(given: object): string[] {
  const expectations = [...EXPECTATIONS, ...MORE_EXPECTATIONS];
  const known = [...expectations, ...GIVEN, ...MORE_GIVEN];
  const keys = Object.keys(given);
  const unknown = keys.filter((key) => !known.includes(key)).map((key) => `There is no field "${key}".`);
  return keys.some((key) => expectations.includes(key)) ? unknown : [...unknown, 'It expects nothing.'];
}

const PREFIX = "An error occurred while executing the state 'S' (entered at the event id #2). ";

export function machineOf(given: SentenceCase): Json {
  if (given.machine !== undefined) return given.machine;
  if (given.states) return machine(given.states);
  if (given.path !== undefined)
    return machine({ S: { Type: 'Pass', Parameters: { 'v.$': given.path }, OutputPath: '$.v' } });
  if (given.jsonata !== undefined) {
    return machine({ S: { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${given.jsonata} %}` } });
  }
  if (given.rule) {
    return machine({
      S: { Type: 'Choice', Choices: [{ ...given.rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false },
    });
  }
  return machine({ S: given.state ?? { Type: 'Pass' } });
}

function machine(states: Record<string, Definition>): Json {
  const names = Object.keys(states);
  const last = names[names.length - 1] ?? '';
  return { StartAt: names[0] ?? '', States: { ...states, [last]: ended(states[last] ?? {}) } };
}

/** Choice, Succeed and Fail have no End. */
function ended(state: Definition): Definition {
  const needsEnd = !['Choice', 'Succeed', 'Fail'].includes(String(state.Type)) && state.Next === undefined;
  return needsEnd ? { ...state, End: true } : state;
}

/** Error and cause in full, the cause as a pattern where anything may follow. */
export function failureOf([error, cause]: readonly (string | undefined)[]): {
  error?: string;
  cause?: string | RegExp;
} {
  return {
    ...(error !== undefined && error !== null && { error }),
    ...(cause !== undefined && { cause: causeOf(cause) }),
  };
}

function causeOf(text: string): string | RegExp {
  const full = text.startsWith('…') ? PREFIX + text.slice(1).trimStart() : text;
  if (!full.endsWith('…')) return full;
  return new RegExp(`^${full.slice(0, -1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
