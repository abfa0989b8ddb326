/** Finds states by what a person knows of them: name, type, what they call, and the error they had or have a catcher for. */
import type { GraphView } from '../../core/graph/graphView';
import { marksOf, type RunView } from '../../core/graph/runView';

/** Ids in the order of the graph; words may stand in any order, each somewhere. */
export function findStates({ nodes, edges }: GraphView, run: RunView, query: string): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const caught = new Map<string, string[]>();
  for (const { from, kind, label, title } of edges) {
    if (kind === 'catch') caught.set(from, [...(caught.get(from) ?? []), title ?? label ?? '']);
  }
  return nodes.flatMap(({ id, kind, label, type, detail, resource }) => {
    if (kind !== 'state') return [];
    const failure = run.states.has(id) ? marksOf(run, id)?.error : undefined;
    const parts = [label, type, detail, resource, failure?.error, failure?.cause, ...(caught.get(id) ?? [])];
    const text = parts.join('\n').toLowerCase();
    return words.every((word) => text.includes(word)) ? [id] : [];
  });
}
