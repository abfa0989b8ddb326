/** The expressions in a formatted text of Python: `f"{event['who']!r:>{width}}"` has `event['who']` and `width`. */
export function fieldsOf(word: string): readonly string[] {
  const [head = '', prefix = '', quote = ''] = /^([A-Za-z]*)("""|'''|"|')/.exec(word) ?? [];
  if (!/[ft]/i.test(prefix)) return [];
  const end = word.endsWith(quote) ? word.length - quote.length : word.length;
  return fieldsBetween(word, head.length, end);
}

/** What ends an expression: its form, as in `{total:.2f}`, a conversion, as in `{who!r}`, or `{who=}`. */
const FORM = /^(?::|![rsa](?=[:}])|=(?=[:}!]))/;

function fieldsBetween(word: string, from: number, end: number): string[] {
  const fields: string[] = [];
  for (let at = from; at < end; at++) {
    if (word[at] !== '{') continue;
    if (word[at + 1] === '{') {
      at++;
      continue;
    }
    const start = at + 1;
    const stop = expressionEnd(word, start, end);
    fields.push(word.slice(start, stop));
    const close = word[stop] === '}' ? stop : bracketEnd(word, stop, end);
    fields.push(...fieldsBetween(word, stop, close));
    at = close;
  }
  return fields;
}

function expressionEnd(word: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const char = word[at]!;
    if (depth === 0 && (char === '}' || FORM.test(word.slice(at, at + 3)))) return at;
    if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') depth--;
    else if (char === '"' || char === "'") at = textEnd(word, at, end);
  }
  return end;
}

function textEnd(word: string, from: number, end: number): number {
  const close = word.indexOf(word[from]!, from + 1);
  return close < 0 || close > end ? end : close;
}

/** The brace that ends a field, behind forms with fields in them. */
function bracketEnd(word: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (word[at] === '{') depth++;
    if (word[at] === '}' && --depth < 0) return at;
  }
  return end;
}
