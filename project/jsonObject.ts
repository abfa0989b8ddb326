import { isJsonObject, type JsonObject } from '../core/json';
import type { Files } from './files';
import { parseJsonTree, valueOfNode } from './jsonTree';

/** What a file of settings holds, such as `package.json`, comments and half a text taken as people mean them; without one, nothing. */
export function jsonObjectIn(file: string, files: Files): JsonObject {
  return files.keptData(`json:${file}`, (noted) => {
    const { text } = noted.read(file);
    const root = text === undefined ? undefined : parseJsonTree(text).root;
    const value = root && valueOfNode(root);
    return isJsonObject(value) ? value : {};
  });
}
