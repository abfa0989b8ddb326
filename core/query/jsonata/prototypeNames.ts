/**
 * The library reads `input.constructor` from JavaScript's prototypes, through which an expression could
 * reach (and change) what all objects share. Such names are turned into a look-up of own properties.
 */
import { OWN_LOOKUP } from './libraryFunctions';
import { walkJsonata, type JsonataNode } from './syntaxTree';

const PROTOTYPE_NAMES: ReadonlySet<unknown> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Changes the tree in place. */
export function replacePrototypeNames(ast: JsonataNode): void {
  const found: JsonataNode[] = [];
  walkJsonata(ast, (node) => {
    if (node.type === 'name' && PROTOTYPE_NAMES.has(node.value)) found.push(node);
  });
  for (const node of found) {
    const name = node.value;
    node.type = 'function';
    node.value = '(';
    node.procedure = { type: 'variable', value: OWN_LOOKUP, position: node.position };
    node.arguments = [
      { type: 'variable', value: '', position: node.position },
      { type: 'string', value: name, position: node.position },
    ];
  }
}
