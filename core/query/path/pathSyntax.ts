/** The parts of a JSONPath, in Jayway's dialect. */

/** What a path starts from: the state's input `$`, the context object `$$`, or a workflow variable `$name`. */
export type PathRoot = { readonly kind: 'input' | 'context' } | { readonly kind: 'variable'; readonly name: string };

export type PathStep =
  | { readonly kind: 'property'; readonly names: readonly string[]; readonly quote: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'deepScan' }
  | { readonly kind: 'filter'; readonly condition: unknown; readonly text: string }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly unknown[] };

export interface ParsedPath {
  readonly text: string;
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
  /** Selects at most one value: no wildcard, slice, filter or deep scan. */
  readonly definite: boolean;
  /** May stand where a reference path is asked for: only property names and single indices. */
  readonly reference: boolean;
}
