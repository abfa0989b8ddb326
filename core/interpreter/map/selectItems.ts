/** ItemSelector over the items of a Distributed Map: all at once, before any child execution. */
import type { Json } from '../../json';
import { isPromise } from '../../query';
import { Line } from '../line';
import type { MapFields } from './mapFields';

/** What goes to the child executions, before it is batched. `source` is what `Map.Item.Source` says. */
export async function selectItems(
  { itemSelector }: Pick<MapFields, 'itemSelector'>,
  line: Line,
  input: Json,
  items: readonly Json[],
  source: string,
): Promise<readonly Json[]> {
  if (!itemSelector) return items;
  const selected: Json[] = [];
  for (const [index, item] of items.entries()) {
    const value = itemSelector(itemLine(line, index, item, source), input);
    selected.push(isPromise(value) ? await value : value);
  }
  return selected;
}

/** The Map's own line as ItemSelector sees it, with the item in its context object. */
function itemLine(line: Line, index: number, item: Json, source: string): Line {
  const view = new Line({
    execution: line.execution,
    id: line.id,
    iterations: line.iterations,
    depth: line.depth,
    previous: line.previous,
    data: line.data,
    variables: line.variables,
    mapContext: { Item: { Index: index, Value: item, Source: source } },
  });
  view.standIn(line);
  return view;
}
