/** In the graph: a definition's texts are text, whatever they look like, and can be read. */
import { beforeAll, expect, test, vi } from 'vitest';
import { applyEvent } from '../../core/graph/foldRun';
import { arrange } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import { emptyRun, marksOf } from '../../core/graph/runView';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { loadMachine, startRun } from '../../run';
import { panelHtml } from '../../client/panels/panelHtml';
import { temporaryFolder } from '../harness/temporaryFolder';
import { soundDefinition } from './definitions';
import { fakeDocument, type FakeElement } from './fakePage';
import { expectReadable } from './laws';
import { HOSTILE } from './texts';

beforeAll(() => void vi.stubGlobal('document', fakeDocument));

/** All that is drawn: nothing here loads, runs or leads anywhere. */
const ELEMENTS = new Set(
  'svg g rect text title path circle foreignObject select option section nav div h2 p span pre ol ul li button'.split(
    ' ',
  ),
);

function check(root: FakeElement): void {
  for (const { name, attributes, children } of root.all) {
    expect(ELEMENTS).toContain(name);
    for (const [attribute, value] of attributes) {
      expect(attribute).not.toMatch(/^on|^href$|^src|^style$|:/);
      if (attribute === 'title' || attribute === 'aria-label') {
        expectReadable(value);
        expect(value).not.toContain('\n');
      }
    }
    for (const child of children) if (typeof child === 'string') expectReadable(child);
  }
}

async function eventsOf(definition: object): Promise<RunEvent[]> {
  const folder = temporaryFolder({ 'm.asl.json': JSON.stringify(definition) });
  const loaded = loadMachine(`${folder}/m.asl.json`, {
    project: { root: folder, functions: [], machines: [], events: [], problems: [], stacks: [], unset: [] },
  });
  if ('problem' in loaded) throw new Error(loaded.problem);
  const events: RunEvent[] = [];
  const lambda = { invoke: () => Promise.reject(new Error('no handler')), dispose: () => Promise.resolve() };
  const run = startRun({
    ...loaded,
    project: { root: folder, functions: [], machines: [], events: [], problems: [], stacks: [], unset: [] },
    input: '{}',
    lambda,
    clock: 'skip',
    substitutions: undefined,
    emit: (event: RunEvent) => void events.push(event),
  } as never);
  await run.result;
  return events;
}

test.each(HOSTILE)('%s', async (_tries, text) => {
  const { Drawing } = await import('../../webview/graph/drawing');
  const { Details, TABS } = await import('../../webview/graph/details');
  const { levelAt } = await import('../../webview/graph/level');
  const { graphIndex } = await import('../../webview/graph/graphIndex');
  const definition = soundDefinition(text);
  const machine = buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!;
  const drawing = new Drawing(arrange({ graph: buildGraph(machine), isOpen: () => true }), {} as never);
  drawing.look({ x: 0, y: 0, width: 1, height: 1 }, levelAt(1));
  const run = emptyRun();
  for (const event of await eventsOf(definition)) applyEvent(run, event);
  drawing.show({ run, choice: new Map() });
  const root = drawing.element as unknown as FakeElement;
  check(root);
  const shown = root.all.flatMap(({ name, textContent }) => (name === 'title' ? [textContent.split('\n')[0]] : []));
  expect(shown.length).toBeGreaterThan(5);
  const details = new Details({} as never);
  const index = graphIndex(buildGraph(machine));
  for (const node of drawing.nodes.values()) {
    const marks = marksOf(run, node.id, new Map());
    for (const tab of TABS) details.show({ node, marks, runStatus: run.status, leadsTo: index.leadsTo(node.id) }, tab);
    check(details.element as unknown as FakeElement);
  }
});

test.each(HOSTILE)('whatever is put into the page: %s', async (_tries, text) => {
  const { attribute, html, setText } = await import('../../webview/graph/element');
  const element = html('div', { title: text }, text);
  attribute(element, 'aria-label', text);
  element.append(html('span'));
  setText(element, text);
  check(element as unknown as FakeElement);
});

test.each(HOSTILE)('no attribute of the page ends early: %s', (_tries, text) => {
  const words = { language: text, translations: { [text]: text } };
  const page = panelHtml({
    name: text,
    title: text,
    nonce: text,
    cspSource: text,
    scriptUri: text,
    styleUri: text,
    ...words,
  });
  expect(page.match(/<[a-z!/][^>]*>/gi)?.map((tag) => /^<\/?!?(\w+)/.exec(tag)?.[1])).toEqual(
    'DOCTYPE html head meta meta meta link title title head body div div script script body html'.split(' '),
  );
});
