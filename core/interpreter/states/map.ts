/** Map: the item processor once per item, within this execution or in child executions of their own. */
import { compileDistributedMap } from '../map/distributedMap';
import { compileInlineMap } from '../map/inlineMap';
import { isDistributed } from '../map/mapFields';
import type { StateCompiler } from '../step';

export const compileMap: StateCompiler = (state, compileScope, part) =>
  isDistributed(state.definition)
    ? compileDistributedMap(state, compileScope, part)
    : compileInlineMap(state, compileScope, part);
