/**
 * What is said of failures that differ in small things, line by line in files of `variants`: states one after the other, and the input of
 * the first. A state with `{% … %}` makes it a machine of JSONata; behind `fails` stands what the state fails with instead of a run, and
 * behind `with` what is known besides: what its task was asked, what it answered, what the program that ran a handler has seen; or what
 * the tasks of a run reply.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import { expectAnswers } from '../harness/golden';
import { explained, type Failing } from './check';

const FORM = /^(?<machine>.*?)(?: ⇐ (?<input>.*?))?(?: fails (?<fails>\{.*?))?(?: with (?<more>\{.*))?$/;

/** `"×5"` is a text of so many characters. */
function read<T>(text: string): T {
  const long = (_: string, value: unknown): unknown =>
    typeof value === 'string' && /^×\d+$/.test(value) ? 'x'.repeat(Number(value.slice(1))) : value;
  return JSON.parse(text, long) as T;
}

const folder = path.join(import.meta.dirname, 'variants');

test.each(readdirSync(folder))('%s', (file) =>
  expectAnswers(path.join(folder, file), async (written) => {
    const { machine = '', input = '{}', fails, more } = FORM.exec(written)?.groups ?? {};
    const states = machine.split(' then ').map((each) => JSON.parse(each) as JsonObject);
    const name = (index: number): string => `S${index + 1}`;
    const isLast = (index: number): boolean => index === states.length - 1;
    const said = await explained({
      ...(machine.includes('{%') && { language: 'JSONata' as const }),
      states: Object.fromEntries(
        states.map((state, index) => [
          name(index),
          { ...state, ...(state['Type'] !== 'Choice' && (isLast(index) ? { End: true } : { Next: name(index + 1) })) },
        ]),
      ),
      input: read<Json>(input),
      ...(fails !== undefined && { fails: read<{ error: string; cause: string }>(fails) }),
      ...(more !== undefined && read<Pick<Failing, 'asked' | 'result' | 'facts' | 'replies'>>(more)),
    }).catch(() => undefined);
    if (!said) return 'does not fail';
    const told = said.map(({ state, sentence, edit }) => {
      if (!edit) return `${state}: ${sentence}`;
      const { title, at, was, ...change } = edit as typeof edit & JsonObject;
      const { statePath, ...rest } = change;
      return `${state}: ${sentence} [${title}: ${String(statePath)} ${at.join('.')} ${JSON.stringify(was)} ${JSON.stringify(rest)}]`;
    });
    return told.join('; ') || 'nothing';
  }),
);
