import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';

const FAULT =
  /^There was an error while evaluating the intrinsic function: States\.Format\('((?:[^'\\]|\\.)*)'[\s\S]*Invalid template in States\.Format/;

/** Braces in a template that are no `{}`: JSON written by hand. */
export const formatBraces: Explain = ({ cause }) => {
  const template = FAULT.exec(bareCause(cause))?.[1];
  if (template === undefined) return undefined;
  const rest = template.replace(/\\[\s\S]|\{\}/g, '');
  if (!/[{}]/.test(rest)) return undefined;
  const what = phrase`Only {} is a place for a value: another brace has a backslash before it, which JSON writes twice: \\\\{.`;
  return {
    sentence: /^\s*\{\s*"/.test(template)
      ? phrase`${what} JSON needs no template: States.JsonToString makes the text of an object.`
      : what,
  };
};
