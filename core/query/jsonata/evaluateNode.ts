/** A part of an expression, evaluated by itself: what editors ask of what is constant. */
import type { JsonObject } from '../../json';
import { compileJsonataNode, type LibraryResult } from './compileJsonata';
import type { JsonataNode } from './syntaxTree';

/** Undecided: it takes longer than an editor waits. */
export type NodeResult = LibraryResult | 'undecided';

/** So many turns of so much work, and the work of so many nodes, an editor spends on an expression. */
const MOST_TURNS = 80;
const WORK_OF_A_TURN = 700;
const MOST_NODES = 50_000;

const STILL_BUSY = new Error('It takes too long to tell.');

/** Reads nothing: no variables, no data, no time, no chance. `giveWay` resolves after others had their turn. */
export async function evaluateNode(node: JsonataNode, giveWay: () => Promise<void>): Promise<NodeResult> {
  let turns = 0;
  const states: JsonObject = {};
  const scope = {
    states,
    mostNodes: MOST_NODES,
    workBetweenTurns: WORK_OF_A_TURN,
    insteadOfLongMatch: STILL_BUSY,
    giveWay: async () => {
      if (++turns > MOST_TURNS) throw STILL_BUSY;
      await giveWay();
    },
  };
  const result = await compileJsonataNode(copyOf(node) as JsonataNode)(scope).catch((reason: unknown) => {
    if (reason !== STILL_BUSY) throw reason;
    return 'undecided' as const;
  });
  return result;
}

/** The library's tree is changed where it is evaluated. */
function copyOf(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || part instanceof RegExp) return part;
  if (Array.isArray(part)) return part.map(copyOf);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, copyOf(value)]));
}
