/** The objects of a machine that have fields, each with what the catalogue calls it. */
import { fieldNamed } from '../catalog/fields';
import type { FieldOwner, FieldSpec } from '../catalog/types';
import type { Machine, QueryLanguage, State } from '../model/machine';
import type { ObjectNode, Property, SyntaxNode } from '../syntax/tree';
import { isDeployTime, textOf, valueOf } from '../syntax/value';

export interface DefinitionObject {
  readonly owner: FieldOwner;
  readonly node: ObjectNode;
  readonly queryLanguage: QueryLanguage;
  /** The state it is, or is a part of; undefined for the machine itself. */
  readonly state?: State;
  /** The object whose field holds it. */
  readonly parent?: DefinitionObject;
  /** Which of the list it is, where that field is a list. */
  readonly index: number;
}

export interface FieldUse {
  readonly spec: FieldSpec;
  readonly property: Property;
  readonly value: SyntaxNode;
  readonly object: DefinitionObject;
}

/** Every object with fields, outermost first. States whose Type is missing or unknown are left out. */
export function definitionObjects(machine: Machine): DefinitionObject[] {
  const objects: DefinitionObject[] = [];
  const visit = (object: DefinitionObject): void => {
    objects.push(object);
    for (const { key, value } of object.node.properties) {
      const owner = fieldNamed(object.owner, key.value)?.child;
      if (!owner || !value) continue;
      const items = value.kind === 'array' ? value.items : [value];
      items.forEach((node, index) => {
        if (node.kind !== 'object' || isDeployTime(node)) return;
        visit({ owner, node, queryLanguage: object.queryLanguage, state: object.state, parent: object, index });
      });
    }
  };
  visit({ owner: 'machine', node: machine.node, queryLanguage: machine.queryLanguage, index: 0 });
  for (const state of machine.states) {
    if (!state.type || isDeployTime(state.node)) continue;
    visit({ owner: state.type, node: state.node, queryLanguage: state.queryLanguage, state, index: 0 });
  }
  return objects;
}

export function fieldUses(objects: readonly DefinitionObject[]): FieldUse[] {
  const uses: FieldUse[] = [];
  for (const object of objects) {
    for (const property of object.node.properties) {
      const spec = fieldNamed(object.owner, property.key.value);
      if (spec && property.value) uses.push({ spec, property, value: property.value, object });
    }
  }
  return uses;
}

/** Whether a Map runs its items as executions of their own; undefined where only deployment decides. */
export function isDistributed(map: State): boolean | undefined {
  const processor = valueOf(map.node, 'ItemProcessor') ?? valueOf(map.node, 'Iterator');
  if (isDeployTime(processor)) return undefined;
  const config = processor?.kind === 'object' ? valueOf(processor, 'ProcessorConfig') : undefined;
  if (isDeployTime(config)) return undefined;
  if (config?.kind !== 'object') return false;
  if (isDeployTime(valueOf(config, 'Mode'))) return undefined;
  return textOf(config, 'Mode') === 'DISTRIBUTED';
}
