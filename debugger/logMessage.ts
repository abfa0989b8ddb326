/** A log point's message: words with expressions in braces, `{$.id}` or `{% $states.input.id %}`. */
import { endOfBracket } from './brackets';

/** Words and expressions in turn, as they stand. Braces that are never closed, or hold nothing, are words. */
export function parseLogMessage(message: string): readonly (string | { readonly expression: string })[] {
  const parts: (string | { readonly expression: string })[] = [];
  let words = '';
  for (let index = 0; index < message.length;) {
    const end = message[index] === '{' ? endOfExpression(message, index) : undefined;
    if (end === undefined) {
      words += message[index++];
      continue;
    }
    const whole = message.slice(index, end);
    const expression = whole.startsWith('{%') ? whole : whole.slice(1, -1);
    index = end;
    if (expression.trim() === '') {
      words += whole;
      continue;
    }
    parts.push(words, { expression });
    words = '';
  }
  parts.push(words);
  return parts.filter((part) => part !== '');
}

/** Behind the brace that closes the one at `start`; undefined where none does. */
function endOfExpression(message: string, start: number): number | undefined {
  if (!message.startsWith('{%', start)) return endOfBracket(message, start);
  const end = message.indexOf('%}', start + 2);
  return end < 0 ? undefined : end + 2;
}
