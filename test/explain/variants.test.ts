/**
 * What is said of failures that differ in small things, line by line in `variants.txt`: states one after the other, and the input of
 * the first. A state with `{% … %}` makes it a machine of JSONata; behind `fails` stands what a handler fails with.
 */
import path from 'node:path';
import { test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import { expectAnswers } from '../harness/golden';
import { explained } from './check';

test('variants', () =>
  expectAnswers(path.join(import.meta.dirname, 'variants.txt'), async (written) => {
    const [machine = '', input = '{}', fails] = written.split(/ ⇐ | fails /);
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
      input: JSON.parse(input) as Json,
      ...(fails !== undefined && { fails: JSON.parse(fails) as { error: string; cause: string } }),
    }).catch(() => undefined);
    if (!said) return 'does not fail';
    const told = said.map(({ state, sentence, edit }) => {
      if (!edit) return `${state}: ${sentence}`;
      const { title, at, was, ...change } = edit as typeof edit & JsonObject;
      const { statePath, ...rest } = change;
      return `${state}: ${sentence} [${title}: ${String(statePath)} ${at.join('.')} ${JSON.stringify(was)} ${JSON.stringify(rest)}]`;
    });
    return told.join('; ') || 'nothing';
  }));
