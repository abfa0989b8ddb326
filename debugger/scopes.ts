/**
 * The scopes of a stopped state, in the order in which a person reads them: a table. A new scope is a name and a row;
 * `test/debugger/scopes.test.ts` finds the one that no stop shows.
 */
import type { PausePoint } from '../core/interpreter/host';
import { isJsonObject, type Json, type JsonObject } from '../core/json';
import { jsonValue } from '../core/jsonText';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { partLocation } from '../core/interpreter/statePart';
import type { DataHome, VariableRoot } from './variables';

export interface DataScope {
  readonly name: ScopeName;
  readonly root: VariableRoot;
  /** Shown closed: large, or seldom needed. */
  readonly expensive: boolean;
  /** What the protocol calls such a scope. */
  readonly hint?: string;
}

export type ScopeName = 'Error' | 'Output' | 'Field Input' | 'Result' | 'Input' | 'Variables' | 'Stages' | 'Context';

/** How the run goes on from a stopped state: it decides what a change can still do. */
export interface Standing {
  /** The state itself is under way, not one around it. */
  readonly isInnermost: boolean;
  /** The run waits here before it reads on; not so where a task is under way meanwhile. */
  readonly isHeld: boolean;
}

interface Scope {
  /** What the scope holds at this stop; undefined: it is not shown. */
  read(point: PausePoint): Json | undefined;
  /** Absent: never changed. */
  write?(point: PausePoint, value: Json): void;
  /** Why a change of what stands at a path would do nothing; undefined: it has its effect. */
  fixed(point: PausePoint, standing: Standing, path: readonly (string | number)[]): Phrase | undefined;
  /** How expressions of each query language reach it. */
  readonly expression?: { readonly JSONPath?: string; readonly JSONata?: string };
  readonly holdsVariables?: boolean;
  readonly expensive?: boolean;
  readonly hint?: string;
  /** Where its members live on from state to state. */
  readonly home?: DataHome;
}

const SCOPES: Record<ScopeName, Scope> = {
  Error: {
    read: ({ error }) => error && { Error: error.error ?? '', Cause: causeValue(error.cause) },
    fixed: () =>
      phrase`The error has happened and cannot be changed. Change the input instead: a retry or a catcher reads it.`,
    expression: { JSONata: '$states.errorOutput' },
  },
  Output: {
    read: ({ data }) => data.output,
    write: ({ data }, value) => void (data.output = value),
    fixed: ({ state }, standing) => goneOn(state.name, standing),
    expression: { JSONata: '$states.result' },
    hint: 'returnValue',
    home: 'data',
  },
  /** What `$` means in the part that is evaluated next, where that is not the state's input. */
  'Field Input': {
    read: ({ reads, data }) => (reads && reads.input !== data.input ? reads.input : undefined),
    write: (point, value) => reread(point, 'input', value),
    fixed: notReadAgain,
    expression: { JSONPath: '$', JSONata: '$states.input' },
  },
  Result: {
    read: ({ reads }) => reads?.result,
    write: (point, value) => reread(point, 'result', value),
    fixed: notReadAgain,
    expression: { JSONata: '$states.result' },
  },
  Input: {
    read: ({ data }) => data.input,
    write: ({ data }, value) => void (data.input = value),
    fixed: ({ when, state }, standing) =>
      goneOn(state.name, standing) ??
      (when === 'exit' ? phrase`"${state.name}" has run with this input. Change its output instead.` : undefined) ??
      (when === 'evaluate'
        ? phrase`"${state.name}" has begun with this input. Change it where the state begins.`
        : undefined),
    expression: { JSONPath: '$', JSONata: '$states.input' },
    hint: 'arguments',
    home: 'data',
  },
  Variables: {
    read: ({ data }) => data.variables,
    write: ({ data: { variables } }, value) => void (isJsonObject(value) && Object.assign(variables, value)),
    fixed: ({ state, data }, { isInnermost }, [name = '']) =>
      goneOn(state.name, { isInnermost, isHeld: true }) ??
      (data.assigned && Object.hasOwn(data.assigned, name)
        ? phrase`"${state.name}" assigns "${name}" as it ends. Change it in the next state.`
        : undefined),
    expression: { JSONPath: '$', JSONata: '$states' },
    holdsVariables: true,
    hint: 'locals',
    home: 'variables',
  },
  Stages: {
    read: ({ data }) => (Object.keys(data.stages).length > 0 ? (data.stages as JsonObject) : undefined),
    write(point, value) {
      const read = readStage(point);
      if (read && isJsonObject(value)) reread(point, read.as, value[read.stage] ?? null);
    },
    fixed: (point, standing, [stage]) =>
      readStage(point)?.stage === stage ? notReadAgain(point, standing) : usedAlready(point.state.name),
  },
  Context: {
    read: ({ data }) => data.context,
    fixed: () => phrase`The context object says what the execution is, and cannot be changed.`,
    expression: { JSONPath: '$$', JSONata: '$states.context' },
    expensive: true,
  },
};

export const SCOPE_NAMES = Object.keys(SCOPES) as ScopeName[];

/** The scopes that this stop has something to show in. */
export function scopesOfPoint(point: PausePoint, standing: Standing): DataScope[] {
  return SCOPE_NAMES.filter((name) => SCOPES[name].read(point) !== undefined).map((name) => {
    const { read, write, fixed, expression, holdsVariables, expensive = false, hint, home } = SCOPES[name];
    // Beside what a field reads, `$` is not the state's input.
    const isShadowed = name === 'Input' && SCOPES['Field Input'].read(point) !== undefined;
    return {
      name,
      expensive,
      hint,
      root: {
        get: () => read(point),
        set: write && ((value) => write(point, value)),
        fixed: (path) => fixed(point, standing, path),
        expression: isShadowed ? undefined : expression?.[point.state.queryLanguage],
        holdsVariables,
        home,
      },
    };
  });
}

/** The stages that fields read, by the first step of their path; all others read the input as InputPath left it. */
const STAGES_READ: { readonly [field: string]: readonly string[] } = {
  Resource: ['afterParameters', 'afterArguments'],
  ResultSelector: ['result'],
  ResultPath: ['afterResultSelector'],
  OutputPath: ['afterResultPath'],
  Assign: ['afterResultSelector'],
  Catch: [],
  Retry: [],
};

/** The stage that the part reads which is evaluated next. */
function readStage({
  reads,
  part,
  data: { stages },
}: PausePoint): { readonly stage: string; readonly as: 'input' | 'result' } | undefined {
  if (!reads) return undefined;
  if (reads.result !== undefined) return { stage: 'result', as: 'result' };
  const possible = STAGES_READ[String(part?.[0])] ?? ['afterInputPath'];
  const stage = possible.find((name) => stages[name] !== undefined && stages[name] === reads.input);
  return stage === undefined ? undefined : { stage, as: 'input' };
}

/** The part that is evaluated next is to read something else, and its stage shows that. */
function reread(point: PausePoint, as: 'input' | 'result', value: Json): void {
  const { reads, data } = point;
  if (!reads) return;
  const read = readStage(point);
  if (read?.as === as) data.stages[read.stage] = value;
  reads[as] = value;
}

function notReadAgain({ state, part, rereads }: PausePoint, standing: Standing): Phrase | undefined {
  const why = goneOn(state.name, standing);
  if (why !== undefined || rereads) return why;
  return phrase`${partLocation(part ?? [])} of "${state.name}" does not read this: a change would do nothing.`;
}

function usedAlready(state: string): Phrase {
  return phrase`"${state}" has already used this. Change its input before it runs, or its output after it has run.`;
}

function goneOn(state: string, { isInnermost, isHeld }: Standing): Phrase | undefined {
  if (!isInnermost) return phrase`"${state}" is already running. Only the data of the state inside it can be changed.`;
  return isHeld ? undefined : phrase`"${state}" is already running with this. Set a breakpoint to stop before it runs.`;
}

/** A Lambda function's cause is JSON in a string: shown as what it says. */
function causeValue(cause: string | undefined): Json {
  if (cause?.startsWith('{')) {
    try {
      return jsonValue(cause);
    } catch {
      // Plain words that begin with a brace.
    }
  }
  return cause ?? '';
}
