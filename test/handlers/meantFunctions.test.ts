/** Which function a person means who names none. */
import { expect, test } from 'vitest';
import { meantFunctions } from '../../core/handlers/meantFunctions';

/** `hello! 3-5`: from line 3 to line 5, announced; `?` takes no event and context. */
function check(functions: string, line: number | undefined, meant: string): void {
  const all = functions.split(', ').map((text) => {
    const [, name, mark, from, to] = /^(\w+)([!?]?) (\d+)-(\d+)$/.exec(text)!;
    return { name, isAnnounced: mark === '!', takesEvent: mark !== '?', from: Number(from), to: Number(to) };
  });
  expect(meantFunctions(all, line).map(({ name }) => name)).toEqual(meant.split(' '));
}

test.each<[what: string, functions: string, line: number | undefined, meant: string]>([
  ['the only one', 'hello 3-5', undefined, 'hello'],
  ['the only one, wherever the cursor is', 'hello 3-5', 9, 'hello'],
  ['the one at the cursor', 'hello 1-5, bye! 6-8', 5, 'hello'],
  ['the one whose first line it is', 'hello 1-5, bye 6-8', 6, 'bye'],
  ['the one that is announced, if the cursor is in none', 'hello 1-5, bye! 6-8', 9, 'bye'],
  ['the one that takes an event', 'hello? 1-5, bye 6-8', undefined, 'bye'],
  ['one that takes none, if the cursor is there', 'hello? 1-5, bye! 6-8', 2, 'hello'],
  ['any, if none takes an event', 'hello? 1-5, bye? 6-8', undefined, 'hello bye'],
  ['a choice', 'hello 1-5, bye 6-8', 0, 'hello bye'],
  ['a choice, what is announced first', 'hello 1-5, bye! 6-8, ciao! 9-9', undefined, 'bye ciao hello'],
  ['a choice of two functions of one export', 'hello! 1-5, other! 1-5, bye! 6-8', 3, 'hello other'],
])('%s', (_what, functions, line, meant) => check(functions, line, meant));
