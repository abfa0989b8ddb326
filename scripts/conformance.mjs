// Runs recordings of the real service through the interpreter and says how alike the two are.
//   npm run conformance -- DIR [--report FILE] [--family X] [--id TEXT] [--verbose|-v] [--min N]
// DIR holds files of vectors and captures, itself or in folders of its own; compare.mjs is in DIR or above it.
// Exit codes: 0 measured, and every difference is a known one; 1 something else differs; 2 nothing could be measured.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleInterpreter } from './conformance/bundleInterpreter.mjs';
import { measure } from './conformance/measure.mjs';
import { findComparer, readVectors } from './conformance/readVectors.mjs';
import { report } from './conformance/report.mjs';

const USAGE = 'Usage: npm run conformance -- DIR [--report FILE] [--family X] [--id TEXT] [--verbose|-v] [--min N]';

const OPTIONS = {
  report: { type: 'string' },
  family: { type: 'string' },
  id: { type: 'string' },
  verbose: { type: 'boolean', short: 'v', default: false },
  /** Fewer replayable executions passed than this is a failure, whatever is known. */
  min: { type: 'string' },
};

async function main(args) {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return refuse(`${error.message}\n${USAGE}`);
  }
  const { values: options, positionals } = parsed;
  if (positionals.length !== 1) return refuse(USAGE);
  const place = path.resolve(positionals[0]);
  if (!existsSync(place)) return refuse(`There is no folder ${place}.`);
  const comparer = findComparer(place);
  if (!comparer) {
    return refuse(`There is no compare.mjs in ${place} or above it: put the one that came with the vectors there.`);
  }
  const { vectors, broken } = readVectors(place);
  for (const sentence of broken) console.error(sentence);
  if (vectors.length === 0) return refuse(`There are no vectors in ${place}.`);
  const chosen = vectors.filter(
    ({ id, family }) => (!options.family || family === options.family) && (!options.id || id.includes(options.id)),
  );
  if (chosen.length === 0) return refuse('No vector is of that family and id.');

  let interpreter;
  try {
    interpreter = await bundleInterpreter();
  } catch (error) {
    return refuse(`The interpreter cannot be built: ${error.message}`);
  }
  let results;
  try {
    results = await measure(chosen, { core: interpreter.file, comparer });
  } finally {
    interpreter.remove();
  }
  if (options.report !== undefined) {
    const target = path.resolve(options.report);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, `${JSON.stringify(results, null, 1)}\n`);
  }
  const unexplained = report(results, options);
  const replayed = results.filter(({ replayable, ok }) => replayable && ok).length;
  const tooFew = options.min !== undefined && replayed < Number(options.min);
  return unexplained.length > 0 || broken.length > 0 || tooFew ? 1 : 0;
}

function refuse(sentence) {
  console.error(sentence);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
