import { expect, test } from 'vitest';
import type { Trigger } from '../../project';
import { responseOfUrl, urlMode } from '../../run/launch/streamedUrl';

test.each<[triggers: Trigger[], mode: string | undefined]>([
  [[], undefined],
  [[{ type: 'Schedule', properties: { InvokeMode: 'RESPONSE_STREAM' } }], undefined],
  [[{ type: 'Lambda.Url', properties: {} }], 'BUFFERED'],
  [
    [
      { type: 'Api', properties: {} },
      { type: 'Lambda.Url', properties: { InvokeMode: 'RESPONSE_STREAM' } },
    ],
    'RESPONSE_STREAM',
  ],
  [[{ type: 'Lambda.Url', properties: { InvokeMode: { Ref: 'Mode' } } }], undefined],
  [[{ type: 'aws_lambda_function_url', properties: { invoke_mode: 'RESPONSE_STREAM' } }], 'RESPONSE_STREAM'],
])('the mode of the URL in %j is %s', (triggers, mode) => expect(urlMode(triggers)).toBe(mode));

test('a client gets the text with the type that the handler set', () =>
  expect(JSON.parse(responseOfUrl('"a,b"', 'text/csv'))).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'text/csv' },
    body: 'a,b',
  }));
