/** An error as a person writes it for a mock: what it is read as, or what is wrong with it. */
import { expect, test } from 'vitest';
import { readWrittenError } from '../../core/interpreter/testState/writtenError';

test.each<[string, object]>([
  ['Busy', { error: 'Busy' }],
  ['', { error: '' }],
  ['Busy:later', { error: 'Busy', cause: 'later' }],
  ['Busy:', { error: 'Busy', cause: '' }],
  ['Busy:at 10:30', { error: 'Busy', cause: 'at 10:30' }],
  ['a {b}', { error: 'a {b}' }],
  ['[1]', { error: '[1]' }],
  ['{"error":"Busy"}', { error: 'Busy' }],
  [' {"Error":"Busy","Cause":"c"}', { error: 'Busy', cause: 'c' }],
  ['\n{"cause":"c"}', { cause: 'c' }],
  ['{}', {}],
  ['{oops', { problem: 'is no JSON: {oops' }],
  ['{"error":"Busy","other":"x"}', { problem: 'has error and cause, not "other".' }],
  ['{"Error":1}', { problem: 'must have a string as Error.' }],
  ['{"cause":null}', { problem: 'must have a string as cause.' }],
])('%j', (text, read) => expect(readWrittenError(text)).toEqual(read));
