import { attributeIn } from './attributeIn';
import { entriesOf } from './compare';
import { evaluate } from './evaluate';
import type { Block, HclBody } from './tree';
import { plain, scopeWith, Unknown } from './value';
import type { Attributed, HclValue, Scope } from './value';

/** A block within a body. */
export interface Nested {
  readonly block: Block;
  readonly scope: Scope;
  readonly value: Attributed;
  argument(name: string): HclValue | undefined;
  nested(type: string): readonly Nested[];
}

/** Blocks of a body by type, and what `dynamic` ones make. */
export function nestedIn(body: HclBody, type: string, scope: Scope): Nested[] {
  return body.blocks.flatMap((block) => {
    if (block.type === type) return [nestedBlock(block, scope)];
    if (block.type !== 'dynamic' || block.labels[0]?.text !== type) return [];
    return dynamicBlocks(block, type, scope);
  });
}

function nestedBlock(block: Block, scope: Scope): Nested {
  const argument = (name: string): HclValue | undefined => {
    const written = attributeIn(block.body, name);
    return written && evaluate(written.value, scope);
  };
  const nested = (type: string): readonly Nested[] => nestedIn(block.body, type, scope);
  const value: Attributed = {
    attribute: (name) => {
      const blocks = nested(name);
      return argument(name) ?? (blocks.length > 0 ? blocks.map((each) => each.value) : null);
    },
  };
  return { block, scope, argument, nested, value };
}

/** The blocks that a `dynamic` one makes; one where it is not known how many. */
function dynamicBlocks(block: Block, type: string, scope: Scope): Nested[] {
  const content = block.body.blocks.find((each) => each.type === 'content');
  const forEach = attributeIn(block.body, 'for_each');
  if (!content || !forEach) return [];
  const iterator = attributeIn(block.body, 'iterator')?.value;
  const name = iterator?.kind === 'variable' ? iterator.name : type;
  const collection = plain(evaluate(forEach.value, scope));
  const entries = collection instanceof Unknown ? [[collection, collection] as const] : (entriesOf(collection) ?? []);
  return entries.map(([key, value]) => {
    const item = new Map([
      ['key', key],
      ['value', value],
    ]);
    return nestedBlock(content, scopeWith(scope, new Map([[name, item]])));
  });
}
