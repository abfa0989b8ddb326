/**
 * Whole runs, folded event by event: what each changes in the picture. The machines are in `fixtures/runs/`, what is seen in the text beside
 * each; `UPDATE=1` rewrites the texts; read the difference as code.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyEvent } from '../../core/graph/foldRun';
import { countItems, emptyRun, marksOf, type RunView, type StateMarks } from '../../core/graph/runView';
import type { RunEvent } from '../../core/interpreter';
import { run, START, type Case } from '../interpreter/check';

const FOLDER = path.join(__dirname, 'fixtures', 'runs');

/** Everything the views show of a state in one iteration. */
function seen(marks: StateMarks): string {
  const { status, visits, retries, retrier, error, startedAt, endedAt, until, items, mapRun, input, output } = marks;
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
    `${input} → ${output}`,
  ];
  return facts.filter(Boolean).join(', ');
}

function picture(view: RunView): Map<string, string> {
  const states = [...view.states].flatMap(([name, places]) =>
    [...places].map(([place, marks]): [string, string] => [place === '' ? name : `${name}@${place}`, seen(marks)]),
  );
  const edges = [...view.edges].flatMap(([edge, places]) =>
    [...places].map(([place, times]): [string, string] => [place === '' ? edge : `${edge}@${place}`, `taken ${times}`]),
  );
  const { status, startedAt, endedAt, input, output, error } = view;
  const whole = [status, startedAt, endedAt, input, output, error?.error, error?.cause].join(' | ');
  return new Map([
    ['the run', whole.replaceAll(/\b1\d{12}\b/g, (at) => `${Number(at) - START} ms`)],
    ...states,
    ...edges,
  ]);
}

function nameOf(event: RunEvent): string {
  if (event.kind === 'note') return `(${event.note.type})`;
  return `${event.event.id} ${event.event.type}${event.kind === 'childHistory' ? ' (child)' : ''}`;
}

function told(events: readonly RunEvent[]): string {
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
  return [...lines, ...summaries, ''].join('\n');
}

test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', async (name) => {
  const { all } = await run(parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Case);
  const text = told(all);
  const expected = path.join(FOLDER, name.replace('.yaml', '.txt'));
  if (process.env.UPDATE) writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});
