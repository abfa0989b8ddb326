/** Expressions by themselves, beside what the library makes of them. */
import jsonata from 'jsonata';
import { expect } from 'vitest';
import { compileJsonata, isQueryProblem, type JsonataScope } from '../../core/query';

export async function evaluateAlone(source: string, scope: Partial<JsonataScope> = {}) {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  return compiled.evaluate({ states: { input: null }, ...scope }, 'Output');
}

/** The same value, or the same error of the library's. */
export async function expectAsLibrary(source: string): Promise<void> {
  const theirs: unknown = await jsonata(source)
    .evaluate(null)
    .then(
      // What there is not, AWS fails of.
      (value: unknown) =>
        value === undefined
          ? { ok: false, cause: expect.stringContaining('returned nothing') as string }
          : { ok: true, value: JSON.parse(JSON.stringify(value)) as unknown },
      ({ code, message }: { code: string; message: string }) => ({
        ok: false,
        cause: expect.stringContaining(`${code}: ${message}`) as string,
      }),
    );
  expect(await evaluateAlone(source)).toMatchObject(theirs as object);
}
