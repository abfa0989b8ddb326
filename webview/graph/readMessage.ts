/** Takes a message from the other side only where it has the shape that was agreed on. */
import type { ViewEvent } from '../../core/graph/viewEvent';
import type { ToWebview } from '../../messages/graphWebview';

type Shape = Readonly<Record<string, Test>>;
type Test = (value: unknown) => boolean;

const text = (value: unknown): boolean => typeof value === 'string';
const optionalText = (value: unknown): boolean => value === undefined || text(value);
const flag = (value: unknown): boolean => typeof value === 'boolean';
const number = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

const NODE: Shape = { id: text, kind: text, label: text, parent: optionalText };
const EDGE: Shape = { id: text, from: text, to: text, kind: text };
const VIEW: Shape = { nodes: listOf(NODE), edges: listOf(EDGE) };
const RUN: Shape = { runId: text, name: text };
/** All there are: one unknown event would cost the whole message. */
const KINDS: Readonly<Record<ViewEvent['kind'], true>> = {
  history: true,
  childHistory: true,
  note: true,
  totals: true,
  iteration: true,
};
const EVENT: Shape = {
  kind: (value) => typeof value === 'string' && Object.hasOwn(KINDS, value),
  envelope: (value) => fits(value, { strand: text, iterations: Array.isArray }),
};

const SHAPES: Readonly<Record<ToWebview['type'], Shape>> = {
  shown: { shown: isRecord },
  graph: { title: text, view: (value) => fits(value, VIEW) },
  noGraph: { title: text, reason: text },
  runStarted: {
    runId: text,
    input: text,
    parent: (value) => value === undefined || fits(value, RUN),
  },
  nestedStarted: { runId: text, parentId: text, name: text, statePath: text, iterations: Array.isArray },
  runEvents: { runId: text, events: listOf(EVENT) },
  runEnded: { runId: text, status: text, output: optionalText, error: optionalText, cause: optionalText },
  clock: { elapsed: number, stands: flag },
  stopped: {
    statePath: optionalText,
    iterations: (value) => value === undefined || (Array.isArray(value) && value.every(number)),
  },
  noRun: {},
  runs: { runs: listOf({ id: text, label: text, moment: text, machine: text }), shown: optionalText },
  questions: { questions: listOf({ id: text, state: text, words: text, waits: flag }) },
  select: { statePath: text },
};

/** Undefined for anything else: the page gets messages from elsewhere too. */
export function readMessage(data: unknown): ToWebview | undefined {
  if (!isRecord(data) || typeof data['type'] !== 'string' || !Object.hasOwn(SHAPES, data['type'])) return undefined;
  return fits(data, SHAPES[data['type'] as ToWebview['type']]) ? (data as unknown as ToWebview) : undefined;
}

function fits(value: unknown, shape: Shape): boolean {
  return isRecord(value) && areAll(Object.entries(shape), value);
}

/** Lists are long: what is asked of each is made once. */
function listOf(shape: Shape): Test {
  const tests = Object.entries(shape);
  return (value) => Array.isArray(value) && value.every((each) => isRecord(each) && areAll(tests, each));
}

function areAll(tests: readonly (readonly [string, Test])[], value: Readonly<Record<string, unknown>>): boolean {
  for (const test of tests) if (!test[1](value[test[0]])) return false;
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
