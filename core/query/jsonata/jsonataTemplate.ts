/** JSON values with `{% … %}` strings anywhere inside: Arguments, Output, Assign, Condition and so on. */
import type { Json, JsonObject } from '../../json';
import { isJsonObject } from '../../json';
import type { Evaluated, MaybePromise, QueryProblem } from '../outcome';
import { failure, isPromise, isQueryProblem, success } from '../outcome';
import { setOwnValue } from '../ownProperties';
import type { TemplateParts } from '../payloadTemplate';
import { compileJsonata, type JsonataScope } from './compileJsonata';

/** The source inside `{% … %}` and where it starts in the string; undefined for any other string. */
export function jsonataSource(text: string): { readonly source: string; readonly offset: number } | undefined {
  if (!text.startsWith('{%') || !text.endsWith('%}') || text.length < 4) return undefined;
  return { source: text.slice(2, -2), offset: 2 };
}

export interface JsonataTemplateProblem {
  /** The keys and indices that lead to the string. */
  readonly path: readonly (string | number)[];
  /** Offsets count in the whole string, `{%` included. */
  readonly problem: QueryProblem;
}

export interface CompiledJsonataTemplate {
  readonly problems: readonly JsonataTemplateProblem[];
  /** Holds no expression. */
  readonly constant: boolean;
  /** Usually evaluates at once, without a promise. */
  readonly synchronous: boolean;
  /** `field` is the field the template stands in, such as `Output` or `Choices[1]/Condition`. */
  evaluate(scope: JsonataScope, field: string): MaybePromise<Evaluated>;
}

type Evaluate = (scope: JsonataScope, field: string) => MaybePromise<Evaluated>;

interface Compilation {
  readonly problems: JsonataTemplateProblem[];
  synchronous: boolean;
}

export function compileJsonataTemplate(value: Json): CompiledJsonataTemplate {
  const compilation: Compilation = { problems: [], synchronous: true };
  const evaluate = compileValue(value, [], compilation);
  return {
    problems: compilation.problems,
    constant: evaluate === undefined,
    synchronous: compilation.synchronous,
    evaluate: evaluate ?? (() => success(value)),
  };
}

/** The same template expression by expression; `evaluate` is told the field the expression stands in. */
export function compileJsonataTemplateInParts(value: Json): TemplateParts<Evaluate> {
  const expressions: { readonly path: readonly (string | number)[]; readonly evaluate: Evaluate }[] = [];
  const places = takeApart(value, [], (path, evaluate) => expressions.push({ path, evaluate }) - 1);
  return { expressions, assemble: (values) => places(values) };
}

function takeApart(
  value: Json,
  at: readonly (string | number)[],
  add: (path: readonly (string | number)[], evaluate: Evaluate) => number,
): (values: readonly Json[]) => Json {
  if (typeof value === 'string') {
    const evaluate = compileString(value, at, { problems: [], synchronous: true });
    if (!evaluate) return () => value;
    const index = add(at, evaluate);
    return (values) => values[index] ?? null;
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => takeApart(item, [...at, index], add));
    return (values) => items.map((item) => item(values));
  }
  if (!isJsonObject(value)) return () => value;
  const members = Object.entries(value).map(([key, member]) => [key, takeApart(member, [...at, key], add)] as const);
  return (values) => {
    const object: JsonObject = {};
    for (const [key, member] of members) setOwnValue(object, key, member(values));
    return object;
  };
}

/** Undefined for a value without expressions: it is used as it stands. */
function compileValue(value: Json, at: readonly (string | number)[], compilation: Compilation): Evaluate | undefined {
  if (typeof value === 'string') return compileString(value, at, compilation);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileValue(item, [...at, index], compilation));
    if (!items.some((item) => item !== undefined)) return undefined;
    return (scope, field) =>
      collect(
        items.length,
        (index) => items[index]?.(scope, `${field}[${index}]`) ?? success(value[index]!),
        (values) => values,
      );
  }
  if (!isJsonObject(value)) return undefined;
  const keys = Object.keys(value);
  const members = keys.map((key) => compileValue(value[key]!, [...at, key], compilation));
  if (!members.some((member) => member !== undefined)) return undefined;
  const assemble = (values: readonly Json[]) => {
    const object: JsonObject = {};
    keys.forEach((key, index) => setOwnValue(object, key, values[index]!));
    return object;
  };
  return (scope, field) =>
    collect(
      keys.length,
      (index) => members[index]?.(scope, `${field}/${keys[index]!}`) ?? success(value[keys[index]!]!),
      assemble,
    );
}

function compileString(text: string, at: readonly (string | number)[], compilation: Compilation): Evaluate | undefined {
  const expression = jsonataSource(text);
  if (!expression) return undefined;
  const compiled = compileJsonata(expression.source);
  if (!isQueryProblem(compiled)) {
    compilation.synchronous &&= compiled.synchronous;
    return compiled.evaluate;
  }
  const problem = { ...compiled, offset: compiled.offset + expression.offset };
  compilation.problems.push({ path: at, problem });
  // Such a definition is refused before it runs; running it anyway fails where the expression stands.
  const words = `The JSONata expression '${expression.source.trim()}' specified for the field '`;
  return (_scope, field) =>
    failure('States.QueryEvaluationError', `${words}${field}' is not valid: ${compiled.message}`, field);
}

/** Evaluates the parts in order and stops at the first failure; asynchronous only from the first promise on. */
function collect(
  count: number,
  evaluatePart: (index: number) => MaybePromise<Evaluated>,
  assemble: (values: Json[]) => Json,
): MaybePromise<Evaluated> {
  const values: Json[] = [];
  for (let index = 0; index < count; index++) {
    const part = evaluatePart(index);
    if (isPromise(part)) return collectRest(part, index, count, values, evaluatePart, assemble);
    if (!part.ok) return part;
    values.push(part.value);
  }
  return success(assemble(values));
}

async function collectRest(
  pending: Promise<Evaluated>,
  from: number,
  count: number,
  values: Json[],
  evaluatePart: (index: number) => MaybePromise<Evaluated>,
  assemble: (values: Json[]) => Json,
): Promise<Evaluated> {
  for (let index = from; index < count; index++) {
    const part = await (index === from ? pending : evaluatePart(index));
    if (!part.ok) return part;
    values.push(part.value);
  }
  return success(assemble(values));
}
