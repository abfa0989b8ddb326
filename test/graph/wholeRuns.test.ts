/**
 * Whole runs, folded event by event: what each changes in the picture, and what views are told of it where only the first events of
 * iterations are told one by one (`.feed.txt`). The machines are in `fixtures/runs/`; `UPDATE=1` rewrites the texts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'vitest';
import { parse } from 'yaml';
import { applyEvent, foldRun } from '../../core/graph/foldRun';
import {
  countItems,
  emptyRun,
  marksOf,
  timesTaken,
  type IterationChoice,
  type RunView,
  type StateMarks,
} from '../../core/graph/runView';
import type { ViewEvent } from '../../core/graph/viewEvent';
import { ViewFeed } from '../../core/graph/viewFeed';
import type { RunEvent } from '../../core/interpreter';
import { expectGolden } from '../harness/golden';
import { run, START, type Case } from '../interpreter/check';

const FOLDER = path.join(__dirname, 'fixtures', 'runs');

/** Everything the views show of a state in one iteration. */
function seen(marks: StateMarks): string {
  const { status, visits, retries, retrier, error, startedAt, endedAt, until, items, mapRun, input, output, attempts } =
    marks;
  const time = (at: number | undefined): string => (at === undefined ? '' : `${at - START} ms`);
  const facts = [
    status,
    visits === 1 ? '' : `${visits} visits`,
    retries === 0 ? '' : `${retries} retries`,
    retrier && `retrier ${retrier.index} for the ${retrier.attempt}. time after ${retrier.delaySeconds} s`,
    error && `error ${error.error}: ${error.cause}`,
    `${time(startedAt)}…${time(endedAt)}`,
    until && `until ${until}`,
    items && `items ${items.join(' ')}`,
    mapRun && `map run ${mapRun.status} of ${mapRun.executionCounts.total}`,
    ...(attempts ?? []).map(
      (each) =>
        `try ${each.number} ${time(each.startedAt)}…${time(each.endedAt)}${each.error ? ` ${each.error.error}` : ''}`,
    ),
    `${input} → ${output}`,
  ];
  return facts.filter(Boolean).join(', ');
}

function picture(view: RunView): Map<string, string> {
  const states = [...view.states].flatMap(([name, places]) =>
    [...places].map(([place, marks]): [string, string] => [place === '' ? name : `${name}@${place}`, seen(marks)]),
  );
  const overAll = [...view.states].flatMap(([name, places]): [string, string][] => {
    const all = marksOf(view, name);
    return all && places.size > 1 ? [[`${name} over all`, all.status]] : [];
  });
  const edges = [...view.edges].flatMap(([edge, places]) =>
    [...places].map(([place, times]): [string, string] => [place === '' ? edge : `${edge}@${place}`, `taken ${times}`]),
  );
  const { status, startedAt, endedAt, input, output, error } = view;
  const whole = [status, startedAt, endedAt, input, output, error?.error, error?.cause].join(' | ');
  return new Map([
    ['the run', whole.replaceAll(/\b1\d{12}\b/g, (at) => `${Number(at) - START} ms`)],
    ...states,
    ...overAll,
    ...edges,
  ]);
}

/** Each iteration of each Map, alone. */
function choicesOf(view: RunView): IterationChoice[] {
  return [...view.states].flatMap(([name, places]) => {
    const most = Math.max(0, ...[...places.values()].map(({ items }) => items?.length ?? 0));
    return Array.from({ length: most }, (_, index) => new Map([[name, index]]));
  });
}

function placeOf(choice: IterationChoice): string {
  return [...choice].map(([map, index]) => `${map} #${index}`).join(', ');
}

/** What views are told, with figures after every fourth event: of four events of iterations at first, and of one when half is over. */
function feed(events: readonly RunEvent[]): string[] {
  const told = new ViewFeed(4);
  const map = [...foldRun(events).states].find(([, places]) => places.get('')?.items)?.[0];
  const lines = events.flatMap((event, index) => {
    const looked = index === Math.floor(events.length / 2) && map !== undefined ? [told.lookAt(map, 1)] : [];
    const figures = index % 4 === 0 ? [told.totals()] : [];
    return [...looked, ...told.add(event), ...figures].flatMap((each) => (each ? messageLines(each) : []));
  });
  return [...lines, ...messageLines(told.totals() ?? told.lookAt(map ?? '', 0))];
}

function messageLines(message: ViewEvent | undefined): string[] {
  if (!message) return [];
  if (message.kind === 'iteration') {
    return [
      'an iteration so far',
      ...message.places.map((marks) => `    ${marks.path}@${marks.iterations.join()}: ${seen(marks)}`),
      ...message.edges.map(({ id, within, taken }) => `    ${id}@${within}: taken ${taken}`),
    ];
  }
  if (message.kind !== 'totals') return [nameOf(message)];
  return [
    'figures',
    ...message.states.map(({ path, marks, items }) => {
      const all = items?.map(([status, count]) => `${count} ${status}`).join(', ');
      return `    ${path}: ${marks ? `${seen(marks)}, like @${marks.iterations.join()}` : 'none'}${all ? `; ${all}` : ''}`;
    }),
    ...message.edges.map(({ id, taken }) => `    ${id}: taken ${taken}`),
    ...message.maps.map(
      ({ path: name, within, items, error }) =>
        `    ${name}@${within}: ${items.map(([status, all]) => `${status} ${all.join()}`).join('; ')}${error ? `, error ${error.error}` : ''}`,
    ),
  ];
}

function nameOf(event: RunEvent): string {
  if (event.kind === 'note') return `(${event.note.type})`;
  return `${event.event.id} ${event.event.type}${event.kind === 'childHistory' ? ' (child)' : ''}`;
}

function told(events: readonly RunEvent[]): string[] {
  const view = emptyRun();
  let before = picture(view);
  const lines = events.flatMap((event) => {
    applyEvent(view, event);
    const after = picture(view);
    const changed = [...after].filter(([name, text]) => before.get(name) !== text);
    const gone = [...before.keys()].filter((name) => !after.has(name));
    before = after;
    return [
      `${nameOf(event)}${view.active === undefined ? '' : ` [${view.active}]`}`,
      ...changed.map(([name, text]) => `    ${name}: ${text}`),
      ...gone.map((name) => `    ${name}: gone`),
    ];
  });
  const summaries = [...view.states].flatMap(([name, places]) => {
    const all = marksOf(view, name);
    if (!all || places.size < 2) return [];
    const items = all.items ? ` ${Object.values(countItems(all.items)).join('/')}` : '';
    return [`over all: ${name}: ${seen(all)}${items}`];
  });
  const chosen = choicesOf(view).flatMap((choice) =>
    [...view.states.keys()].flatMap((name) => {
      const marks = [...choice.keys()].some((map) => name.startsWith(`${map}/`)) && marksOf(view, name, choice);
      return marks ? [`of ${placeOf(choice)}: ${name}: ${seen(marks)}`] : [];
    }),
  );
  const taken = [undefined, ...choicesOf(view)].flatMap((choice) =>
    [...view.edges.keys()].flatMap((edge) => {
      const from = edge.slice(0, edge.lastIndexOf('>'));
      const times = timesTaken(view, edge, from, choice);
      const isAsked = [...(choice?.keys() ?? [''])].some((map) => map === '' || from.startsWith(`${map}/`));
      return isAsked && from.includes('/') ? [`taken${choice ? ` of ${placeOf(choice)}` : ''}: ${edge}: ${times}`] : [];
    }),
  );
  return [...lines, ...summaries, ...chosen, ...taken];
}

test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', async (name) => {
  const { all } = await run(parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Case);
  expectGolden(path.join(FOLDER, name.replace('.yaml', '.txt')), told(all));
  expectGolden(path.join(FOLDER, name.replace('.yaml', '.feed.txt')), feed(all));
});
