/** Where a machine holds expressions: paths and intrinsic calls of JSONPath states, `{% … %}` of JSONata states. */
import { isQueryProblem, jsonataSource, parseIntrinsic, parsePath } from '../query';
import type { IntrinsicNode, ParsedPath, QueryProblem } from '../query';
import type { StringNode, SyntaxNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { isDeployTime } from '../syntax/value';
import type { FieldUse } from './definitionObjects';
import { readJsonata } from './jsonataReferences';
import { keptByText } from './keptByText';
import type { JsonataReferences } from './jsonataReferences';

const parsedIntrinsic = keptByText(parseIntrinsic);
/** A text as a path. */
export const parsedPath = keptByText(parsePath);

/** A string that is read as a path, or as an intrinsic call where those are allowed. */
export interface PathUse {
  readonly node: StringNode;
  readonly field: FieldUse;
  /** What may stand here. */
  readonly kind: 'path' | 'referencePath' | 'pathOrIntrinsic';
  /** The key ending in `.$` whose value it is, in a payload template. */
  readonly templateKey?: string;
  readonly isIntrinsic: boolean;
  /** What it was read as, or why it cannot be read. */
  readonly parsed: ParsedPath | IntrinsicNode | QueryProblem;
}

/** A JSONata expression and where its source begins in the string. */
export interface ExpressionUse {
  readonly node: StringNode;
  readonly field: FieldUse;
  readonly source: string;
  readonly offset: number;
  /** What it refers to, or why it cannot be read; offsets count in `source`. */
  readonly read: JsonataReferences | QueryProblem;
}

export function pathUses(fields: readonly FieldUse[]): PathUse[] {
  const uses: PathUse[] = [];
  for (const field of fields) {
    if (field.object.queryLanguage !== 'JSONPath' || field.spec.queryLanguage === 'JSONata') continue;
    const { value, spec } = field;
    if (spec.value === 'path' || spec.value === 'referencePath') {
      const kind = spec.intrinsic ? 'pathOrIntrinsic' : spec.value;
      if (value.kind === 'string') addUse(uses, value, field, kind);
    } else if (spec.value === 'payloadTemplate') {
      visitTemplate(value, field, uses);
    }
  }
  return uses;
}

export function expressionUses(fields: readonly FieldUse[]): ExpressionUse[] {
  const uses: ExpressionUse[] = [];
  for (const field of fields) {
    if (field.object.queryLanguage !== 'JSONata' || !field.spec.jsonata) continue;
    visitStrings(field.value, (node) => {
      const found = jsonataSource(expressionText(node));
      if (found && !hasPlaceholder(found.source)) uses.push({ node, field, ...found, read: readJsonata(found.source) });
    });
  }
  return uses;
}

/** Calls `visit` with every string below a node that is a value. */
export function visitStrings(node: SyntaxNode, visit: (node: StringNode) => void): void {
  if (node.kind === 'string') visit(node);
  else if (node.kind === 'array') for (const item of node.items) visitStrings(item, visit);
  else if (node.kind === 'object') {
    for (const { value } of node.properties) if (value) visitStrings(value, visit);
  }
}

function visitTemplate(node: SyntaxNode, field: FieldUse, uses: PathUse[]): void {
  if (node.kind === 'array') {
    for (const item of node.items) visitTemplate(item, field, uses);
  } else if (node.kind === 'object' && !isDeployTime(node)) {
    for (const { key, value } of node.properties) {
      if (!value) continue;
      if (!key.value.endsWith('.$')) visitTemplate(value, field, uses);
      else if (value.kind === 'string') addUse(uses, value, field, 'pathOrIntrinsic', key.value);
    }
  }
}

function addUse(uses: PathUse[], node: StringNode, field: FieldUse, kind: PathUse['kind'], templateKey?: string): void {
  if (hasPlaceholder(node.value)) return;
  const isIntrinsic = kind === 'pathOrIntrinsic' && /^\s*[A-Za-z]/.test(node.value);
  const parsed = isIntrinsic ? parsedIntrinsic(node.value) : parsedPath(node.value);
  uses.push({ node, field, kind, templateKey, isIntrinsic, parsed });
}

/** The paths in a use: itself, or those among the arguments of an intrinsic call. */
export function pathsIn(
  use: PathUse,
): { readonly path: ParsedPath; readonly offset: number; readonly length: number }[] {
  const { parsed } = use;
  if (isQueryProblem(parsed)) return [];
  if (!('kind' in parsed)) return [{ path: parsed, offset: 0, length: use.node.value.length }];
  const found: { path: ParsedPath; offset: number; length: number }[] = [];
  const visit = (node: IntrinsicNode): void => {
    if (node.kind === 'path') found.push({ path: node.path, offset: node.offset, length: node.length });
    else if (node.kind === 'call') node.args.forEach(visit);
  };
  visit(parsed);
  return found;
}

/** Whether a problem of a path lies in one of its filters, `[?( … )]`. */
export function insideFilter(node: StringNode, problem: QueryProblem): boolean {
  return node.value.slice(0, problem.offset + problem.length).includes('[?');
}

/**
 * The text that is looked at for `{%` and `%}`. A YAML block scalar (`|`) ends with a line break that
 * nobody means, so it is left out.
 */
export function expressionText(node: StringNode): string {
  const { value } = node;
  let end = value.length;
  // By hand: an expression would begin anew at each of many lines.
  while (value[end - 1] === '\n') end--;
  return value.slice(0, end);
}
