/**
 * fast-check with the same cases each time, so that a change passes or fails for what it changes. `PROPERTY_SEED=random`
 * (or a number) looks further: `npm run properties`. What fails says how it is repeated.
 */
import path from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';

const { PROPERTY_SEED: wanted = '1' } = process.env;
const seed = wanted === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);

/** What fast-check says of a property that fails, with the command that fails the same way. */
export function failure(details: fc.RunDetails<unknown>): string {
  const file = path.relative(process.cwd(), expect.getState().testPath ?? '');
  return `${fc.defaultReportMessage(details)}\n\nRepeat it: PROPERTY_SEED=${details.seed} npx vitest run ${file}`;
}

function report(details: fc.RunDetails<unknown>): void {
  if (!details.failed) return;
  throw new Error(failure(details), { cause: details.errorInstance ?? undefined });
}

fc.configureGlobal({ seed, reporter: report });

export default fc;
