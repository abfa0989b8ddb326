/** What can be told of a single node of a JSONata expression, where it stands. */
import { JSONATA_FUNCTION_BY_NAME } from '../catalog/jsonataFunctions';
import { walkJsonata, type JsonataNode } from '../query/jsonata/syntaxTree';

/** Where a part stands: which names are bound around it, and whether what `$` means there is nothing, as at the root. */
export interface Place {
  readonly bound: ReadonlySet<string>;
  readonly isRoot: boolean;
}

export const ROOT: Place = { bound: new Set(), isRoot: true };

/** Whether it reads nothing that differs from run to run. */
export function isConstant(root: JsonataNode, place: Place): boolean {
  let isConstant = true;
  const own = new Set<string>();
  walkJsonata(root, ({ type, lhs, arguments: parameters }) => {
    if (type === 'bind') own.add(String((lhs as JsonataNode).value));
    if (type === 'lambda') for (const { value } of parameters ?? []) own.add(String(value));
  });
  const readsContext = (): void => {
    if (!place.isRoot) isConstant = false;
  };
  walkJsonata(root, (node) => {
    const { type, value } = node;
    // Focus, index and parent bind names in ways of their own.
    if (type === 'parent' || node.focus !== undefined || node.index !== undefined) isConstant = false;
    if (type === 'regex' && isSlow(value as RegExp)) isConstant = false;
    if (type === 'name' || type === 'wildcard' || type === 'descendant') readsContext();
    // Some functions take what `$` means for an argument that is not given.
    if (type === 'function' && node.procedure?.type === 'variable' && (node.arguments ?? []).length < 3) readsContext();
    if (type !== 'variable') return;
    const name = String(value);
    if (name === '') readsContext();
    else if (name !== '$' && !own.has(name)) {
      const isOfLibrary = JSONATA_FUNCTION_BY_NAME.has(name) && !place.bound.has(name);
      if (!isOfLibrary || IMPURE.has(name)) isConstant = false;
    }
  });
  return isConstant;
}

/** Their values differ from run to run. */
const IMPURE: ReadonlySet<string> = new Set(['now', 'millis', 'random', 'uuid', 'shuffle']);

/** Functions of the library that it names. */
export function libraryNames(node: JsonataNode): string[] {
  const names = new Set<string>();
  walkJsonata(node, ({ type, value }) => {
    if (type === 'variable' && JSONATA_FUNCTION_BY_NAME.has(String(value))) names.add(String(value));
  });
  return [...names];
}

/** It has no filter, grouping or the like behind it that would make another value of it. */
export function isEffectivelyPlain(node: JsonataNode): boolean {
  return node.predicate === undefined && node.group === undefined && node.stages === undefined;
}

/** A function of the library, by its name. */
export function isLibraryFunction(node: JsonataNode, place: Place): boolean {
  const name = node.type === 'variable' ? String(node.value) : '';
  return isEffectivelyPlain(node) && JSONATA_FUNCTION_BY_NAME.has(name) && !place.bound.has(name);
}

/** A variable of the machine, or `$states`: it holds JSON. */
export function isData({ type, value }: JsonataNode, { bound }: Place): boolean {
  const name = String(value);
  return type === 'variable' && name !== '' && name !== '$' && !bound.has(name) && !JSONATA_FUNCTION_BY_NAME.has(name);
}

/** It takes of data what its steps name, and makes nothing. */
export function isPathOfData({ steps: [first, ...others] = [] }: JsonataNode, place: Place): boolean {
  return first !== undefined && isData(first, place) && others.every(({ type }) => TAKING_STEPS.has(type));
}

const TAKING_STEPS: ReadonlySet<string> = new Set(['name', 'wildcard', 'descendant']);

/** Whether it is a variable of one of the names, without the `$`. */
export function isVariable(node: JsonataNode | undefined, names: ReadonlySet<string>): boolean {
  return node?.type === 'variable' && names.has(String(node.value));
}

/** The names that are bound where the parts of a node stand: those around it, its parameters, and what is bound within it. */
export function bindings(node: JsonataNode, around: ReadonlySet<string>): ReadonlySet<string> {
  const bound = new Set(around);
  if (node.type === 'lambda') for (const { value } of node.arguments ?? []) bound.add(String(value));
  walkJsonata(node, ({ type, lhs }) => {
    if (type === 'bind') bound.add(String((lhs as JsonataNode).value));
  });
  return bound;
}

/** Nothing stops a match in an editor's process: it takes two repetitions to take long. */
function isSlow({ source }: RegExp): boolean {
  return /[*+{][^]*[*+{]/.test(source);
}
