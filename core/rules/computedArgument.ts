import { INTRINSIC_BY_NAME } from '../catalog/intrinsics';
import { fitsShape, type JsonKind } from '../catalog/services/fitsShape';
import { takesPlainText } from '../catalog/services/leniency';
import { computedArguments, type ServiceCall } from '../facts/serviceArguments';
import type { Shape } from '../catalog/services/serviceTable';
import { phrase, type Phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { SyntaxNode } from '../syntax/tree';
import { variablesOf } from '../facts/variables';
import type { Report, RuleContext } from './rule';

/** Arguments that are computed, and never of the type that the service takes: `"N": "{% $count(…) %}"`; of `argument-type`. */
export function reportComputedArguments(
  context: RuleContext,
  call: ServiceCall,
  words: (shape: Shape) => Phrase,
  report: Report,
): void {
  for (const { node, shape, name } of computedArguments(call)) {
    const kinds = name === '' ? [] : kindsOf(node, context);
    if (kinds.length === 0 || kinds.some((kind) => mayFit(kind, shape, call))) continue;
    report(
      node,
      phrase`"${name}" must be ${words(shape)}, and what is written here always gives ${KINDS[kinds[0]!]()}.`,
    );
  }
}

const KINDS: { readonly [Kind in JsonKind]: () => Phrase } = {
  array: () => phrase`an array`,
  boolean: () => phrase`true or false`,
  number: () => phrase`a number`,
  object: () => phrase`an object`,
  string: () => phrase`a text`,
};

/** Whether some value of that kind is taken. */
function mayFit(kind: JsonKind, shape: Shape, { called }: ServiceCall): boolean {
  if (kind !== 'string') return fitsShape(kind, '', shape);
  return ['1', 'true'].some((text) => fitsShape(kind, text, shape)) || takesPlainText('1', shape, called);
}

/** Letters of JSONata's signatures. What may also be null or missing is told of elsewhere, if at all. */
const LETTERS: { readonly [letter: string]: JsonKind } = {
  a: 'array',
  b: 'boolean',
  n: 'number',
  o: 'object',
  s: 'string',
};

/** What it gives in every run; empty where that is not certain. */
function kindsOf(node: SyntaxNode, context: RuleContext): readonly JsonKind[] {
  const use = context.expressions.find((each) => each.node === node);
  if (use) {
    if ('problem' in use.read || use.read.rootless.length > 0) return [];
    const result = context.options.certain?.resultOf(use.source);
    const assigned = new Set(variablesOf(context).assignments.map(({ name }) => name));
    if (!result || result.names.some((name) => assigned.has(name))) return [];
    const kinds = Array.from(result.kinds, (letter) => LETTERS[letter]);
    return kinds.every((kind) => kind !== undefined) ? kinds : [];
  }
  const parsed = context.paths.find((each) => each.node === node)?.parsed;
  if (!parsed || isQueryProblem(parsed) || !('kind' in parsed) || parsed.kind !== 'call') return [];
  const { returns } = INTRINSIC_BY_NAME.get(parsed.name)!;
  return returns === 'any' ? [] : [returns];
}
