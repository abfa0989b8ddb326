/** What the run found, for a person. */
import { groupBy } from './groups.mjs';
import { roomOf } from './rooms.mjs';

/** In percent, of the whole sample and of a room. */
export const GOAL = { total: 75, room: 60 };

/** A room is held to its goal from so many mutants on: of two, one says nothing. */
const ENOUGH = 5;

/** @typedef {import('./operators.mjs').Mutant & { outcome: 'killed' | 'timeout' | 'survived' | 'untested', by?: string, ms: number }} Judged */

/** Two lines of a diff, and where. */
export function survivorLines(/** @type {Judged} */ { file, line, operator, original, mutated, outcome }) {
  const why = outcome === 'untested' ? ' (no test of its room comes to it)' : '';
  return `${file}:${line} ${operator}${why}\n  - ${original}\n  + ${mutated}`;
}

/** @returns {{ text: string, reached: boolean }} */
export function summary(/** @type {readonly Judged[]} */ judged) {
  const rows = [...groupBy(judged, ({ file }) => room(file))].map(([name, list]) => row(name, list));
  const total = row('total', judged);
  const short = [
    ...rows
      .filter(({ percent, all }) => all >= ENOUGH && percent < GOAL.room)
      .map(({ name }) => `${name} is below ${GOAL.room} %.`),
    ...(total.percent < GOAL.total ? [`The total is below ${GOAL.total} %.`] : []),
  ];
  const few = rows.some(({ all }) => all < ENOUGH);
  const note = few
    ? [`A room with fewer than ${ENOUGH} mutants is not held to ${GOAL.room} %: draw more with --rooms.`]
    : [];
  const text = [...[...rows, total].map(({ text }) => text), '', ...note, ...short].join('\n');
  return { text, reached: short.length === 0 };
}

/** Rooms, not their parts: `core/graph`, yet `run` for all of it. */
function room(file) {
  return roomOf(file)?.path.replace(/\/$/, '') ?? '';
}

function row(name, list) {
  const count = (/** @type {string[]} */ ...outcomes) =>
    list.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const all = list.length;
  const noticed = count('killed', 'timeout');
  const percent = all === 0 ? 100 : Math.round((100 * noticed) / all);
  const late = count('timeout') > 0 ? `, ${count('timeout')} of them by the deadline` : '';
  const untested = count('untested') > 0 ? ` (${count('untested')} where no test comes)` : '';
  const text = `${name.padEnd(20)} ${String(percent).padStart(4)} %  ${noticed} of ${all} noticed${late}; ${all - noticed} survived${untested}`;
  return { name, all, percent, text };
}
