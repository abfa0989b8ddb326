/** The parts of a JSONPath, in Jayway's dialect. */
import type { Json } from '../../json';

/** What a path starts from: the state's input `$`, the context object `$$`, or a workflow variable `$name`. */
export type PathRoot = { readonly kind: 'input' | 'context' } | { readonly kind: 'variable'; readonly name: string };

export type PathStep =
  /** `.a`, `['a']`; several names at the end of a path select an object of them. */
  | { readonly kind: 'property'; readonly names: readonly string[]; readonly quote: string }
  | { readonly kind: 'wildcard' }
  /** `[0]`, `[0,2]`; negative counts from the end. */
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  /** `[1:3]`. Jayway ignores a third part. */
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  /** `..` */
  | { readonly kind: 'deepScan' }
  | { readonly kind: 'filter'; readonly condition: FilterCondition }
  /** `.length()` and its like. */
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly FilterOperand[] };

export type FilterCondition =
  | { readonly kind: 'or' | 'and'; readonly conditions: readonly FilterCondition[] }
  | { readonly kind: 'not'; readonly condition: FilterCondition }
  | { readonly kind: 'exists'; readonly operand: FilterOperand & { kind: 'path' } }
  | {
      readonly kind: 'comparison';
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | {
      readonly kind: 'path';
      /** `@` is the item under test, `$` the document. */
      readonly from: 'item' | 'document';
      readonly steps: readonly PathStep[];
      /** False after `!`: the path must not exist. */
      readonly shouldExist: boolean;
    };

export const FILTER_OPERATORS = [
  '>=',
  '<=',
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '>',
  '=~',
  'in',
  'nin',
  'contains',
  'all',
  'size',
  'empty',
  'subsetof',
  'anyof',
  'noneof',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export interface ParsedPath {
  readonly text: string;
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
  /** Selects at most one value: no wildcard, slice, filter or deep scan. */
  readonly definite: boolean;
  /** May stand where a reference path is asked for: only property names and single indices. */
  readonly reference: boolean;
}

/** Whether a step alone selects at most one value. */
export function isDefiniteStep(step: PathStep, isLast: boolean): boolean {
  switch (step.kind) {
    case 'property':
      return step.names.length === 1 || isLast;
    case 'indices':
      return step.indices.length === 1;
    case 'function':
      return true;
    default:
      return false;
  }
}

/** The step as Jayway prints it in messages. */
export function stepText(step: PathStep): string {
  switch (step.kind) {
    case 'property':
      return `[${step.names.map((name) => `${step.quote}${name}${step.quote}`).join(',')}]`;
    case 'wildcard':
      return '[*]';
    case 'indices':
      return `[${step.indices.join(',')}]`;
    case 'slice':
      return `[${step.from ?? ''}:${step.to ?? ''}]`;
    case 'deepScan':
      return '..';
    case 'filter':
      return '[?]';
    case 'function':
      return `.${step.name}()`;
  }
}
