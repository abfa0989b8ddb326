/**
 * The scopes of a stopped state, in the order in which a person reads them: a table. A new scope is a name and a row;
 * `test/debugger/scopes.test.ts` finds the one that no stop shows.
 */
import type { PausePoint } from '../core/interpreter/host';
import type { Json, JsonObject } from '../core/json';
import type { DataHome, VariableRoot } from './variables';

export interface DataScope {
  readonly name: ScopeName;
  readonly root: VariableRoot;
  /** Shown closed: large, or seldom needed. */
  readonly expensive: boolean;
}

export type ScopeName = 'Error' | 'Output' | 'Field Input' | 'Result' | 'Input' | 'Variables' | 'Stages' | 'Context';

interface Scope {
  /** What the scope holds at this stop; undefined: it is not shown. */
  read(point: PausePoint): Json | undefined;
  /** Where its value may be changed: at which stop, and how. */
  readonly change?: { readonly when: PausePoint['when']; write(data: PausePoint['data'], value: Json): void };
  /** How expressions of each query language reach it. */
  readonly expression?: { readonly JSONPath?: string; readonly JSONata?: string };
  readonly expensive?: boolean;
  /** Where its members live on from state to state. */
  readonly home?: DataHome;
}

const SCOPES: Record<ScopeName, Scope> = {
  Error: {
    read: ({ error }) => error && { Error: error.error ?? '', Cause: causeValue(error.cause) },
    expression: { JSONata: '$states.errorOutput' },
  },
  Output: {
    read: ({ data }) => data.output,
    change: { when: 'exit', write: (data, value) => void (data.output = value) },
    expression: { JSONata: '$states.result' },
    home: 'data',
  },
  /** What `$` means in the part that is evaluated next, where that is not the state's input. */
  'Field Input': {
    read: ({ reads, data }) => (reads && reads.input !== data.input ? reads.input : undefined),
    expression: { JSONPath: '$', JSONata: '$states.input' },
  },
  Result: {
    read: ({ reads }) => reads?.result,
    expression: { JSONata: '$states.result' },
  },
  Input: {
    read: ({ data }) => data.input,
    change: { when: 'enter', write: (data, value) => void (data.input = value) },
    expression: { JSONPath: '$', JSONata: '$states.input' },
    home: 'data',
  },
  Variables: { read: ({ data }) => data.variables, home: 'variables' },
  Stages: { read: ({ data }) => (Object.keys(data.stages).length > 0 ? (data.stages as JsonObject) : undefined) },
  Context: {
    read: ({ data }) => data.context,
    expression: { JSONPath: '$$', JSONata: '$states.context' },
    expensive: true,
  },
};

export const SCOPE_NAMES = Object.keys(SCOPES) as ScopeName[];

/** The scopes that this stop has something to show in. */
export function scopesOfPoint(point: PausePoint): DataScope[] {
  return SCOPE_NAMES.filter((name) => SCOPES[name].read(point) !== undefined).map((name) => {
    const { read, change, expression, expensive = false, home } = SCOPES[name];
    // Beside what a field reads, `$` is not the state's input.
    const isShadowed = name === 'Input' && SCOPES['Field Input'].read(point) !== undefined;
    return {
      name,
      expensive,
      root: {
        get: () => read(point),
        set: change?.when === point.when ? (value) => change.write(point.data, value) : undefined,
        expression: isShadowed ? undefined : expression?.[point.state.queryLanguage],
        home,
      },
    };
  });
}

/** A Lambda function's cause is JSON in a string: shown as what it says. */
function causeValue(cause: string | undefined): Json {
  if (cause?.startsWith('{')) {
    try {
      return JSON.parse(cause) as Json;
    } catch {
      // Plain words that begin with a brace.
    }
  }
  return cause ?? '';
}
