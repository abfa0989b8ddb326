// Runs a vector and says at which levels it is as AWS's.
import { compareCapture } from './captures.mjs';
import { compareConversation } from './conversation.mjs';
import { newerThan } from './newerMembers.mjs';
import { runVector } from './runVector.mjs';

/**
 * `level` is the strictest level at which a vector can be compared, in the comparer's own words: `history` where all of
 * a recording is compared (events, or an answer or refusal to its last field), `output` where only what came
 * of it is known. `ok` says whether it passes there; `levels`, at each level it has.
 */
export async function judge(vector, core, comparer) {
  let actual;
  try {
    actual = await runVector(vector, core, comparer.compareVector);
  } catch (error) {
    return failure(vector, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const compare = COMPARED[vector.kind] ?? byComparer;
  try {
    return verdict(vector, compare(vector, actual, comparer));
  } catch (error) {
    return failure(vector, `the comparer failed: ${error instanceof Error ? error.stack : error}`);
  }
}

const COMPARED = { validation: compareVerdict, other: compareConversation, capture: compareCapture };

/** A vector that could not be run or compared has passed nothing. */
export function failure(vector, message) {
  const compared = { ok: false, diffs: [{ message }] };
  return verdict(
    vector,
    strictest(vector) === 'output' ? { output: compared } : { output: compared, history: compared },
  );
}

function verdict({ id, kind, family, replayable, about }, { output, history }) {
  const { ok, diffs } = history ?? output;
  return {
    id,
    kind,
    family,
    ...(kind === 'execution' && { replayable: replayable === true }),
    ...(about !== undefined && { about }),
    level: history ? 'history' : 'output',
    ok,
    levels: { output: output.ok, ...(history && { history: history.ok }) },
    diffs: diffs.map((diff) => diff.message ?? JSON.stringify(diff)),
  };
}

function strictest({ kind, expected }) {
  const isRun = kind === 'execution' || kind === 'mock';
  return kind === 'validation' || kind === 'capture' || (isRun && !expected?.events) ? 'output' : 'history';
}

function byComparer(vector, actual, { compareVector }) {
  const alsoIgnoreKeys = newerThan(vector);
  const at = (level) => compareVector(vector, actual, { level, alsoIgnoreKeys });
  return strictest(vector) === 'output' ? { output: at('output') } : { output: at('output'), history: at('history') };
}

/** AWS and our checker agree where both accept or both refuse. */
function compareVerdict({ expected, about }, { errors }) {
  const refused = expected.error !== undefined || expected.response?.result === 'FAIL';
  if (refused === errors.length > 0) return { output: { ok: true, diffs: [] } };
  const found = errors.map((error) => error.message).join('; ');
  const what = about === 'definition' || about === undefined ? 'it' : `the ${about}`;
  const message = refused ? `AWS refuses ${what}, we accept it` : `AWS accepts ${what}, we refuse it: ${found}`;
  return { output: { ok: false, diffs: [{ message }] } };
}
