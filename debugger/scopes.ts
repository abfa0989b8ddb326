/** The scopes of a stopped state: what a person reads, and what may be changed at which moment. */
import type { PausePoint } from '../core/interpreter/host';
import type { Json, JsonObject } from '../core/json';
import type { VariableRoot } from './variables';

export interface DataScope {
  readonly name: string;
  readonly root: VariableRoot;
  /** Shown closed: large, or seldom needed. */
  readonly expensive: boolean;
}

export function scopesOfPoint(point: PausePoint): DataScope[] {
  const { data } = point;
  const jsonata = point.state.queryLanguage === 'JSONata';
  const scopes: DataScope[] = [];
  const add = (name: string, root: VariableRoot, expensive = false): void => {
    scopes.push({ name, root, expensive });
  };
  if (point.error) {
    const error: JsonObject = { Error: point.error.error ?? '', Cause: causeValue(point.error.cause) };
    add('Error', { get: () => error, expression: jsonata ? '$states.errorOutput' : undefined });
  }
  if (data.output !== undefined) {
    add('Output', {
      get: () => data.output,
      set: point.when === 'exit' ? (value) => void (data.output = value) : undefined,
      expression: jsonata ? '$states.result' : undefined,
    });
  }
  add('Input', {
    get: () => data.input,
    set: point.when === 'enter' ? (value) => void (data.input = value) : undefined,
    expression: jsonata ? '$states.input' : '$',
  });
  add('Variables', { get: () => data.variables });
  if (Object.keys(data.stages).length > 0) add('Stages', { get: () => data.stages as JsonObject });
  add('Context', { get: () => data.context, expression: jsonata ? '$states.context' : '$$' }, true);
  return scopes;
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
