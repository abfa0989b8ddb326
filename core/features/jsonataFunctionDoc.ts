/** JSONata's functions as hover and completion show them. */
import type { JsonataFunctionSpec } from '../catalog/jsonataFunctions';
import { JSONATA_FUNCTION_BY_NAME, JSONATA_FUNCTIONS, JSONATA_SOURCES } from '../catalog/jsonataFunctions';

/** Every function an expression may call. */
export function jsonataFunctions(): readonly JsonataFunctionSpec[] {
  return JSONATA_FUNCTIONS;
}

/** Markdown for the function of that name (without `$`); undefined where there is none. */
export function jsonataFunctionDoc(name: string): string | undefined {
  const found = JSONATA_FUNCTION_BY_NAME.get(name);
  if (!found) return undefined;
  const { signature, doc, example, result, group } = found;
  const gives = result === undefined ? '' : ` gives \`${result}\``;
  return `\`\`\`\n${signature}\n\`\`\`\n\n${doc}\n\n\`${example}\`${gives}\n\n[Documentation](${JSONATA_SOURCES[group]})`;
}
