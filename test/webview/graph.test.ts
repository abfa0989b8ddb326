/** What the graph's page works out before it touches the document. */
import { describe, expect, it, test, vi } from 'vitest';
import type { PlacedNode } from '../../core/graph/graphView';
import { arrange } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import { emptyRun, type StateMarks, type StateStatus } from '../../core/graph/runView';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { panelHtml } from '../../client/panels/panelHtml';
import { Drawing } from '../../webview/graph/drawing';
import { dataOf, Details, tellingTab } from '../../webview/graph/details';
import { durationText } from '../../core/l10n/durationText';
import { arrowHead, edgePath } from '../../webview/graph/edgePath';
import { fittedOf, fittedText } from '../../webview/graph/fittedText';
import { nextNode, type Direction } from '../../webview/graph/nextNode';
import { LONGEST_SHOWN, prettyJson, shownJson } from '../../webview/graph/prettyJson';
import { fakeDocument, type FakeElement } from '../hostile/fakePage';
import { readMessage } from '../../webview/graph/readMessage';
import { retryText, shortStatusLine, statusLine } from '../../webview/graph/statusWords';
import { LEAST_READABLE, levelAt } from '../../webview/graph/level';
import { fitted, readable, revealing, zoomed } from '../../webview/graph/viewTransform';

const marks = (some: Partial<StateMarks>): StateMarks => ({
  path: 'A',
  iterations: [],
  status: 'none',
  visits: 1,
  retries: 0,
  ...some,
});

describe('words', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [1449, '1.4 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [11_520_000, '3 h 12 min'],
    [259_200_000, '3 d'],
  ])('%d ms are %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

  it.each<[string, Partial<StateMarks>]>([
    ['Succeeded · 320 ms', { status: 'succeeded', startedAt: 1000, endedAt: 1320 }],
    ['Succeeded', { status: 'succeeded', startedAt: 1000, endedAt: 1000 }],
    ['Running', { status: 'running', startedAt: 1000 }],
    ['Succeeded · inferred', { status: 'succeeded', isInferred: true, endedAt: 1 }],
    ['Succeeded · inside not known', { status: 'succeeded', lacksChildren: true, endedAt: 1 }],
    ['Caught · NoStock', { status: 'caught', error: { error: 'NoStock' } }],
    ['Retrying in 1.5 s', { status: 'retrying', retrier: { index: 0, attempt: 1, delaySeconds: 1.5 } }],
  ])('%s', (text, some) => expect(statusLine(marks(some))).toBe(text));

  it('shortens to what the icon of the status does not tell', () => {
    const ended: Partial<StateMarks> = { status: 'succeeded', startedAt: 1000, endedAt: 1320 };
    expect(shortStatusLine(marks(ended))).toBe('320 ms');
    expect(shortStatusLine(marks({ ...ended, isInferred: true }))).toBe('inferred');
    expect(shortStatusLine(marks({ status: 'caught', error: { error: 'NoStock' } }))).toBe('NoStock');
    expect(shortStatusLine(marks({ status: 'running', startedAt: 1000 }))).toBe('Running');
    expect(shortStatusLine(marks({ status: 'running', startedAt: 1000 }), 'asked')).toBe('Needs your answer');
    expect(fittedOf(['Succeeded · 320 ms', '320 ms'], 11, 200)).toBe('Succeeded · 320 ms');
    expect(fittedOf(['Succeeded · 320 ms', '320 ms'], 11, 60)).toBe('320 ms');
    expect(fittedOf(['Succeeded · 320 ms', '320 ms'], 11, 20)).toMatch(/^32?.*…$/);
  });

  it('tells retries with their limit, where that is known', () => {
    const retried = marks({ retries: 3, retrier: { index: 1, attempt: 2, delaySeconds: 1 } });
    expect(retryText(retried, [3, 5])).toBe('2/5');
    expect(retryText(retried, undefined)).toBe('3');
    expect(retryText(marks({}), [3])).toBeUndefined();
  });

  it('shortens a text to its room', () => {
    expect(fittedText('Pack', 13, 200)).toBe('Pack');
    expect(fittedText('Pack everything that was ordered', 13, 100)).toMatch(/^Pack .*…$/);
  });
});

describe('data', () => {
  it('is shown as JSON, and as it is where it is none', () => {
    expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyJson('{"cut')).toBe('{"cut');
  });

  it('is cut where it is endless', () => {
    const shown = shownJson(JSON.stringify('x'.repeat(LONGEST_SHOWN * 2)));
    expect(shown.length).toBeLessThan(LONGEST_SHOWN + 100);
    expect(shown).toMatch(/more characters: Copy takes all of them\.$/);
  });

  it('opens where the news is', () => {
    expect(tellingTab(undefined)).toBe('input');
    expect(tellingTab(marks({ status: 'succeeded', output: '1' }))).toBe('output');
    expect(tellingTab(marks({ status: 'caught', output: '1', error: { error: 'E' } }))).toBe('error');
    expect(dataOf(marks({ error: { error: 'E', cause: '{"a":1}' } }), 'error')).toBe('E\n\n{\n  "a": 1\n}');
  });
});

describe('many iterations', () => {
  const failing = new Set([7, 230]);
  const items = Array.from({ length: 250 }, (_, index): StateStatus =>
    failing.has(index) ? 'failed' : index === 240 ? 'aborted' : index === 249 ? 'running' : 'succeeded',
  );

  it.each([
    [250, ['All 250', '#7', '#230', '#240', '#249', '#0', '#1'], 'and 50 more'],
    [201, ['All 201', '#7', '#0', '#1', '#2', '#3', '#4'], 'and 1 more'],
    [200, ['All 200', '#0', '#1', '#2', '#3', '#4', '#5'], '#199'],
  ])('%d of them: those that went wrong come first where not all are listed', (count, first, last) => {
    vi.stubGlobal('document', fakeDocument);
    const details = new Details({} as never);
    const node = { id: 'A', kind: 'state', label: 'A', x: 0, y: 0, width: 1, height: 1 } as const;
    details.show({ node, marks: marks({ items: items.slice(0, count) }), runStatus: 'RUNNING', leadsTo: [] }, 'input');
    const shown = (details.element as unknown as FakeElement).all
      .find((element) => element.getAttribute('class') === 'iterations')!
      .children.map((child) => (child as FakeElement).textContent);
    expect(shown.slice(0, 7)).toEqual(first);
    expect(shown.at(-1)).toBe(last);
  });
});

test('nothing jumps when a picture is told that nothing has run', () => {
  vi.stubGlobal('document', fakeDocument);
  const text = JSON.stringify({
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Wait', Seconds: 1, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'A' }], Default: 'D' },
      D: { Type: 'Map', ItemProcessor: { StartAt: 'E', States: { E: { Type: 'Succeed' } } }, End: true },
    },
  });
  const graph = buildGraph(buildMachine(parseDocument('m.asl.json', text, 'json'))!);
  const drawing = new Drawing(arrange({ graph, isOpen: () => true }), {} as never);
  drawing.look({ x: 0, y: 0, width: 1, height: 1 }, levelAt(1));
  const seen = (): unknown[] =>
    (drawing.element as unknown as FakeElement).all.map(({ attributes, children }) => [
      ...['y', 'data-taken', 'data-status', 'data-retries', 'visibility'].map((name) => attributes.get(name)),
      children.length,
    ]);
  const isNoTerminal = (_: unknown, index: number): boolean =>
    !(drawing.element as unknown as FakeElement).all[index]!.attributes.has('data-terminal');
  const before = seen().filter(isNoTerminal);
  drawing.show({ run: emptyRun(), choice: new Map() });
  expect(seen().filter(isNoTerminal)).toEqual(before);
});

describe('lines', () => {
  it.each<[string, readonly [number, number][], string]>([
    [
      'straight down',
      [
        [5, 0],
        [5, 40],
      ],
      'M5 0L5 40',
    ],
    [
      'an S between two columns',
      [
        [5, 0],
        [25, 40],
      ],
      'M5 0C5 20 25 20 25 40',
    ],
    [
      'a rounded corner',
      [
        [0, 0],
        [30, 0],
        [30, 40],
      ],
      'M0 0L21 0Q30 0 30 9L30 40',
    ],
  ])('%s', (_title, points, path) => expect(edgePath(points.map(([x, y]) => ({ x, y })))).toBe(path));

  it('are none without points', () => {
    expect([edgePath([]), arrowHead([]), arrowHead([{ x: 1, y: 1 }])]).toEqual(['', '', '']);
  });

  it('end in a head that points their way', () => {
    expect(
      arrowHead([
        { x: 0, y: 0 },
        { x: 0, y: 20 },
      ]),
    ).toBe('M0 20L-4.5 12L4.5 12Z');
    expect(
      arrowHead([
        { x: 40, y: 5 },
        { x: 10, y: 5 },
      ]),
    ).toBe('M10 5L18 0.5L18 9.5Z');
  });
});

describe('the view', () => {
  const panel = { width: 700, height: 800 };

  it('fits a large picture and does not blow up a small one', () => {
    expect(fitted({ width: 1400, height: 800 }, panel)).toEqual({ scale: 0.5, x: 0, y: 200 });
    expect(fitted({ width: 100, height: 100 }, panel).scale).toBe(1.25);
  });

  it('begins at the start of a picture that would be too small to read as a whole', () => {
    const start = { x: 900, y: 20, width: 80, height: 30 };
    const view = readable({ width: 2000, height: 3000 }, panel, start);
    expect(view.scale).toBe(LEAST_READABLE);
    expect((start.x + start.width / 2) * view.scale + view.x).toBeCloseTo(panel.width / 2);
    expect(start.y * view.scale + view.y).toBeLessThan(80);
    expect(readable({ width: 700, height: 300 }, panel, start)).toEqual(fitted({ width: 700, height: 300 }, panel));
  });

  it('zooms about a point', () => {
    const view = zoomed({ x: 10, y: 20, scale: 1 }, 2, { x: 110, y: 120 });
    expect(view).toEqual({ scale: 2, x: -90, y: -80 });
    expect(zoomed(view, 1000, { x: 0, y: 0 }).scale).toBe(3);
  });

  it('moves no more than it must', () => {
    const view = { x: 0, y: 0, scale: 1 };
    expect(revealing(view, { x: 100, y: 100, width: 50, height: 50 }, panel)).toBe(view);
    expect(revealing(view, { x: 100, y: 900, width: 50, height: 50 }, panel)).toEqual({ x: 0, y: -190, scale: 1 });
  });
});

describe('arrow keys', () => {
  const node = (id: string, x: number, y: number): PlacedNode => ({
    id,
    kind: 'state',
    label: id,
    x,
    y,
    width: 100,
    height: 48,
  });
  const nodes = [node('top', 100, 0), node('left', 0, 100), node('right', 200, 100), node('bottom', 100, 200)];

  it.each<[string, Direction, string | undefined]>([
    ['left', 'right', 'right'],
    ['right', 'left', 'left'],
    ['left', 'up', 'top'],
    ['left', 'down', 'bottom'],
    ['top', 'up', undefined],
  ])('from %s %s', (from, direction, to) => expect(nextNode(nodes, from, direction)).toBe(to));
});

describe('messages', () => {
  const view = {
    nodes: [{ id: 'A', kind: 'state', label: 'A', x: 0, y: 0, width: 1, height: 1 }],
    edges: [{ id: 'e', from: 'A', to: 'A', kind: 'next', points: [{ x: 0, y: 0 }] }],
    width: 1,
    height: 1,
  };

  it.each<[string, unknown, boolean]>([
    ['a graph', { type: 'graph', title: 'T', view }, true],
    ['a graph without edges', { type: 'graph', title: 'T', view: { ...view, edges: undefined } }, false],
    ['a node without a place', { type: 'graph', title: 'T', view: { ...view, nodes: [{ id: 'A' }] } }, false],
    ['a stop nowhere', { type: 'stopped' }, true],
    [
      'events',
      { type: 'runEvents', runId: '1', events: [{ kind: 'note', envelope: { strand: '', iterations: [] } }] },
      true,
    ],
    [
      'events of every kind a run tells',
      {
        type: 'runEvents',
        runId: '1',
        events: ['history', 'childHistory', 'note'].map((kind) => ({ kind, envelope: { strand: '', iterations: [] } })),
      },
      true,
    ],
    ['an event without an envelope', { type: 'runEvents', runId: '1', events: [{ kind: 'note' }] }, false],
    ['an unknown type', { type: 'evil' }, false],
    ['a type every object has', { type: 'constructor' }, false],
    ['no object', 'graph', false],
    ['nothing', null, false],
  ])('%s', (_title, data, accepted) => expect(readMessage(data) !== undefined).toBe(accepted));
});

describe('the page', () => {
  it('holds nothing inline and escapes what it is given', () => {
    const page = panelHtml({
      name: 'graph',
      title: 'Graph',
      nonce: 'n"<',
      cspSource: 'https://x',
      scriptUri: 's.js?a&b',
      styleUri: 's.css',
      language: 'en',
    });
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('nonce="n&quot;&lt;"');
    expect(page).toContain('src="s.js?a&amp;b"');
    expect(page).not.toMatch(/<style|style=|unsafe/);
  });
});
