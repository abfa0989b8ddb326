/** The name that is meant where the spelling is far from it. */
import { expect, test } from 'vitest';
import { nameOfSameWord } from '../../core/rules/didYouMean';

const INVOKE = ['ApiEndpoint', 'Method', 'Headers', 'Stage', 'Path', 'QueryParameters', 'RequestBody', 'AuthType'];

test.each([
  ['Querystring', INVOKE, 'QueryParameters'],
  ['queryStringParameters', INVOKE, 'QueryParameters'],
  ['Requests', INVOKE, 'RequestBody'],
  ['Body', INVOKE, undefined],
  ['Api', INVOKE, undefined],
  ['MessageText', ['Message', 'MessageStructure'], undefined],
])('%s', (name, names, meant) => expect(nameOfSameWord(name, names)).toBe(meant));
