/** A fresh sample under a seed: every room has a few, the rest goes by the number of lines that can be changed. */
import { groupBy } from './groups.mjs';
import { roomOf } from './rooms.mjs';

/** In each room, as far as the count reaches. */
const AT_LEAST = 2;

/** So many times what is wanted is asked about at once: a third does not compile, and asking again takes as long. */
const AHEAD = 1.7;

/** @typedef {import('./operators.mjs').Mutant} Mutant */

/**
 * @param {readonly Mutant[]} mutants all there are
 * @param {{ seed: number, count: number, perRoom?: number }} options `perRoom`: as many of each room, whatever the count
 * @param {(mutants: readonly Mutant[]) => readonly boolean[]} counts whether each may be drawn; asked of as few as can be, as it takes time
 * @returns {Mutant[]} room by room; at most one of a line
 */
export function sample(mutants, { seed, count, perRoom }, counts) {
  const random = generator(seed);
  const rooms = groupBy(mutants, ({ file }) => roomOf(file)?.path ?? '');
  const lines = new Map([...rooms].map(([room, all]) => [room, groupBy(all, ({ file, line }) => `${file}:${line}`)]));
  const draws = [...shares(lines, count, perRoom)].map(([room, share]) => {
    const order = shuffled([...(lines.get(room)?.values() ?? [])], random).map((line) => shuffled(line, random));
    return { share, order, found: [] };
  });
  for (;;) {
    // Of each room more lines than it still wants, of each line one.
    const asked = draws.flatMap((draw) =>
      draw.order.splice(0, Math.ceil(AHEAD * (draw.share - draw.found.length))).map((line) => ({ draw, line })),
    );
    if (asked.length === 0) return draws.flatMap(({ found }) => found);
    const answers = counts(asked.map(({ line }) => line[0]));
    for (const [index, { draw, line }] of asked.entries()) {
      if (answers[index] && draw.found.length < draw.share) draw.found.push(line[0]);
      else if (!answers[index] && line.length > 1) draw.order.unshift(line.slice(1));
    }
  }
}

/** How many of each room; a large room has more, yet not in proportion, so that a small one is measured too. */
function shares(rooms, count, perRoom) {
  const least = perRoom ?? Math.max(1, Math.min(AT_LEAST, Math.floor(count / rooms.size)));
  const rest = Math.max(0, count - least * rooms.size);
  const weights = [...rooms.values()].map((lines) => Math.sqrt(lines.size));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let given = 0;
  return new Map(
    [...rooms.keys()].map((room, index) => {
      before += weights[index] ?? 0;
      const more = Math.round((rest * before) / whole) - given;
      given += more;
      return [room, least + more];
    }),
  );
}

function shuffled(list, random) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}

/** mulberry32: a small generator of numbers from 0 to 1. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
