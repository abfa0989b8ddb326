/** JSON with comments, as people write settings: the library's tree, safe for any text. */
import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';

/** Something wrong with the text: UTF-16 offsets, and words to stand behind "is no JSON: ". */
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
    const problems = errors.map(({ error, offset, length }) => ({ offset, length, what: words(error) }));
    // What can be read and not be walked must not be found out later.
    if (root) valueOfNode(root);
    return { root, problems };
  } catch (error) {
    // The library calls itself at each level.
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ offset: 0, length: 1, what: 'its values are nested too deeply' }] };
  }
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

/** `CommaExpected` → `comma expected`. */
function words(code: ParseError['error']): string {
  return printParseErrorCode(code)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}
