/**
 * What is wrong with a text that should be JSON, in the words of the service's own parser.
 * Source: recorded for a token; the others are that parser's, Jackson's, own sentences.
 */
export interface JsonFault {
  readonly message: string;
  /** `[Source: (String)"…"; line: 1, column: 4]` */
  readonly location: string;
}

/** Characters of the text that the parser quotes. */
const LONGEST_QUOTE = 500;

const WANTED = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** @returns undefined where the text is JSON */
export function jsonFault(text: string): JsonFault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (text.trim() === '') return at(text, 'No content to map due to end-of-input', 0);
    const word = /^\s*([A-Za-z_]\w*)/.exec(text);
    if (word && !/^(null|true|false)$/.test(word[1]!)) {
      return at(text, `Unrecognized token '${word[1]}': was expecting ${WANTED}`, word[0].length + 1);
    }
    const name = /^\s*\{\s*([^\s"}])/.exec(text);
    if (name) {
      const code = name[1]!.charCodeAt(0);
      const what = `Unexpected character ('${name[1]}' (code ${code}))`;
      return at(text, `${what}: was expecting double-quote to start field name`, name[0].length + 1);
    }
    return at(text, error instanceof Error ? error.message : String(error), text.length + 1);
  }
}

/** @param column behind what was read, from 1 in the line it stands in */
function at(text: string, message: string, column: number): JsonFault {
  const before = text.slice(0, Math.max(0, column - 1));
  const line = before.split('\n').length;
  const inLine = column === 0 ? 0 : before.length - before.lastIndexOf('\n');
  const rest = text.length - LONGEST_QUOTE;
  const quoted = rest > 0 ? `"${text.slice(0, LONGEST_QUOTE)}"[truncated ${rest} chars]` : `"${text}"`;
  return { message, location: `[Source: (String)${quoted}; line: ${line}, column: ${inLine}]` };
}
