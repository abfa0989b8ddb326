/** Compiles a path once into closures. What is found, and the words where nothing is, are Jayway's. */
import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import type { QueryProblem, QueryScope } from '../outcome';
import { isQueryProblem } from '../outcome';
import { ownValue } from '../ownProperties';
import { parsePath } from './parsePath';
import type { ParsedPath, PathStep } from './pathSyntax';
import { stepText } from './pathSyntax';
import { compileSteps, notAnObject } from './compileSteps';

/** A value, or Jayway's own words for why there is none. */
export type PathResult =
  { readonly found: true; readonly value: Json } | { readonly found: false; readonly message: string };

export interface CompiledPath {
  readonly parsed: ParsedPath;
  readonly text: string;
  readonly definite: boolean;
  /** Evaluates against one document as Jayway does, whatever the root is called. */
  evaluate(document: Json): PathResult;
  /**
   * Evaluates as Step Functions does: chooses the document by the root (input, context object or
   * variable), and takes an indefinite path that Jayway refuses for an empty array (recorded).
   */
  evaluateIn(scope: QueryScope): PathResult;
  /** The value alone, as `evaluateIn` finds it; undefined where there is none. */
  valueIn(scope: QueryScope): Json | undefined;
}

/** The same few paths stand in most states of a machine: they are compiled once, and stay close together in memory. */
const compiled = new Map<string, CompiledPath | QueryProblem>();
const MOST_COMPILED = 1000;

/** Compiles a path that starts with `$`, `$$` or `$variable`. */
export function compilePath(text: string): CompiledPath | QueryProblem {
  const known = compiled.get(text);
  if (known) return known;
  const parsed = parsePath(text);
  const path = isQueryProblem(parsed) ? parsed : compileParsedPath(parsed);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(text, path);
  return path;
}

export function compileParsedPath(parsed: ParsedPath): CompiledPath {
  const { root, text, definite } = parsed;
  const evaluate = evaluator(parsed.steps, definite);
  if (root.kind !== 'variable') {
    const evaluateIn = (scope: QueryScope) =>
      orEmpty(evaluate(root.kind === 'input' ? scope.input : (scope.context ?? {})), definite);
    const quick = root.kind === 'input' ? quickReader(parsed.steps) : undefined;
    return {
      parsed,
      text,
      definite,
      evaluate,
      evaluateIn,
      valueIn: quick ? (scope) => quick(scope.input) : valueOf(evaluateIn),
    };
  }
  // A variable is a member of the variables' object, so that an unknown one reads like any missing property.
  const inVariables = evaluator([{ kind: 'property', names: [root.name], quote: "'" }, ...parsed.steps], definite);
  const evaluateIn = (scope: QueryScope): PathResult => orEmpty(inVariables(scope.variables ?? {}), definite);
  return { parsed, text, definite, evaluate, evaluateIn, valueIn: valueOf(evaluateIn) };
}

function valueOf(evaluateIn: CompiledPath['evaluateIn']): CompiledPath['valueIn'] {
  return (scope) => {
    const result = evaluateIn(scope);
    return result.found ? result.value : undefined;
  };
}

/** `$.a.b`, the form that most paths have. */
function quickReader(steps: readonly PathStep[]): ((document: Json) => Json | undefined) | undefined {
  if (!steps.every((step) => step.kind === 'property' && step.names.length === 1)) return undefined;
  const names = steps.map((step) => (step.kind === 'property' ? step.names[0]! : ''));
  // A name that no object inherits can only be its own.
  if (!names.some((name) => name in Object.prototype)) {
    return (document) => {
      let value: Json | undefined = document;
      for (let index = 0; index < names.length; index++) {
        if (!isJsonObject(value)) return undefined;
        value = value[names[index]!];
      }
      return value;
    };
  }
  return (document) => {
    let value: Json | undefined = document;
    for (let index = 0; index < names.length; index++) {
      if (!isJsonObject(value)) return undefined;
      value = ownValue(value, names[index]!);
    }
    return value;
  };
}

function orEmpty(result: PathResult, definite: boolean): PathResult {
  return result.found || definite ? result : { found: true, value: [] };
}

function evaluator(steps: readonly PathStep[], definite: boolean): (document: Json) => PathResult {
  if (steps.every(isSimpleStep)) return simpleEvaluator(steps);
  const visit = compileSteps(steps);
  return (document) => {
    const values: Json[] = [];
    const message = visit(document, document, values);
    if (message !== undefined) return { found: false, message };
    if (!definite) return { found: true, value: values };
    const last = values.at(-1);
    return last === undefined ? noResults(steps) : { found: true, value: last };
  };
}

type SimpleStep = PathStep & ({ kind: 'property' } | { kind: 'indices' });

function isSimpleStep(step: PathStep): step is SimpleStep {
  return (
    (step.kind === 'property' && step.names.length === 1) || (step.kind === 'indices' && step.indices.length === 1)
  );
}

/** Names and single indices only, by far the most frequent form: a loop without allocation. */
function simpleEvaluator(steps: readonly SimpleStep[]): (document: Json) => PathResult {
  const keys = steps.map((step) => (step.kind === 'property' ? step.names[0]! : step.indices[0]!));
  return (document) => {
    let value = document;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index]!;
      let next: Json | undefined;
      if (typeof key === 'string') {
        if (!isJsonObject(value)) return { found: false, message: notAnObject(steps, index, value) };
        next = ownValue(value, key);
        if (next === undefined && index < keys.length - 1) {
          return { found: false, message: `Missing property in path ${pathText(steps, index + 1)}` };
        }
      } else {
        if (!Array.isArray(value)) return { found: false, message: notAnArray(steps, index, value) };
        next = value[key < 0 ? value.length + key : key];
      }
      if (next === undefined) return noResults(steps);
      value = next;
    }
    return { found: true, value };
  };
}

function noResults(steps: readonly PathStep[]): PathResult {
  return { found: false, message: `No results for path: ${pathText(steps, steps.length)}` };
}

function notAnArray(steps: readonly PathStep[], index: number, value: Json): string {
  return compileSteps(steps.slice(0, index + 1), index)(value, value, [])!;
}

/** The first `count` steps as Jayway prints them. */
function pathText(steps: readonly PathStep[], count: number): string {
  return `$${steps.slice(0, count).map(stepText).join('')}`;
}
