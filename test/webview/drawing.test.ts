/** What of a large picture is drawn, and how finely. */
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dense, ordinary } from '../../bench/views/machines';
import { arrange, arranging } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import type { GraphView, Picture } from '../../core/graph/graphView';
import { emptyRun } from '../../core/graph/runView';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { Drawing } from '../../webview/graph/drawing';
import { LEAST_READABLE, levelAt } from '../../webview/graph/level';
import { fitted, shownPart } from '../../webview/graph/viewTransform';
import { expectGolden } from '../harness/golden';
import { fakeDocument, type FakeElement } from '../hostile/fakePage';

const PANEL = { width: 900, height: 800 };
const graphOf = (definition: object): GraphView =>
  buildGraph(buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!);
const pictureOf = (definition: object): Picture => arrange({ graph: graphOf(definition), isOpen: () => true });
/** What is there first of a machine of so many states. */
function beginningOf(states: number): Picture {
  const steps = arranging({ graph: graphOf(ordinary(states)), isOpen: () => true });
  for (;;) {
    const { value } = steps.next();
    if (value) return value;
  }
}
const picture = pictureOf(ordinary(400));

let drawing: Drawing;
beforeEach(() => {
  vi.stubGlobal('document', fakeDocument);
  drawing = new Drawing(picture, {} as never);
  drawing.show({ run: emptyRun(), choice: new Map() });
});

const drawn = (): string[] =>
  (drawing.element as unknown as FakeElement).all.flatMap((element) => element.getAttribute('data-state-path') ?? []);

function lookAt(x: number, y: number, scale: number): void {
  drawing.look(shownPart({ x: -x * scale, y: -y * scale, scale }, PANEL), levelAt(scale));
}

function isSeen(id: string, x: number, y: number, scale: number): boolean {
  const node = drawing.nodes.get(id)!;
  const [width, height] = [PANEL.width / scale, PANEL.height / scale];
  return node.x < x + width && node.x + node.width > x && node.y < y + height && node.y + node.height > y;
}

/** All elements with what they say, by layer: in which order lines are drawn nobody sees. */
function looksOf({ element }: Drawing): readonly string[] {
  return (element as unknown as FakeElement).all
    .map((each) => [each.name, ...[...each.attributes].flat(), each.textContent].join(' '))
    .toSorted();
}

describe('a large picture', () => {
  it('has all that is seen, and little more, wherever it is moved', () => {
    for (let step = 0; step < 40; step++) {
      const [x, y] = [step * 90, step * 50];
      lookAt(x, y, 1);
      const there = new Set(drawn());
      const seen = [...drawing.nodes.keys()].filter((id) => isSeen(id, x, y, 1));
      expect(seen.filter((id) => !there.has(id))).toEqual([]);
      expect(there.size).toBeLessThan(80);
    }
  });

  it('is there as soon as a small one: at first both draw what shows, and a small one the rest when the page has time', () => {
    const idle: (() => void)[] = [];
    vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act));
    const firstOf = (states: number): { elements: number; states: number } => {
      drawing = new Drawing(beginningOf(states), {} as never);
      drawing.show({ run: emptyRun(), choice: new Map() });
      lookAt(0, 0, 1);
      return { elements: (drawing.element as unknown as FakeElement).all.length, states: drawn().length };
    };
    const small = firstOf(63);
    expect(small.states).toBeLessThan(30);
    for (const act of idle.splice(0)) act();
    expect(drawn()).toHaveLength(64);
    for (const states of [325, 1000]) expect(firstOf(states).elements).toBeLessThan(1.25 * small.elements);
    expect(idle).toEqual([]);
    vi.unstubAllGlobals();
  });

  it.each<[string, object, number]>([
    ['an ordinary', ordinary(325), 0.5],
    // Each of its states tells of lines that lead on.
    ['a dense', dense(300, 30), 0],
  ])(
    'of %s machine grows out of its beginning: it looks as if drawn at once, and what showed is not drawn again',
    (_title, definition, share) => {
      const steps = arranging({ graph: graphOf(definition), isOpen: () => true });
      let step = steps.next();
      while (!step.value) step = steps.next();
      const told = { run: emptyRun(), choice: new Map(), selected: 'Step 0' };
      drawing = new Drawing(step.value, {} as never);
      drawing.tabStop([...drawing.nodes.keys()][0]);
      drawing.show(told);
      lookAt(0, 0, 1);
      const states = (): FakeElement[] =>
        (drawing.element as unknown as FakeElement).all.filter((each) => each.getAttribute('data-state-path') !== null);
      const before = states();
      while (!step.done) step = steps.next();
      drawing.grow(step.value);
      lookAt(0, 0, 1);
      drawing.show(told);
      const kept = before.filter((each) => states().includes(each));
      expect(kept.length).toBeGreaterThanOrEqual(before.length * share);

      const grown = looksOf(drawing);
      drawing = new Drawing(step.value, {} as never);
      drawing.tabStop([...drawing.nodes.keys()][0]);
      drawing.show(told);
      lookAt(0, 0, 1);
      expect(grown).toEqual(looksOf(drawing));
    },
  );

  it('draws no more of a picture that another has taken the place of', () => {
    const idle: (() => void)[] = [];
    vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act));
    drawing = new Drawing(pictureOf(ordinary(63)), {} as never);
    lookAt(0, 0, 1);
    const before = drawn().length;
    drawing.leave();
    for (const act of idle.splice(0)) act();
    expect(drawn()).toHaveLength(before);
    vi.unstubAllGlobals();
  });

  it('keeps its order, in which a screen reader tells of it', () => {
    lookAt(900, 900, 1);
    lookAt(300, 300, 1);
    const order = [...drawing.nodes.keys()];
    const places = drawn().map((id) => order.indexOf(id));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('draws more where something comes into view, and forgets what is far away', () => {
    const way = [
      ...Array.from({ length: 24 }, (_, step) => [200 + step * 34, 500, 1] as const),
      ...Array.from({ length: 12 }, (_, step) => [982, 500 + step * 20, 1] as const),
      [276, 440, 0.6] as const,
      [300, 440, 0.6] as const,
      [700, 900, 0.6] as const,
      [0, 0, 0.2] as const,
      [500, 300, 0.2] as const,
    ];
    const lines = way.map(([x, y, scale]) => {
      lookAt(x, y, scale);
      const elements = (drawing.element as unknown as FakeElement).all;
      const has = (name: string): number => elements.filter((each) => each.getAttribute(name) !== null).length;
      const ways = elements.map((each) => each.getAttribute('d') ?? '').join('').length;
      return `${x},${y} at ${scale}: ${has('data-state-path')} states, ${has('data-edge')} lines, ${ways} letters of lines`;
    });
    expectGolden(path.join(__dirname, 'tables', 'looks.txt'), lines);
  });

  it('draws lines that have no way of their own from and to the selected state, and those that were taken', () => {
    const net = pictureOf(dense(60, 5));
    const far = net.edges.filter(({ points }) => points.length === 0);
    drawing = new Drawing(net, {} as never);
    lookAt(0, 0, 1);
    const shown = (): string[] => {
      const layer = (drawing.element as unknown as FakeElement).all.find(
        (each) => each.getAttribute('class') === 'far',
      )!;
      return layer.all.flatMap((each) => each.getAttribute('data-edge') ?? []).toSorted();
    };
    const ids = (edges: typeof far): string[] => edges.map(({ id }) => id).toSorted();
    expect(far.length).toBeGreaterThan(3);
    expect(shown()).toEqual([]);
    // Without a line the state itself says where it leads.
    const { from } = far[0]!;
    const leads = far.filter((each) => each.from === from);
    const texts = (drawing.element as unknown as FakeElement).all
      .find((each) => each.getAttribute('data-state-path') === from)!
      .all.map(({ textContent }) => textContent);
    expect(texts).toContain(`⤳ ${leads.length}`);
    for (const { to } of leads) expect(texts.join('\n')).toContain(` to ${to}, `);
    for (const selected of [far[0]!.from, far[0]!.to, far[2]!.to, 'Nowhere']) {
      drawing.show({ run: emptyRun(), choice: new Map(), selected });
      expect(shown()).toEqual(ids(far.filter(({ from, to }) => from === selected || to === selected)));
    }
    const run = emptyRun();
    run.edges.set(far[1]!.id, new Map([['', 1]]));
    drawing.show({ run, choice: new Map(), selected: far[0]!.from });
    expect(shown()).toEqual(
      ids(far.filter(({ id, from, to }) => id === far[1]!.id || [from, to].includes(far[0]!.from))),
    );
  });

  it('leaves what is drawn as it is where the panel moves: the focus, and a list that is open, are in it', () => {
    lookAt(0, 0, 1);
    const elements = (): unknown[] =>
      (drawing.element as unknown as FakeElement).all.filter((each) => each.getAttribute('data-state-path') !== null);
    const before = elements();
    lookAt(60, 60, 1);
    const after = elements();
    expect(after.length).toBeGreaterThan(before.length);
    expect(before.filter((each) => !after.includes(each))).toEqual([]);
  });

  it('keeps the state that has the focus', () => {
    lookAt(0, 0, 1);
    drawing.tabStop('Step 0');
    lookAt(4000, 2000, 1);
    expect(drawn()).toContain('Step 0');
  });

  it('shows every state when all is shown, each with its status', () => {
    const whole = fitted(picture, PANEL);
    drawing.look(shownPart(whole, PANEL), levelAt(whole.scale));
    expect(drawn().length).toBe(401);
    expect(picture.width * whole.scale).toBeLessThanOrEqual(PANEL.width + 1);
    expect(picture.height * whole.scale).toBeLessThanOrEqual(PANEL.height + 1);
  });

  it('names no state in letters of less than nine pixels', () => {
    for (let scale = 0.05; scale < 1.2; scale *= 1.03) {
      const level = levelAt(scale);
      lookAt(0, 0, scale);
      for (const element of (drawing.element as unknown as FakeElement).all) {
        if (element.name !== 'text' || element.textContent === '') continue;
        const size = Number(element.getAttribute('font-size') ?? 11);
        const hasOwnSize = element.getAttribute('font-size') !== null;
        if (level.kind === 'full' || hasOwnSize) expect(size * scale, `at ${scale}`).toBeGreaterThanOrEqual(8.99);
      }
      if (level.kind === 'full') expect(scale).toBeGreaterThanOrEqual(LEAST_READABLE);
    }
  });
});

describe('the picker of a Map', () => {
  const inner = { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } };
  const map = pictureOf({ StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: inner, End: true } } });

  it.each([
    [2, '', ['All 2 iterations', '#0 · Succeeded', '#1 · Failed'], '1/2 ▾'],
    [2, '1', ['All 2 iterations', '#0 · Succeeded', '#1 · Failed'], '#1 ▾'],
    [500, '', undefined, '499/500 ▾'],
    [501, '', undefined, '500/501 ▾'],
  ])('of %d iterations, of which %j is chosen', (count, chosen, words, pill) => {
    drawing = new Drawing(map, {} as never);
    drawing.look({ x: 0, y: 0, width: 1, height: 1 }, levelAt(1));
    const run = emptyRun();
    const items = Array.from({ length: count }, (_, index) =>
      index === 1 ? ('failed' as const) : ('succeeded' as const),
    );
    const marks = { path: 'Each', iterations: [], status: 'running', visits: 1, retries: 0, items } as const;
    run.states.set('Each', new Map([['', marks]]));
    drawing.show({ run, choice: new Map(chosen === '' ? [] : [['Each', Number(chosen)]]) });
    const { all } = drawing.element as unknown as FakeElement;
    const select = all.find(({ name }) => name === 'select')!;
    // Many are listed when somebody goes there.
    if (!words) select.fire('focus');
    const options = select.options.map(({ textContent }) => textContent);
    if (words) expect(options).toEqual(words);
    expect([options.length, select.value]).toEqual([Math.min(count, 500) + 1, chosen]);
    expect(all.map((each) => each.children[0])).toContain(pill);
  });
});
