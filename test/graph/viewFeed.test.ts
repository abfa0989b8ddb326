/** What views are told of runs with many iterations: in figures they see the same as one that hears every event. */
import { expect, test } from 'vitest';
import { applyEvent, foldRun } from '../../core/graph/foldRun';
import {
  countItems,
  emptyRun,
  marksOf,
  timesTaken,
  type IterationChoice,
  type RunView,
} from '../../core/graph/runView';
import { KeptEvents } from '../../core/graph/keptEvents';
import { ViewFeed } from '../../core/graph/viewFeed';
import type { ViewEvent } from '../../core/graph/viewEvent';
import type { RunEvent } from '../../core/interpreter';
import fc from '../harness/properties';
import { run } from '../interpreter/check';
import { randomCases } from '../interpreter/randomMachines';

/** As sent to another process. */
const sent = (event: ViewEvent): ViewEvent => JSON.parse(JSON.stringify(event)) as ViewEvent;

interface Told {
  readonly view: RunView;
  readonly feed: ViewFeed;
  readonly messages: readonly ViewEvent[];
}

interface Look {
  /** Before which event. */
  readonly at: number;
  readonly map: string;
  readonly index: number;
}

/** @param every figures are asked for after so many events, and at the end */
function tell(events: readonly RunEvent[], mostTold: number, every = 3, look?: Look): Told {
  const [view, feed, messages] = [emptyRun(), new ViewFeed(mostTold), [] as ViewEvent[]];
  const hear = (event: ViewEvent | undefined): void => {
    if (!event) return;
    messages.push(event);
    applyEvent(view, sent(event));
  };
  events.forEach((event, index) => {
    if (index === look?.at) hear(feed.lookAt(look.map, look.index));
    feed.add(event).forEach(hear);
    if (index % every === 0) hear(feed.totals());
  });
  hear(feed.totals());
  if (look && look.at >= events.length) hear(feed.lookAt(look.map, look.index));
  hear(feed.totals());
  return { view, feed, messages };
}

/** Figures of every state that is known of, under a choice of iterations. */
function figures(view: RunView, paths: Iterable<string>, choice?: IterationChoice): Record<string, unknown> {
  const states = [...paths].map((path) => {
    const { status, visits, retries, startedAt, endedAt, items, error } = marksOf(view, path, choice) ?? {};
    return [path, { status, visits, retries, startedAt, endedAt, items: items && countItems(items), fails: !!error }];
  });
  return { run: view.status, ...Object.fromEntries(states) };
}

function edgesOf(view: RunView, edges: Iterable<string>, choice?: IterationChoice): Record<string, number> {
  return Object.fromEntries(
    [...edges].map((edge) => [edge, timesTaken(view, edge, edge.slice(0, edge.lastIndexOf('>')), choice)]),
  );
}

test('whatever a run does, its figures are those of one that is told whole', async () => {
  await fc.assert(
    fc.asyncProperty(randomCases, fc.nat(8), fc.integer({ min: 1, max: 7 }), async (given, mostTold, every) => {
      const { all } = await run(given);
      const whole = foldRun(all);
      const { view } = tell(all, mostTold, every);
      expect(figures(view, whole.states.keys())).toEqual(figures(whole, whole.states.keys()));
      expect(edgesOf(view, whole.edges.keys())).toEqual(edgesOf(whole, whole.edges.keys()));
    }),
    { numRuns: 300 },
  );
});

/** Every iteration of every Map that is inside no other. */
function iterationsOf({ states }: RunView): readonly Omit<Look, 'at'>[] {
  return [...states].flatMap(([map, places]) => {
    const marks = places.get('');
    return (marks?.items ?? []).map((_, index) => ({ map, index }));
  });
}

test('an iteration that a person looks at, at any moment, is told as if it always had been', async () => {
  await fc.assert(
    fc.asyncProperty(randomCases, fc.nat(8), fc.nat(), fc.nat(200), async (given, mostTold, which, at) => {
      const { all } = await run(given);
      const whole = foldRun(all);
      const iterations = iterationsOf(whole);
      if (iterations.length === 0) return;
      const wanted = iterations[which % iterations.length]!;
      const { view } = tell(all, mostTold, 3, { at, ...wanted });
      const inside = [...whole.states.keys()].filter((path) => path.startsWith(`${wanted.map}/`));
      const inner = inside.filter((path) => marksOf(whole, path)?.items);
      const choices = [undefined, ...inner].map(
        (map) => new Map([[wanted.map, wanted.index], ...(map === undefined ? [] : [[map, which % 3] as const])]),
      );
      for (const choice of choices) {
        expect(figures(view, inside, choice)).toEqual(figures(whole, inside, choice));
        const outputs = [view, whole].map((each) => inside.map((path) => marksOf(each, path, choice)?.output));
        expect(outputs[0]).toEqual(outputs[1]);
        expect(edgesOf(view, whole.edges.keys(), choice)).toEqual(edgesOf(whole, whole.edges.keys(), choice));
      }
      expect(figures(view, whole.states.keys())).toEqual(figures(whole, whole.states.keys()));
    }),
    { numRuns: 300 },
  );
});

test('a view that opens later sees the same, by what is kept of it', async () => {
  await fc.assert(
    fc.asyncProperty(randomCases, fc.nat(8), async (given, mostTold) => {
      const { all } = await run(given);
      const { view, messages } = tell(all, mostTold, 2);
      const kept = new KeptEvents();
      kept.add(messages);
      const later = foldRun(kept.all);
      expect(figures(later, view.states.keys())).toEqual(figures(view, view.states.keys()));
      expect(figures(later, view.totals.keys())).toEqual(figures(view, view.totals.keys()));
      expect(edgesOf(later, view.edgeTotals.keys())).toEqual(edgesOf(view, view.edgeTotals.keys()));
      const paths = kept.all.flatMap((event) => (event.kind === 'totals' ? event.states.map(({ path }) => path) : []));
      expect(new Set(paths).size).toBe(paths.length);
    }),
    { numRuns: 200 },
  );
});
