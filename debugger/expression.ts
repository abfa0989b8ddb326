/**
 * What a person may type while stopped: `$.order.id`, `$$.Execution.Id`, `$variable`, `States.Format(…)`,
 * or JSONata, with or without `{% %}`. The state's query language decides where both would read it.
 */
import { randomUUID } from 'node:crypto';
import type { PausePoint } from '../core/interpreter/host';
import { isJsonObject, type Json, type JsonObject } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import {
  compileIntrinsic,
  compileJsonata,
  compilePath,
  isPromise,
  isQueryProblem,
  type Evaluated,
  type MaybePromise,
} from '../core/query';

/** A value, or a sentence saying why there is none. */
export type ExpressionResult =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

export function evaluateExpression(text: string, point: PausePoint): MaybePromise<ExpressionResult> {
  const template = /^\s*\{%([\s\S]*)%\}\s*$/.exec(text);
  const source = (template?.[1] ?? text).trim();
  if (!template && point.state.queryLanguage === 'JSONPath') {
    if (/^States\.[A-Za-z]+\(/.test(source)) return evaluateIntrinsic(source, point);
    if (source.startsWith('$')) return evaluatePath(source, point);
  }
  // `$.field` reads the input in either language; in JSONata `$` alone has no meaning inside a state.
  if (/^\$(\.|\[|$)/.test(source)) return evaluatePath(source, point);
  return evaluateJsonata(source, point);
}

/** A breakpoint's condition. One that cannot be evaluated holds, so that a typing mistake is seen. */
export function evaluateCondition(
  condition: string,
  point: PausePoint,
  log: (text: string) => void,
): MaybePromise<boolean> {
  const decide = (result: ExpressionResult): boolean => {
    if (result.ok) return isTruthy(result.value);
    log(
      phrase`The condition "${condition}" of the breakpoint on "${point.state.name}" could not be evaluated: ${result.message}`,
    );
    return true;
  };
  const result = evaluateJsonata(conditionSource(condition), point);
  return isPromise(result) ? result.then(decide) : decide(result);
}

/** A log point's message with each `{expression}` replaced by its value. */
export function evaluateLogMessage(message: string, point: PausePoint): MaybePromise<string> {
  const parts = message.split(/\{([^{}]+)\}/);
  const values = parts.map((part, index) => (index % 2 === 0 ? part : evaluateExpression(part, point)));
  const join = (results: readonly (string | ExpressionResult)[]): string =>
    results
      .map((result) => {
        if (typeof result === 'string') return result;
        if (!result.ok) return `{${result.message}}`;
        return typeof result.value === 'string' ? result.value : JSON.stringify(result.value);
      })
      .join('');
  return values.some(isPromise) ? Promise.all(values).then(join) : join(values as (string | ExpressionResult)[]);
}

/** Conditions compare, which JSONPath cannot: they are JSONata over the state's data, where `$.x` means the input's field. */
function conditionSource(condition: string): string {
  const bare = /^\s*\{%([\s\S]*)%\}\s*$/.exec(condition)?.[1] ?? condition;
  return bare
    .replace(/\$\$\./g, '$states.context.')
    .replace(/(^|[^\w$)\]}])\$\./g, '$1$states.input.')
    .replace(/===/g, '=')
    .replace(/==/g, '=')
    .replace(/&&/g, ' and ')
    .replace(/\|\|/g, ' or ');
}

function evaluatePath(source: string, point: PausePoint): ExpressionResult {
  const compiled = compilePath(source);
  if (isQueryProblem(compiled)) return { ok: false, message: compiled.message };
  const result = compiled.evaluateIn({ ...scopeOf(point), variables: point.data.variables });
  return result.found ? { ok: true, value: result.value } : { ok: false, message: result.message };
}

function evaluateIntrinsic(source: string, point: PausePoint): ExpressionResult {
  const compiled = compileIntrinsic(source);
  if (isQueryProblem(compiled)) return { ok: false, message: compiled.message };
  return toResult(compiled.evaluate({ ...scopeOf(point), ...CHANCE, variables: point.data.variables }));
}

function evaluateJsonata(source: string, point: PausePoint): MaybePromise<ExpressionResult> {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) {
    return { ok: false, message: phrase`This JSONata expression cannot be read: ${compiled.message}.` };
  }
  const { data } = point;
  const states: JsonObject = { input: data.input, context: data.context };
  if (data.output !== undefined) states['result'] = data.output;
  if (point.error) states['errorOutput'] = { Error: point.error.error ?? '', Cause: point.error.cause ?? '' };
  const result = compiled.evaluate(
    { states, variables: data.variables, ...CHANCE, now: () => Date.now() },
    'expression',
  );
  return isPromise(result) ? result.then(toResult) : toResult(result);
}

function toResult(result: Evaluated): ExpressionResult {
  return result.ok ? result : { ok: false, message: result.cause };
}

/** What a person tries out does not take from the run's own random values. */
const CHANCE = { random: () => Math.random(), uuid: () => randomUUID() };

/** `$` is the output once there is one: at a state's exit that is what a person looks at. */
function scopeOf(point: PausePoint): { input: Json; context: Json } {
  return { input: point.data.input, context: point.data.context };
}

/** JSONata's own notion of truth, so that a condition may be any expression. */
function isTruthy(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isTruthy);
  if (isJsonObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}
