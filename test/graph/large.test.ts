/** Any machine that AWS accepts is arranged: of any shape and size, in a time that grows with its size alone. */
import { describe, expect, it } from 'vitest';
import { arrange, arranging } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import type { GraphView, Picture } from '../../core/graph/graphView';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { chain, dense, nested, ordinary } from '../../bench/views/machines';
import { overlaps } from './overlaps';

function graphOf(definition: object): GraphView {
  return buildGraph(buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!);
}

const whole = (graph: GraphView): Picture => arrange({ graph, isOpen: () => true });

/** As many states as fit into the megabyte that a definition may have. */
const ONE_MEGABYTE = 24_800;

describe('a machine', () => {
  it.each<[string, object, number]>([
    ['of 3,300 states in a chain', chain(3300), 3300],
    ['of 60 levels', nested(60), 121],
    ['of 300 Choices with 30 rules each', dense(300, 30), 301],
    ['of 1,000 states of all kinds', ordinary(1000), 1001],
    ['of one megabyte', chain(ONE_MEGABYTE), ONE_MEGABYTE],
  ])('%s has a place for each of its states', (_title, definition, states) => {
    const graph = graphOf(definition);
    const { nodes, edges } = whole(graph);
    expect(nodes.filter(({ kind }) => kind === 'state').length).toBe(states);
    expect(new Set(edges.map(({ id }) => id)), 'no transition is lost').toEqual(
      new Set(graph.edges.map(({ id }) => id)),
    );
    expect(overlaps(nodes)).toEqual([]);
  });

  it('of a megabyte has that size', () => {
    expect(JSON.stringify(chain(ONE_MEGABYTE)).length).toBeGreaterThan(990_000);
  });

  it.each<[string, object]>([
    ['long', chain(1000)],
    ['ordinary', ordinary(325)],
    ['dense', dense(300, 30)],
  ])('that is %s has the shape of a panel, not of a thread', (_title, definition) => {
    const { width, height } = whole(graphOf(definition));
    expect(width / height).toBeGreaterThan(0.6);
    expect(width / height).toBeLessThan(3);
  });
});

describe('steps', () => {
  const steps = (graph: GraphView, isOpen: (id: string) => boolean, cache = new Map()): number => {
    let count = 0;
    for (const taken = arranging({ graph, isOpen, cache }); !taken.next().done;) count++;
    return count;
  };

  it('are as many as the states, by the piece', () => {
    const [once, twice] = [steps(graphOf(ordinary(300)), () => true), steps(graphOf(ordinary(600)), () => true)];
    expect(once).toBeGreaterThan(8);
    expect(twice / once).toBeLessThan(2.3);
  });

  it('are one for what has opened, where all else is known', () => {
    const inner = { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } };
    const definition = ordinary(120) as { States: Record<string, object> };
    definition.States['Step 64'] = { Type: 'Map', ItemProcessor: inner, Next: 'Step 65' };
    const graph = graphOf(definition);
    const cache = new Map();
    const all = steps(graph, () => false, cache);
    expect(steps(graph, () => false, cache)).toBe(0);
    const opened = steps(graph, (id) => id === 'Step 64', cache);
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThan(all);
  });
});

describe('the beginning', () => {
  it.each<[string, object]>([
    ['long', chain(1000)],
    ['ordinary', ordinary(325)],
    ['dense', dense(300, 30)],
  ])('of a %s machine comes early, and stands where it stands in the end', (_title, definition) => {
    const steps = arranging({ graph: graphOf(definition), isOpen: () => true });
    const beginnings: { readonly at: number; readonly picture: Picture }[] = [];
    let at = 0;
    let step = steps.next();
    for (; !step.done; at++, step = steps.next()) if (step.value) beginnings.push({ at, picture: step.value });
    const end = step.value;
    expect(beginnings).toHaveLength(1);
    const [{ at: taken, picture } = { at, picture: end }] = beginnings;
    expect(picture.isBeginning).toBe(true);
    expect(end.isBeginning).toBeUndefined();
    expect(picture.nodes.length).toBeGreaterThan(20);
    expect(taken).toBeLessThan(at / 2);
    const [nodes, edges] = [
      new Map(end.nodes.map((each) => [each.id, each])),
      new Map(end.edges.map((each) => [each.id, each])),
    ];
    expect(picture.nodes).toEqual(picture.nodes.map(({ id }) => nodes.get(id)));
    expect(picture.edges).toEqual(picture.edges.map(({ id }) => edges.get(id)));
    expect(picture.width / end.width).toBeGreaterThan(0.5);
    expect(picture.width / end.width).toBeLessThan(2);
  });

  it('is not given where all of it fits in a panel, or is known', () => {
    const given = (graph: GraphView, cache = new Map()): number => {
      const steps = arranging({ graph, isOpen: () => true, cache });
      return [...steps].filter((picture) => picture !== undefined).length;
    };
    const [graph, cache] = [graphOf(ordinary(325)), new Map()];
    expect([given(graphOf(ordinary(20))), given(graph, cache), given(graph, cache)]).toEqual([0, 1, 0]);
  });
});

describe('what is closed', () => {
  const graph = graphOf(nested(3));

  it('says how much it holds, and shows none of it', () => {
    const { nodes } = arrange({ graph, isOpen: () => false });
    expect(nodes.filter(({ kind }) => kind === 'state').map(({ id, holds }) => [id, holds])).toEqual([
      ['Map 2', { open: false, states: 5 }],
      ['After 2', undefined],
    ]);
  });

  it('opens one by one', () => {
    const { nodes } = arrange({ graph, isOpen: (id) => id === 'Map 2' });
    expect(nodes.map(({ id }) => id)).toContain('Map 2/Map 1');
    expect(nodes.map(({ id }) => id)).not.toContain('Map 2/Map 1/Map 0');
  });
});
