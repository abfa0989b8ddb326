/** What is wrong in a path, in our words: AWS's parser of paths says which characters it expected. */
import { phrase, saidAlready, type Phrase } from '../l10n/phrase';
import type { QueryProblem } from '../query';

/** @param text the path, or what it stands in: places are counted in it */
export function pathFault({ message, offset }: QueryProblem, text: string): Phrase {
  const found = WORDS.find(([pattern]) => pattern.test(message));
  return found ? found[1](text, offset) : saidAlready(message);
}

type Words = (text: string, offset: number) => Phrase;

const WORDS: readonly (readonly [RegExp, Words])[] = [
  [/^Could not parse token .*Expected/, bracketFault],
  [/^Could not parse token|^Character '\.'/, () => phrase`A name is missing here.`],
  [/must not end with a '\.'/, () => phrase`A path must not end with a dot.`],
  [/^Use bracket notion/, spaceFault],
  [/^Arguments to function/, () => phrase`The parenthesis of this function is not closed.`],
  [/^Property has not been closed/, () => phrase`The quote or the bracket around this name is not closed.`],
  [
    /^Property must be separated|^Found empty property/,
    () => phrase`Names in brackets must be in quotes, with a comma between them.`,
  ],
  [/^Illegal character/, () => phrase`A dot or a bracket must follow here.`],
  [/^Expected wildcard token/, () => phrase`The bracket around * is not closed.`],
  [
    /^Failed to parse (SliceOperation|token in ArrayIndex)/,
    () => phrase`In brackets this is neither a number nor a range such as 0:2.`,
  ],
  [
    /^(Failed to parse filter|Expected (end|character|path node|boolean|<|, or|a path, string or)|Unexpected |Filter |Could not|Bad |Missing |Predicate)/,
    () => phrase`This filter cannot be read. It should look like [?(@.name == 'value')].`,
  ],
];

const SPACED = /^(\S*)\s+(?:(,|\+|-|\*|\/|&&?|\|\|?|\?\??|==|!=|<|>)\s)?/;

/** What stands behind a blank says what was meant: an operator, another path, or only a name with blanks in it. */
function spaceFault(text: string, offset: number): Phrase {
  const [, name = '', sign] = SPACED.exec(text.slice(offset)) ?? [];
  if (name.endsWith(',') || sign === ',') return phrase`There must be one path only: each value has a key of its own.`;
  if (sign === '+' || sign === '&')
    return phrase`A path joins nothing: States.Format('{} {}', …) makes a text of several values, and States.MathAdd adds numbers.`;
  if (sign !== undefined) return phrase`A path has no operator ${sign}: it leads to a value, and no more.`;
  return phrase`A name with spaces must be in brackets and quotes: ['my name'].`;
}

function bracketFault(text: string, offset: number): Phrase {
  const inside = /^\[([^\]]*)(\]?)/.exec(text.slice(offset)) ?? [];
  const [, content = '', closing = ''] = inside;
  if (content.trim().startsWith('?')) return phrase`A filter must be in parentheses: [?(@.name == 'value')].`;
  if (closing === '') return phrase`This bracket is not closed.`;
  if (content.trim() === '') return phrase`The brackets are empty: write a name in quotes, a number or *.`;
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(content.trim())
    ? phrase`A name in brackets must be in quotes: ['${content.trim()}'].`
    : phrase`In brackets there must be a name in quotes, a number, a range, * or a filter.`;
}
