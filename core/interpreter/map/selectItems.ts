/** ItemSelector over the items of a Distributed Map: all at once, before any child execution. */
import type { Json } from '../../json';
import { isPromise } from '../../query';
import type { MapItems } from '../itemReader/mapItems';
import { Strand } from '../strand';
import type { MapFields } from './mapFields';

/** What goes to the child executions, before it is batched. */
export async function selectItems(
  { itemSelector }: Pick<MapFields, 'itemSelector'>,
  strand: Strand,
  input: Json,
  items: MapItems,
): Promise<Json[]> {
  const selected = new Array<Json>(items.length);
  if (!itemSelector) {
    for (let index = 0; index < selected.length; index++) selected[index] = items.input(index);
    return selected;
  }
  const view = viewOf(strand);
  const context = view.context;
  for (let index = 0; index < selected.length; index++) {
    view.useContext({ ...context, Map: { Item: items.contextItem(index) } });
    const value = itemSelector(view, input);
    selected[index] = isPromise(value) ? await value : value;
  }
  return selected;
}

/** The Map's own strand, in whose context object the items take turns. */
function viewOf(strand: Strand): Strand {
  const view = new Strand({
    execution: strand.execution,
    id: strand.id,
    iterations: strand.iterations,
    depth: strand.depth,
    previous: strand.previous,
    data: strand.data,
    variables: strand.variables,
  });
  view.standIn(strand);
  return view;
}
