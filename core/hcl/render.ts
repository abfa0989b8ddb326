import { entriesOf } from './compare';
import type { Expression, TemplatePart } from './tree';
import { plain, scopeWith, Unknown } from './value';
import type { HclValue, Scope, UnknownSource } from './value';

type Evaluate = (expression: Expression, scope: Scope) => HclValue;

/** The text of a template: known, or with what is not known in its place. */
export function renderParts(parts: readonly TemplatePart[], scope: Scope, evaluate: Evaluate): string | Unknown {
  const pieces: (string | UnknownSource)[] = [];
  const isWhole = addParts(parts, scope, evaluate, pieces);
  return joined(pieces, !isWhole);
}

/** A text of pieces; an {@link Unknown} where one of them is not known. */
export function joined(pieces: readonly (string | UnknownSource)[], isMistake = false): string | Unknown {
  const merged: (string | UnknownSource)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  if (merged.length === 0) return '';
  return merged.length === 1 && typeof merged[0] === 'string' ? merged[0] : new Unknown(merged, isMistake);
}

/** The pieces of a value's text; of what has none the reason. */
export function piecesOf(given: HclValue): readonly (string | UnknownSource)[] {
  const value = plain(given);
  if (value instanceof Unknown) return value.parts;
  if (value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return [];
}

/** Bounds what loops within loops make. */
const MOST_PIECES = 100_000;

/** Adds the pieces of parts; false where a mistake is among them. */
function addParts(
  parts: readonly TemplatePart[],
  scope: Scope,
  evaluate: Evaluate,
  pieces: (string | UnknownSource)[],
): boolean {
  let isWhole = true;
  for (const part of parts) {
    if (pieces.length > MOST_PIECES) return false;
    if (part.kind === 'text') pieces.push(part.text);
    else if (part.kind === 'interpolation') {
      const value = plain(evaluate(part.expression, scope));
      if (value instanceof Unknown && value.isMistake) isWhole = false;
      pieces.push(...piecesOf(value));
    } else {
      for (const { parts: inner, scope: within } of chosenParts(part, scope, evaluate)) {
        if (!addParts(inner, within, evaluate, pieces)) isWhole = false;
      }
    }
  }
  return isWhole;
}

/** What of a directive is part of the text, and with which names: a branch, or its inside for each item. */
export function chosenParts(
  part: TemplatePart & { kind: 'if' | 'for' },
  scope: Scope,
  evaluate: Evaluate,
): readonly { readonly parts: readonly TemplatePart[]; readonly scope: Scope; readonly isRepeated: boolean }[] {
  if (part.kind === 'if') {
    const condition = plain(evaluate(part.condition, scope));
    const holds = condition === true || condition === 'true';
    return [{ parts: holds ? part.then : part.otherwise, scope, isRepeated: false }];
  }
  const collection = plain(evaluate(part.collection, scope));
  // How often a loop turns over what is not known nobody can say: one turn stands for all.
  const isOpen = collection instanceof Unknown && !collection.isMistake;
  const keys = isOpen ? [[collection, collection] as const] : (entriesOf(collection) ?? []);
  return keys.map(([key, value]) => {
    const names = new Map([[part.valueName, value]]);
    if (part.keyName !== undefined) names.set(part.keyName, key);
    return { parts: part.parts, scope: scopeWith(scope, names), isRepeated: true };
  });
}
