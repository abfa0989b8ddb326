/** JSON with comments, as people write settings: the library's tree, safe for any text. */
import { getNodeValue, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { readNumber } from '../core/jsonNumber';
import { phrase, type Phrase } from '../core/l10n/phrase';

/** Something wrong with the text: UTF-16 offsets, and a sentence. */
export interface JsonTreeProblem {
  readonly offset: number;
  readonly length: number;
  readonly what: string;
}

/** Reads a text; comments and trailing commas are welcome. The root is missing where nothing could be read. */
export function parseJsonTree(text: string): { readonly root?: Node; readonly problems: readonly JsonTreeProblem[] } {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { allowTrailingComma: true });
    const problems = errors.map(({ error, offset, length }) => ({
      offset,
      length,
      what: WORDS[error]?.() ?? phrase`This is not JSON.`,
    }));
    // What can be read and not be walked must not be found out later.
    if (root) {
      readNumbers(root, text);
      valueOfNode(root);
    }
    return { root, problems };
  } catch (error) {
    // The library calls itself at each level.
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ offset: 0, length: 1, what: phrase`Its values are nested too deeply.` }] };
  }
}

/** Numbers as they are written, which the library does not keep. */
function readNumbers(node: Node, text: string): void {
  if (node.type === 'number') {
    const written = text.slice(node.offset, node.offset + node.length);
    if (Number.isFinite(Number(written))) Object.assign(node, { value: readNumber(written) });
  }
  for (const child of node.children ?? []) readNumbers(child, text);
}

/** The plain value of a node. Unlike the library's, it keeps a member that is called `__proto__`. */
export function valueOfNode(node: Node): unknown {
  if (node.type === 'array') return node.children?.map(valueOfNode) ?? [];
  if (node.type !== 'object') return getNodeValue(node) as unknown;
  const members = (node.children ?? []).flatMap(({ children: [key, value] = [] }): [string, unknown][] =>
    key && value ? [[String(key.value), valueOfNode(value)]] : [],
  );
  return Object.fromEntries(members);
}

/** By the numbers of the library's ParseErrorCode, which is a const enum. */
const WORDS: { readonly [code: number]: () => Phrase } = {
  1: () => phrase`This is not a JSON value. Text must be in double quotes.`,
  2: () => phrase`This is not a valid number.`,
  3: () => phrase`A property name in double quotes is expected here.`,
  4: () => phrase`A value is expected here.`,
  5: () => phrase`A colon is missing here.`,
  6: () => phrase`A comma is missing here.`,
  7: () => phrase`A closing } is missing.`,
  8: () => phrase`A closing ] is missing.`,
  9: () => phrase`Nothing may follow the end of the JSON value.`,
  11: () => phrase`This comment is not closed.`,
  12: () => phrase`This string has no closing quote.`,
  13: () => phrase`This number is not complete.`,
  14: () => phrase`A \\u escape needs four hexadecimal digits.`,
  15: () => phrase`This escape does not exist in JSON; write \\\\ for a backslash.`,
  16: () => phrase`A control character must be escaped in JSON (\\n for a line break, \\t for a tab).`,
};
