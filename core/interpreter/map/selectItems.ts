/** ItemSelector over the items of a Distributed Map: all at once, before any child execution. */
import type { Json } from '../../json';
import { isPromise } from '../../query';
import type { MapItems } from '../itemReader/mapItems';
import { Line } from '../line';
import type { MapFields } from './mapFields';

/** What goes to the child executions, before it is batched. */
export async function selectItems(
  { itemSelector }: Pick<MapFields, 'itemSelector'>,
  line: Line,
  input: Json,
  items: MapItems,
): Promise<Json[]> {
  const selected = new Array<Json>(items.length);
  if (!itemSelector) {
    for (let index = 0; index < selected.length; index++) selected[index] = items.input(index);
    return selected;
  }
  const view = viewOf(line);
  const context = view.context;
  for (let index = 0; index < selected.length; index++) {
    view.useContext({ ...context, Map: { Item: items.contextItem(index) } });
    const value = itemSelector(view, input);
    selected[index] = isPromise(value) ? await value : value;
  }
  return selected;
}

/** The Map's own line, in whose context object the items take turns. */
function viewOf(line: Line): Line {
  const view = new Line({
    execution: line.execution,
    id: line.id,
    iterations: line.iterations,
    depth: line.depth,
    previous: line.previous,
    data: line.data,
    variables: line.variables,
  });
  view.standIn(line);
  return view;
}
