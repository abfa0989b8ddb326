/** JSONata's functions as hover and completion show them. */
import { JSONATA_FUNCTION_BY_NAME, JSONATA_SOURCES } from '../catalog/jsonataFunctions';
import { codeBlock, joined, ourMarkdown } from '../escape/markdown';
import type { Markdown } from '../escape/markdown';

/** The documentation of the function of that name (without `$`); undefined where there is none. */
export function jsonataFunctionDoc(name: string): Markdown | undefined {
  const found = JSONATA_FUNCTION_BY_NAME.get(name);
  if (!found) return undefined;
  const example = found.result === undefined ? found.example : `${found.example} → ${found.result}`;
  const source = ourMarkdown(`[${found.group}](${JSONATA_SOURCES[found.group]})`);
  return joined([codeBlock(found.signature), ourMarkdown(found.doc), codeBlock(example), source], '\n\n');
}
