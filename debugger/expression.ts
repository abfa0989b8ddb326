/**
 * What a person may type while stopped: `$.order.id`, `$$.Execution.Id`, `$variable`, `States.Format(…)`,
 * or JSONata, with or without `{% %}`. The state's query language decides where both would read it.
 */
import { randomUUID } from 'node:crypto';
import type { PausePoint } from '../core/interpreter/host';
import { isJsonObject, type Json, type JsonObject } from '../core/json';
import { jsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import type { QueryLanguage } from '../core/model/machine';
import {
  compileIntrinsic,
  compileJsonata,
  compilePath,
  isPromise,
  isQueryProblem,
  type Evaluated,
  type MaybePromise,
} from '../core/query';
import { endOfBracket } from './brackets';
import { parseLogMessage } from './logMessage';
import { endOfPath, readPersonalJsonata } from './personalJsonata';

/** A value, or a sentence saying why there is none. */
export type ExpressionResult =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** What was typed, once it has been read. */
export interface TypedExpression {
  evaluate(point: PausePoint): MaybePromise<ExpressionResult>;
}

/** Why something cannot be read; `isJsonata`: of a text that was taken for JSONata. */
interface Unreadable {
  readonly problem: string;
  readonly isJsonata?: true;
}

/** Reads what a person types in the language of a state. */
export function readExpression(text: string, language: QueryLanguage): TypedExpression | Unreadable {
  const source = text.trim();
  if (language === 'JSONPath' && isCall(source)) return readIntrinsic(source);
  // `$.field` reads the input in either language; in JSONata `$` alone has no meaning inside a state.
  const isPath = language === 'JSONPath' ? source.startsWith('$') : /^\$(\.|\[|$)/.test(source);
  const rest = isPath ? source.slice(endOfPath(source, 0)) : source;
  if (rest === '') return readPath(source);
  const read = readComputation(source, language);
  if ('problem' in read) {
    const asPath = isPath && !OPERATOR.test(rest) ? readPath(source) : read;
    return 'problem' in asPath ? asPath : read;
  }
  return {
    evaluate(point) {
      const result = read.evaluate(point);
      return isPromise(result) ? result.then(toResult) : toResult(result);
    },
  };
}

/** An operator that a path is followed by where it is part of a computation. */
const OPERATOR = /^\s*([-+*/%=<>!&|?~]|(and|or|in)\b)/;

function isCall(source: string): boolean {
  return (
    /^States\.[A-Za-z]+\(/.test(source) &&
    [source.length, undefined].includes(endOfBracket(source, source.indexOf('(')))
  );
}

export function evaluateExpression(text: string, point: PausePoint): MaybePromise<ExpressionResult> {
  const read = readExpression(text, point.state.queryLanguage);
  if (!('problem' in read)) return read.evaluate(point);
  const message = read.isJsonata ? phrase`This JSONata expression cannot be read: ${read.problem}.` : read.problem;
  return { ok: false, message };
}

/** A breakpoint's condition, read; a sentence where it cannot be read. */
export function readCondition(
  condition: string,
  language: QueryLanguage,
): { holds(point: PausePoint, log: (text: string) => void): MaybePromise<boolean> } | { readonly problem: string } {
  const plain = readComputation(condition, language);
  if ('problem' in plain)
    return { problem: phrase`The condition "${condition}" cannot be read: ${unended(plain.problem)}.` };
  // A value that is missing is not true, and no mistake: asked only where there is no value, for most answer at once.
  const around = readComputation(
    condition,
    language,
    (source) => `function($it) { $exists($it) and $boolean($it) }((${source}))`,
  );
  if ('problem' in around) return around;
  return {
    holds(point, log) {
      const decide = (result: Evaluated): boolean => {
        if (result.ok) return result.value === true;
        log(
          phrase`The condition "${condition}" of the breakpoint on "${point.state.name}" could not be evaluated: ${result.cause}`,
        );
        // A mistake is to be seen.
        return true;
      };
      const first = (result: Evaluated): MaybePromise<boolean> => {
        if (result.ok) return isTruthy(result.value);
        const asked = around.evaluate(point);
        return isPromise(asked) ? asked.then(decide) : decide(asked);
      };
      const result = plain.evaluate(point);
      return isPromise(result) ? result.then(first) : first(result);
    },
  };
}

/** A log point's message, read; a sentence where one of its expressions cannot be read. */
export function readLogMessage(
  message: string,
  language: QueryLanguage,
): { text(point: PausePoint): MaybePromise<string> } | { readonly problem: string } {
  const parts: (string | TypedExpression)[] = [];
  for (const part of parseLogMessage(message)) {
    if (typeof part === 'string') {
      parts.push(part);
      continue;
    }
    const read = readExpression(part.expression, language);
    if ('problem' in read)
      return { problem: phrase`{${part.expression}} in the message cannot be read: ${unended(read.problem)}.` };
    parts.push(read);
  }
  return {
    text(point) {
      const values = parts.map((part) => (typeof part === 'string' ? part : part.evaluate(point)));
      const join = (results: readonly (string | ExpressionResult)[]): string => results.map(shownInMessage).join('');
      return values.some(isPromise) ? Promise.all(values).then(join) : join(values as (string | ExpressionResult)[]);
    },
  };
}

function shownInMessage(result: string | ExpressionResult): string {
  if (typeof result === 'string') return result;
  if (!result.ok) return `{${result.message}}`;
  return typeof result.value === 'string' ? result.value : jsonText(result.value);
}

function readPath(source: string): TypedExpression | Unreadable {
  const compiled = compilePath(source);
  if (isQueryProblem(compiled)) return { problem: compiled.message };
  return {
    evaluate(point) {
      const result = compiled.evaluateIn({ ...scopeOf(point), variables: point.data.variables });
      return result.found ? { ok: true, value: result.value } : { ok: false, message: result.message };
    },
  };
}

function readIntrinsic(source: string): TypedExpression | Unreadable {
  const compiled = compileIntrinsic(source);
  if (isQueryProblem(compiled)) return { problem: compiled.message };
  return {
    evaluate: (point) => toResult(compiled.evaluate({ ...scopeOf(point), ...CHANCE, variables: point.data.variables })),
  };
}

/** JSONata over the state's data, with what of it is JSONPath evaluated first. */
function readComputation(
  text: string,
  language: QueryLanguage,
  around: (source: string) => string = (source) => source,
): { evaluate(point: PausePoint): MaybePromise<Evaluated> } | Unreadable {
  const { source, operands } = readPersonalJsonata(text, language);
  const values: { readonly name: string; readonly value: TypedExpression }[] = [];
  for (const { name, text: operand } of operands) {
    const value = operand.startsWith('$') ? readPath(operand) : readIntrinsic(operand);
    if ('problem' in value) return value;
    values.push({ name, value });
  }
  const compiled = compileJsonata(around(source));
  if (isQueryProblem(compiled)) return { problem: compiled.message, isJsonata: true };
  return {
    evaluate(point) {
      const variables: JsonObject = { ...point.data.variables };
      for (const { name, value } of values) {
        const result = value.evaluate(point) as ExpressionResult;
        if (result.ok) variables[name] = result.value;
      }
      return compiled.evaluate(
        { states: statesOf(point), variables, ...CHANCE, now: () => Date.now(), giveWay },
        'expression',
      );
    },
  };
}

/** The adapter hears of a stop during a long evaluation. */
const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What `$states` holds at this stop. */
function statesOf({ data, reads, error }: PausePoint): JsonObject {
  const states: JsonObject = { input: data.input, context: data.context };
  if (data.output !== undefined) states['result'] = data.output;
  if (error) states['errorOutput'] = { Error: error.error ?? '', Cause: error.cause ?? '' };
  return { ...states, ...reads };
}

/** For a place inside a sentence. */
function unended(problem: string): string {
  return problem.replace(/\.$/, '');
}

function toResult(result: Evaluated): ExpressionResult {
  return result.ok ? result : { ok: false, message: result.cause };
}

/** What a person tries out does not take from the run's own random values. */
const CHANCE = { random: () => Math.random(), uuid: () => randomUUID() };

/** `$` in a part that is evaluated next is what this part reads; elsewhere it is the state's input. */
function scopeOf({ data, reads }: PausePoint): { input: Json; context: Json } {
  return { input: reads?.input ?? data.input, context: data.context };
}

/** JSONata's own notion of truth, so that a condition may be any expression. */
function isTruthy(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isTruthy);
  if (isJsonObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}
