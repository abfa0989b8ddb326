/** One JSONata expression, the text between `{%` and `%}`. */
import type jsonata from 'jsonata';
import type { JsonObject } from '../../json';
import type { Evaluated, MaybePromise, QueryFailure, QueryProblem } from '../outcome';
import { failure, queryProblem, success } from '../outcome';
import { faultText, NO_JSON, NOTHING } from './evaluationFault';
import { ExactValues } from './exactValues';
import { RUN, type JsonataRun } from './jsonataRun';
import { prepareLibrary } from './libraryFunctions';
import { parseJsonata } from './parseJsonata';
import { plainJson, TOO_LARGE, UNSUPPORTED } from './plainJson';
import { markTooDeep, replaceNodes } from './replaceNodes';
import { MOST_BYTES, RunawayGuard } from './runawayGuard';
import { compileSimple, NOT_SIMPLE } from './simpleExpression';
import { inEnglish } from '../../l10n/phrase';
import { syntaxFault, type JsonataSyntaxError } from './syntaxFault';
import type { JsonataNode } from './syntaxTree';

/** What an expression may read. */
export interface JsonataScope {
  /** What `$states` means: `input`, `context`, and where they exist `result` and `errorOutput`. */
  readonly states: JsonObject;
  readonly variables?: JsonObject;
  /** For `$random()` without a seed; in [0, 1). */
  random?(): number;
  uuid?(): string;
  /** Milliseconds since the epoch, for `$now()` and `$millis()`. */
  now?(): number;
  /**
   * Lets other work have a turn during a long evaluation, every few milliseconds of it; absent: none is given. Rejects where
   * nobody waits for the value any more: the evaluation then ends at once, and rejects with the same.
   */
  giveWay?(): Promise<void>;
  /** How many nodes an evaluation may visit before it is stopped; for callers that must answer soon. */
  readonly mostNodes?: number;
  /** How much work, in nodes, is done before others get a turn, where they wait at each of them. */
  readonly workBetweenTurns?: number;
  /** For such callers, where nothing stops a match: what the evaluation rejects with instead of one that may take long. */
  readonly insteadOfLongMatch?: unknown;
}

export interface CompiledJsonata {
  readonly source: string;
  /** Usually evaluates at once, without a promise. */
  readonly synchronous: boolean;
  /** `field` names the field in the cause of a failure, such as `Output/a/b[0]`. Rejects only with what `giveWay` did. */
  evaluate(scope: JsonataScope, field: string): MaybePromise<Evaluated>;
}

const QUERY_ERROR = 'States.QueryEvaluationError';

/** Compiles the bare source, without `{%` and `%}`. Never throws. */
export function compileJsonata(source: string): CompiledJsonata | QueryProblem {
  let expression: jsonata.Expression;
  try {
    expression = parseJsonata(source);
  } catch (error) {
    return syntaxProblem(source, error);
  }
  const ast = expression.ast() as unknown as JsonataNode;
  const simple = markTooDeep(ast) ? undefined : compileSimple(ast);
  const evaluateWhole = lazily(expression, ast);
  const isRange = isRangeAlone(ast);
  const finish = (value: unknown, field: string): Evaluated => {
    if (value === undefined) return fail(source, field, NOTHING);
    const plain = plainJson(value);
    if (plain === TOO_LARGE) return fail(source, field, `returned more than the maximum of ${MOST_BYTES} bytes.`);
    return plain === UNSUPPORTED ? fail(source, field, NO_JSON) : success(plain);
  };
  const evaluate = (scope: JsonataScope, field: string): MaybePromise<Evaluated> => {
    const value = simple ? simple(scope) : NOT_SIMPLE;
    if (value !== NOT_SIMPLE) return finish(value, field);
    return evaluateWhole(scope).then((result) =>
      'fault' in result
        ? fail(source, field, result.fault)
        : finish(isRange ? unwrapped(result.value) : result.value, field),
    );
  };
  return { source, synchronous: simple !== undefined, evaluate };
}

/**
 * `[1..1]` as a whole value is 1 on AWS (recorded), unlike any other list of one item, and unlike JSONata's own: an exception of
 * this one form, whose rule nobody has found.
 */
export function isRangeAlone({ type, value, expressions, keepArray, predicate, group }: JsonataNode): boolean {
  const [only, ...more] = (type === 'unary' && value === '[' && expressions) || [];
  const isPlain = keepArray === undefined && predicate === undefined && group === undefined;
  return isPlain && only?.type === 'binary' && only.value === '..' && more.length === 0;
}

function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
}

/** A value of the library's, which may be a function or nothing; or what stands in the cause. */
export type LibraryResult = { readonly value: unknown } | { readonly fault: string };
type EvaluateInLibrary = (scope: JsonataScope) => Promise<LibraryResult>;

/** Most expressions never need the library: it is prepared when one does. */
function lazily(expression: jsonata.Expression, ast: JsonataNode): EvaluateInLibrary {
  let isPrepared = false;
  return (scope) => {
    if (!isPrepared) {
      replaceNodes(ast);
      prepareLibrary(expression);
      isPrepared = true;
    }
    return evaluateInLibrary(expression, scope);
  };
}

/** A part of an expression's tree as an expression of its own. The tree is changed. */
export function compileJsonataNode(node: JsonataNode): EvaluateInLibrary {
  const expression = parseJsonata('null');
  const ast = expression.ast() as unknown as JsonataNode;
  // The library evaluates this very object.
  delete ast.value;
  Object.assign(ast, node);
  markTooDeep(ast);
  return lazily(expression, ast);
}

async function evaluateInLibrary(expression: jsonata.Expression, scope: JsonataScope): Promise<LibraryResult> {
  const guard = new RunawayGuard(scope);
  const run: JsonataRun = { scope, guard, hasBegun: false };
  try {
    const values = new ExactValues();
    const bindings = values.inDoubles({ ...scope.variables, states: scope.states });
    const value: unknown = await expression.evaluate(undefined, { ...bindings, [RUN]: run });
    return { value: values.restored(value) };
  } catch (error) {
    if (guard.interruption) throw guard.interruption.reason;
    return { fault: faultText(error) };
  }
}

/** Recorded texts. */
function fail(source: string, field: string, what: string): QueryFailure {
  return failure(
    QUERY_ERROR,
    `The JSONata expression '${source.trim()}' specified for the field '${field}' ${what}`,
    field,
  );
}

function syntaxProblem(source: string, thrown: unknown): QueryProblem {
  if (thrown instanceof RangeError) return queryProblem('it is nested too deeply', 0, source.length);
  const error = thrown as JsonataSyntaxError;
  const token = typeof error.token === 'string' ? error.token : '';
  const end = Math.min(error.position ?? source.length, source.length);
  // The library's position is behind the token it names.
  const atToken = token !== '' && source.slice(end - token.length, end) === token;
  const offset = Math.max(0, atToken ? end - token.length : Math.min(end, source.length - 1));
  return queryProblem(
    inEnglish(() => syntaxFault(error)),
    offset,
    Math.max(1, atToken ? token.length : 1),
  );
}
