/** Payload templates of JSONPath states: keys ending in `.$` hold paths or intrinsic calls. */
import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import { compileIntrinsic } from './intrinsic/compileIntrinsic';
import { jsonText } from '../jsonText';
import type { Evaluated, QueryFailure, QueryProblem, QueryScope } from './outcome';
import { EvaluationFailure, failure, isQueryProblem, queryProblem, settled, success } from './outcome';
import { setOwnValue } from './ownProperties';
import { compilePath, type CompiledPath } from './path/compilePath';
import { templateMembers } from './templateMembers';

export interface TemplateProblem {
  /** The keys and indices that lead to the expression, `.$` included. */
  readonly path: readonly (string | number)[];
  readonly problem: QueryProblem;
}

export interface CompiledTemplate {
  readonly problems: readonly TemplateProblem[];
  /** Nothing in it depends on the scope. */
  readonly constant: boolean;
  evaluate(scope: QueryScope): Evaluated;
}

/** Compiles Parameters, ResultSelector, ItemSelector or Assign. */
export function compileTemplate(value: Json): CompiledTemplate {
  const problems: TemplateProblem[] = [];
  const compute = compileValue(value, [], { problems, expression: (_path, compiled) => compiled });
  if (compute === undefined) return { problems, constant: true, evaluate: () => success(value) };
  return { problems, constant: false, evaluate: (scope) => settled(compute, scope) };
}

/** A template taken apart, for whoever has something to do between its expressions. */
export interface TemplateParts<Evaluate> {
  /** In the order of their evaluation. `path`: the keys and indices that lead to the expression. */
  readonly expressions: readonly { readonly path: readonly (string | number)[]; readonly evaluate: Evaluate }[];
  /** The template with the values of its expressions, in the same order. */
  assemble(values: readonly Json[]): Json;
}

/** The same template expression by expression. */
export function compileTemplateInParts(value: Json): TemplateParts<(scope: QueryScope) => Evaluated> {
  const found: { readonly path: readonly (string | number)[]; readonly compute: Compute }[] = [];
  let valueOf = (_index: number): Json => null;
  const whole = compileValue(value, [], {
    problems: [],
    expression: (path, compute) => {
      const index = found.push({ path, compute }) - 1;
      return () => valueOf(index);
    },
  });
  const assembled = (read: (index: number) => Json): Json => {
    valueOf = read;
    return whole ? whole({ input: null }) : value;
  };
  // The order is what the members of objects make it: found out by going through once.
  const order: number[] = [];
  assembled((index) => (order.push(index), null));
  return {
    expressions: order.map((index) => {
      const { path, compute } = found[index]!;
      return { path, evaluate: (scope) => settled(compute, scope) };
    }),
    assemble: (values) => assembled((index) => values[order.indexOf(index)] ?? null),
  };
}

/** The expression behind one `.$` key: what `field.$` may hold. */
export function compileTemplateExpression(
  text: string,
  field: string,
): ((scope: QueryScope) => Evaluated) | QueryProblem {
  const compute = compileExpression(text, field);
  return isQueryProblem(compute) ? compute : (scope) => settled(compute, scope);
}

function compileExpression(text: string, field: string): Compute | QueryProblem {
  if (!text.trimStart().startsWith('$')) {
    const intrinsic = compileIntrinsic(text);
    return isQueryProblem(intrinsic) ? intrinsic : intrinsic.compute;
  }
  const path = compilePath(text);
  if (isQueryProblem(path)) return path;
  return (scope) => {
    const value = path.valueIn(scope);
    if (value !== undefined) return value;
    throw new EvaluationFailure(pathNotFound(text, field, documentOf(path, scope)));
  };
}

/** What a path was looked up in. */
function documentOf({ parsed }: CompiledPath, scope: QueryScope): Json {
  return parsed.root.kind === 'context' ? (scope.context ?? {}) : scope.input;
}

/** Recorded, also for ErrorPath and CausePath. */
export function pathNotFound(path: string, field: string, input: Json): QueryFailure {
  return failure(
    'States.Runtime',
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${jsonText(input)}'`,
  );
}

/** Throws {@link EvaluationFailure}. */
type Compute = (scope: QueryScope) => Json;

interface Compilation {
  readonly problems: TemplateProblem[];
  /** What stands in the compiled template for an expression. */
  expression(path: readonly (string | number)[], compute: Compute): Compute;
}

/** Undefined for a value without expressions: it is used as it stands. */
function compileValue(value: Json, at: readonly (string | number)[], compilation: Compilation): Compute | undefined {
  if (Array.isArray(value)) return compileArray(value, at, compilation);
  return isJsonObject(value) ? compileObject(value, at, compilation) : undefined;
}

function compileArray(
  array: readonly Json[],
  at: readonly (string | number)[],
  compilation: Compilation,
): Compute | undefined {
  const items = array.map((item, index) => compileValue(item, [...at, index], compilation) ?? item);
  if (!items.some((item) => typeof item === 'function')) return undefined;
  return (scope) => {
    const result: Json[] = [];
    for (const item of items) {
      result.push(typeof item === 'function' ? item(scope) : item);
    }
    return result;
  };
}

function compileObject(
  object: JsonObject,
  at: readonly (string | number)[],
  compilation: Compilation,
): Compute | undefined {
  const compiled = new Map<string, Json | Compute>();
  for (const [written, value] of Object.entries(object)) {
    const path = [...at, written];
    const member = written.endsWith('.$')
      ? compilation.expression(path, compileMember(written, value, path, compilation.problems))
      : (compileValue(value, path, compilation) ?? value);
    compiled.set(written, member);
  }
  const members = templateMembers(object).map(({ key, written }) => [key, compiled.get(written)!] as const);
  if (!members.some(([, member]) => typeof member === 'function')) return undefined;
  const keys = members.map(([key]) => key);
  const values = members.map(([, member]) => member);
  return (scope) => {
    const result: JsonObject = {};
    for (let index = 0; index < keys.length; index++) {
      const member = values[index]!;
      setOwnValue(result, keys[index]!, typeof member === 'function' ? member(scope) : member);
    }
    return result;
  };
}

function compileMember(
  key: string,
  value: Json,
  at: readonly (string | number)[],
  problems: TemplateProblem[],
): Compute {
  const expression =
    typeof value === 'string'
      ? compileExpression(value, key)
      : queryProblem(`The value of "${key}" must be a string: a JSONPath or an intrinsic function call.`, 0);
  if (!isQueryProblem(expression)) return expression;
  problems.push({ path: at, problem: expression });
  // Such a definition is refused before it runs; running it anyway fails where the expression stands.
  const cause = `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`;
  return () => {
    throw new EvaluationFailure(failure('States.Runtime', cause));
  };
}
