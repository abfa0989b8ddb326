import { parsedPath, pathsIn } from '../facts/expressions';
import { phrase, type Phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { FilterCondition, ParsedPath } from '../query';
import type { Rule } from './rule';

/**
 * A path that AWS takes and reads as something else than it looks like: a last character that it ignores (`$.a[`), signs that
 * become a part of a name (`$.a?.b`, `$.a|b`), a range whose step it ignores. A filter that compares a bare word with a value
 * (`[?(x == 1)]`) looks at no item, and its reader refuses it (error).
 *
 * Source: the dialect is that of Jayway's JsonPath, by its recorded answers.
 */
export const pathReadOtherwise: Rule = {
  code: 'path-read-otherwise',
  severity: 'warning',
  hasErrors: true,
  check({ paths }, report) {
    for (const use of paths) {
      for (const { path, offset, length } of pathsIn(use)) {
        const part = { offset, length };
        const message = ignoredEnd(path) ?? oddName(path) ?? ignoredStep(path);
        if (message) report(use.node, message, { part });
        const word = constantWord(path);
        if (word === undefined) continue;
        // Without quotes it is no value to Jayway.
        const isQuoted = path.text.includes(`'${word}'`) || path.text.includes(`"${word}"`);
        report(
          use.node,
          phrase`This filter compares the text "${word}" itself: for a field of the item, write @.${word}.`,
          { part, severity: isQuoted ? 'warning' : 'error' },
        );
      }
    }
  },
};

function ignoredEnd({ text, steps }: ParsedPath): Phrase | undefined {
  const trimmed = text.trimEnd();
  const shorter = trimmed.length > 2 ? parsedPath(trimmed.slice(0, -1)) : undefined;
  if (!shorter || isQueryProblem(shorter) || steps.length === 0 || !isSame(shorter.steps, steps)) return undefined;
  return phrase`AWS ignores the last character of this path, "${trimmed.slice(-1)}".`;
}

/** By their texts: what a pattern of a filter matches is not compared. */
function isSame(some: ParsedPath['steps'], others: ParsedPath['steps']): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** What belongs to names only where somebody means something else. */
const ODD = /[?,|{}\]()"'=!&<>;+~^`\\]/;

function oddName({ text, steps }: ParsedPath): Phrase | undefined {
  for (const step of steps) {
    const name = step.kind === 'property' && step.names.length === 1 ? step.names[0]! : '';
    const odd = ODD.exec(name)?.[0];
    if (odd === undefined || text.includes(`'${name}'`) || text.includes(`"${name}"`)) continue;
    return phrase`AWS reads "${name}" as one name, with the ${odd} in it. ${adviceFor(odd)}`;
  }
  return undefined;
}

function adviceFor(odd: string): Phrase {
  if (odd === '?') return phrase`A path has no ?. for what may be missing: test with IsPresent in a Choice.`;
  if (odd === ',') return phrase`To select several fields of an object, write ['one','other'].`;
  return phrase`If it is meant, write it in brackets and quotes.`;
}

function ignoredStep({ text, steps }: ParsedPath): Phrase | undefined {
  const hasSlice = steps.some(({ kind }) => kind === 'slice');
  const range = hasSlice ? /\[\s*-?\d*\s*:\s*-?\d*\s*(:[-\d\s:]*)\]/.exec(text)?.[1] : undefined;
  if (!range) return undefined;
  return phrase`AWS ignores what follows the second number of this range, "${range.trim()}".`;
}

function constantWord({ steps }: ParsedPath): string | undefined {
  for (const step of steps) {
    const word = step.kind === 'filter' ? constantIn(step.condition) : undefined;
    if (word !== undefined) return word;
  }
  return undefined;
}

/** The word of a comparison that looks at nothing. */
function constantIn(condition: FilterCondition): string | undefined {
  if (condition.kind === 'and' || condition.kind === 'or') {
    for (const one of condition.conditions) {
      const word = constantIn(one);
      if (word !== undefined) return word;
    }
    return undefined;
  }
  if (condition.kind === 'not') return constantIn(condition.condition);
  if (condition.kind !== 'comparison' || condition.right.kind === 'path') return undefined;
  const { left } = condition;
  return left.kind === 'literal' && typeof left.value === 'string' && /^[\w-]+$/.test(left.value)
    ? left.value
    : undefined;
}
