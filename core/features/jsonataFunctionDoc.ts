/** JSONata's functions as hover and completion show them. */
import { JSONATA_FUNCTION_BY_NAME, JSONATA_FUNCTIONS, JSONATA_SOURCES } from '../catalog/jsonataFunctions';
import type { JsonataFunctionSpec } from '../catalog/jsonataFunctions';

/** Every function an expression may call. */
export function jsonataFunctions(): readonly JsonataFunctionSpec[] {
  return JSONATA_FUNCTIONS;
}

/** Markdown for the function of that name (without `$`); undefined where there is none. */
export function jsonataFunctionDoc(name: string): string | undefined {
  const found = JSONATA_FUNCTION_BY_NAME.get(name);
  if (!found) return undefined;
  const example = found.result === undefined ? found.example : `${found.example} → ${found.result}`;
  const fence = '```';
  return [
    `${fence}\n${found.signature}\n${fence}`,
    found.doc,
    `${fence}\n${example}\n${fence}`,
    `[${found.group}](${JSONATA_SOURCES[found.group]})`,
  ].join('\n\n');
}
