/** What the run found, for a person. */
import { groupBy } from './groups.mjs';
import { roomOf } from './rooms.mjs';

/** In percent, of the whole sample and of a room. */
export const GOAL = { total: 75, room: 60 };

/** A room is held to its goal from so many mutants on: of two, one says nothing. */
const ENOUGH = 5;

/** @typedef {import('./operators.mjs').Mutant & { outcome: 'killed' | 'timeout' | 'survived' | 'untested', by?: string }} Judged */

/** Two lines of a diff, and where. */
export function survivorLines(/** @type {Judged} */ { file, line, operator, original, mutated, outcome }) {
  const why = outcome === 'untested' ? ' (no test of its room comes to it)' : '';
  return `${file}:${line} ${operator}${why}\n  - ${original}\n  + ${mutated}`;
}

/**
 * A table by rooms: what was drawn, what died of it, and what could not be drawn, as nobody could notice it.
 * @param {readonly Judged[]} judged
 * @param {readonly { readonly file: string }[]} equivalents
 * @returns {{ text: string, reached: boolean }}
 */
export function summary(judged, equivalents) {
  const marks = groupBy(equivalents, ({ file }) => room(file));
  const rows = [...groupBy(judged, ({ file }) => room(file))].map(([name, list]) =>
    row(name, list, marks.get(name)?.length ?? 0),
  );
  const marked = rows.reduce((sum, { equivalent }) => sum + equivalent, 0);
  const total = row('total', judged, marked);
  const short = [
    ...rows
      .filter(({ percent, drawn }) => drawn >= ENOUGH && percent < GOAL.room)
      .map(({ name }) => `${name} is below ${GOAL.room} %.`),
    ...(total.percent < GOAL.total ? [`The total is below ${GOAL.total} %.`] : []),
  ];
  const few = rows.some(({ drawn }) => drawn < ENOUGH);
  const note = few
    ? [`A room with fewer than ${ENOUGH} mutants is not held to ${GOAL.room} %: draw more with --rooms.`]
    : [];
  const text = [...tableOf([...rows, total]), '', ...note, ...short].join('\n');
  return { text, reached: short.length === 0 };
}

/** Rooms, not their parts: `core/graph`, yet `run` for all of it. */
function room(file) {
  return roomOf(file)?.path.replace(/\/$/, '') ?? '';
}

/** `late`: of those that died, by the deadline; `untested`: of those that survived, where no test comes. */
function row(name, list, equivalent) {
  const count = (/** @type {string[]} */ ...outcomes) =>
    list.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const drawn = list.length;
  const died = count('killed', 'timeout');
  const percent = drawn === 0 ? 100 : Math.round((100 * died) / drawn);
  return { name, died, drawn, percent, late: count('timeout'), untested: count('untested'), equivalent };
}

function tableOf(/** @type {readonly ReturnType<typeof row>[]} */ rows) {
  const head = ['room', 'died', 'drawn', '%', 'by the deadline', 'where no test comes', 'marked equivalent'];
  const lines = rows.map(({ name, died, drawn, percent, late, untested, equivalent }) =>
    [name, died, drawn, percent, late, untested, equivalent].map(String),
  );
  const widths = head.map((title, index) => Math.max(...[head, ...lines].map((line) => line[index].length)));
  return [head, ...lines].map((line) =>
    line.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index]))).join('  '),
  );
}
