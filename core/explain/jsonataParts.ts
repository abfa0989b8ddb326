/** The calls and operators of a JSONata expression, with what stands in their places. */
import type { Json } from '../json';
import { parametersOf } from '../query/jsonata/libraryFunctions';
import { parseJsonata } from '../query/jsonata/parseJsonata';
import { walkJsonata, type JsonataNode } from '../query/jsonata/syntaxTree';

/** What stands in a place: data by its names, or a literal; neither of anything else. */
export interface JsonataPlace {
  /** `['states', 'input', 'count']` of `$states.input.count`. */
  readonly names?: readonly string[];
  readonly literal?: Json;
}

export interface JsonataCall {
  /** Without its dollar; of a call such as `$states.input.a.trim()`, the name that stands last. */
  readonly name: string;
  /** It is called as a member of other data, as methods are in other languages: of these. */
  readonly of?: JsonataPlace;
  readonly args: readonly JsonataPlace[];
}

export interface JsonataOperation {
  readonly operator: string;
  readonly left: JsonataPlace;
  readonly right: JsonataPlace;
}

export interface JsonataParts {
  readonly calls: readonly JsonataCall[];
  readonly operations: readonly JsonataOperation[];
}

/** Nothing of an expression that cannot be read. */
export function jsonataParts(source: string): JsonataParts {
  const calls: JsonataCall[] = [];
  const operations: JsonataOperation[] = [];
  try {
    walkJsonata(parseJsonata(source).ast(), (node) => {
      if (node.type === 'function' && node.procedure?.type === 'variable') {
        calls.push({ name: String(node.procedure.value), args: (node.arguments ?? []).map(placeOf) });
      } else if (node.type === 'path') calls.push(...methodsOf(node));
      else if (node.type === 'binary' && !Array.isArray(node.lhs) && !Array.isArray(node.rhs)) {
        operations.push({ operator: String(node.value), left: placeOf(node.lhs), right: placeOf(node.rhs) });
      }
    });
  } catch {
    return { calls: [], operations: [] };
  }
  return { calls, operations };
}

/** `$states.input.name.trim()` */
function methodsOf({ steps = [] }: JsonataNode): JsonataCall[] {
  return steps.flatMap((step, index) => {
    const name = step.type === 'function' ? nameOf(step.procedure) : undefined;
    if (name === undefined) return [];
    const before = { type: 'path', steps: steps.slice(0, index) };
    return [{ name, of: placeOf(before), args: (step.arguments ?? []).map(placeOf) }];
  });
}

function nameOf(procedure: JsonataNode | undefined): string | undefined {
  const [only, ...more] = procedure?.type === 'path' ? (procedure.steps ?? []) : [];
  return only?.type === 'name' && more.length === 0 ? String(only.value) : undefined;
}

function placeOf(node: JsonataNode | undefined): JsonataPlace {
  if (!node) return {};
  if (node.type === 'string' || node.type === 'number' || node.type === 'value') return { literal: node.value as Json };
  const steps = node.type === 'path' ? (node.steps ?? []) : [node];
  const [first, ...rest] = steps;
  if (first?.type !== 'variable' || first.value === '' || !rest.every((step) => step.type === 'name')) return {};
  if (!steps.every((step) => Object.keys(step).every((key) => PLAIN.has(key)))) return {};
  return { names: steps.map((step) => String(step.value)) };
}

/** Filters and the like stand in further members. */
const PLAIN = new Set(['type', 'value', 'position']);

/** The letters of the kinds that a function takes in a place, from 0, as signatures write them: `s`, `n`, `(sf)`. */
export function takenKinds(name: string, place: number): string | undefined {
  return parametersOf(name)[place]?.replace(/[()]/g, '');
}
