import type { JsonObject } from '../json';
import { nearestName } from '../nearestName';
import type { ObjectNode, StringNode, SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { textOf, toObject, valueOf } from '../syntax/value';
import type { Machine, QueryLanguage, Scope, State, StateType, Transition } from './machine';
import { STATE_TYPES } from './machine';

type Open<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a machine out of a tree, as far as it is written. The definition is `node`, or the document's
 * root; undefined only where that is no object. Takes time linear in the size of the definition.
 *
 * @param plain the values of its definitions, where they are other than what is written
 */
export function buildMachine(
  document: SyntaxDocument,
  node?: ObjectNode,
  plain: (node: ObjectNode) => JsonObject = toObject,
): Machine | undefined {
  const definition = node ?? document.root;
  if (definition?.kind !== 'object') return undefined;
  const queryLanguage = queryLanguageOf(definition) ?? 'JSONPath';
  const states: State[] = [];
  const byPath = new Map<string, State>();
  const reader = new MachineReader(queryLanguage, states, byPath, plain);
  const root = reader.scope('machine', definition, 0, '');
  return {
    document,
    node: definition,
    root,
    queryLanguage,
    states,
    byPath,
    get definition(): JsonObject {
      return plain(definition);
    },
  };
}

/** A name as one segment of a {@link State.path}, escaped as in JSON Pointer. */
export function pathSegment(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

class MachineReader {
  constructor(
    private readonly queryLanguage: QueryLanguage,
    private readonly states: State[],
    private readonly byPath: Map<string, State>,
    private readonly plain: (node: ObjectNode) => JsonObject,
  ) {}

  /** @param prefix what the paths of the scope's states begin with, its `/` included */
  scope(kind: Scope['kind'], node: ObjectNode, index: number, prefix: string, owner?: State): Scope {
    const states: State[] = [];
    const byName = new Map<string, State>();
    const startAt = valueOf(node, 'StartAt');
    const scope: Scope = {
      kind,
      index,
      node,
      startAt: startAt?.kind === 'string' ? startAt : undefined,
      states,
      byName,
      owner,
    };
    const container = valueOf(node, 'States');
    if (container?.kind === 'object') {
      for (const { key, value } of container.properties) {
        if (value?.kind !== 'object') continue;
        const state = this.state(key, value, scope, prefix);
        states.push(state);
        byName.set(state.name, state);
      }
    }
    return scope;
  }

  private state(nameNode: StringNode, node: ObjectNode, scope: Scope, prefix: string): State {
    const { plain } = this;
    const path = prefix + pathSegment(nameNode.value);
    const scopes: Scope[] = [];
    const state: Open<State> = {
      name: nameNode.value,
      nameNode,
      node,
      type: stateTypeOf(node),
      scope,
      queryLanguage: queryLanguageOf(node) ?? this.queryLanguage,
      transitions: transitionsOf(node),
      scopes,
      path,
      get definition(): JsonObject {
        return plain(node);
      },
    };
    this.states.push(state);
    this.byPath.set(path, state);
    for (const inner of innerScopesOf(state)) {
      const innerPrefix = inner.kind === 'branch' ? `${path}/${inner.index}/` : `${path}/`;
      scopes.push(this.scope(inner.kind, inner.node, inner.index, innerPrefix, state));
    }
    return state;
  }
}

function stateTypeOf(node: ObjectNode): StateType | undefined {
  const type = textOf(node, 'Type');
  return STATE_TYPES.find((known) => known === type);
}

/** Whatever is not JSONPath is JSONata to AWS (measured); a misspelt name or value is one mistake, not one in every field below. */
function queryLanguageOf(node: ObjectNode): QueryLanguage | undefined {
  const text = textOf(node, 'QueryLanguage') ?? misspeltLanguage(node);
  if (text === undefined || hasPlaceholder(text)) return undefined;
  return /path/i.test(text) ? 'JSONPath' : 'JSONata';
}

function misspeltLanguage({ properties }: ObjectNode): string | undefined {
  const meant = properties.find(
    ({ key, value }) =>
      value?.kind === 'string' &&
      (value.value === 'JSONata' || value.value === 'JSONPath') &&
      nearestName(key.value, ['QueryLanguage']),
  );
  return meant?.value?.kind === 'string' ? meant.value.value : undefined;
}

interface InnerScope {
  readonly kind: Scope['kind'];
  readonly node: ObjectNode;
  readonly index: number;
}

/** While Type is missing or misspelt, whatever looks like an inner scope is one. */
function innerScopesOf(state: State): InnerScope[] {
  const inner: InnerScope[] = [];
  const anyType = state.type === undefined;
  if (state.type === 'Parallel' || anyType) {
    const branches = valueOf(state.node, 'Branches');
    if (branches?.kind === 'array') {
      branches.items.forEach((node, index) => {
        if (node.kind === 'object') inner.push({ kind: 'branch', node, index });
      });
    }
  }
  if (state.type === 'Map' || anyType) {
    const processor = valueOf(state.node, 'ItemProcessor') ?? valueOf(state.node, 'Iterator');
    if (processor?.kind === 'object') inner.push({ kind: 'itemProcessor', node: processor, index: 0 });
  }
  return inner;
}

function transitionsOf(node: ObjectNode): Transition[] {
  const transitions: Transition[] = [];
  const add = (kind: Transition['kind'], index: number, target: SyntaxNode | undefined): void => {
    if (target?.kind === 'string') transitions.push({ kind, index, target: target.value, node: target });
  };
  const addEach = (kind: Transition['kind'], list: SyntaxNode | undefined): void => {
    if (list?.kind !== 'array') return;
    list.items.forEach((item, index) => {
      if (item.kind === 'object') add(kind, index, valueOf(item, 'Next'));
    });
  };
  for (const { key, value } of node.properties) {
    if (key.value === 'Next') add('next', 0, value);
    else if (key.value === 'Default') add('default', 0, value);
    else if (key.value === 'Choices') addEach('choice', value);
    else if (key.value === 'Catch') addEach('catch', value);
  }
  return transitions;
}
