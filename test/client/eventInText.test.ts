/** The event in what was copied: as a console, a logger or Python prints it. */
import { expect, it } from 'vitest';
import { eventInText } from '../../client/events/eventInText';

it.each<[string, unknown]>([
  ['{"a": 1}', { a: 1 }],
  ['  [1, 2]\n', [1, 2]],
  [
    '2026-01-02T03:04:05.006Z\t1a2b\tINFO\t{"Records": [{"body": "{\\"x\\": 1}"}]}',
    { Records: [{ body: '{"x": 1}' }] },
  ],
  ['[INFO] 2026-01-02 got {"a": "}"} and more', { a: '}' }],
  ['"{\\"a\\": {\\"b\\": 2}}"', { a: { b: 2 } }],
  ['payload={\\"a\\": \\"b\\"}', { a: 'b' }],
  ['{"timestamp": "t", "level": "INFO", "requestId": "r", "message": {"a": 1}}', { a: 1 }],
  ['{"timestamp": "t", "level": "INFO", "message": "event: {\\"a\\": 1}"}', { a: 1 }],
  ['{"@message": "START {\\"a\\": 1}"}', { a: 1 }],
  [
    '{"level": "INFO", "timestamp": "t", "message": "no event"}',
    { level: 'INFO', timestamp: 't', message: 'no event' },
  ],
  ['{"message": {"a": 1}}', { message: { a: 1 } }],
  ["{'a': None, 'b': True, 'c': [1, 'it''s'.x]}", undefined],
  ["{'a': None, 'b': [True, False,], \"c\": \"it's\"}", { a: null, b: [true, false], c: "it's" }],
  ["{'a': 'say \"hi\" \\'now\\' \\x41\\n'}", { a: 'say "hi" \'now\' A\n' }],
  ["[DEBUG]\tx\t{'None': 'True'}", { None: 'True' }],
  ['{ a: 1 }', undefined],
  ['nothing', undefined],
  ['7', undefined],
  ['"text"', undefined],
  ['', undefined],
  ['[] {} [', undefined],
])('%s', (text, event) => {
  expect(eventInText(text)).toEqual(event);
});
