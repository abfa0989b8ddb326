/** The event in what was copied: as a console, a logger or Python prints it. */
import { expect, it } from 'vitest';
import { eventInText } from '../../events/eventInText';

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
  ["{'a': 'x\\ty\\\\z\\u00e9\\q\\r', 'b': \"it's \\\"so\\\"\"}", { a: 'x\ty\\zé\\q\r', b: 'it\'s "so"' }],
  ["'{'a': 1}'", { a: 1 }],
  ['{"None": None}', undefined],
  ['{"timestamp": "t", "@timestamp": "t", "event": [1]}', [1]],
  [
    '{"level": "l", "cold_start": true, "msg": {"level": "l", "AWSRequestId": "r", "message": "{\\"a\\":1}"}}',
    { a: 1 },
  ],
  ['{"level": "l", "message": {"a": 1}}', { level: 'l', message: { a: 1 } }],
  [`${'{'.repeat(50)} {"a": 1}`, undefined],
  [`${'{ '.repeat(49)}x {"a": 1}`, { a: 1 }],
  ["{'a': ']}'} tail", { a: ']}' }],
  ['text \\"{\\"a\\": \\"b\\\\n\\"}\\"', { a: 'b\n' }],
  ['level=info event="{\\"a\\": \\"b\\"}" at=now', { a: 'b' }],
  ['event="{\\n  \\"a\\": 1\\n}"', { a: 1 }],
  ['{ a: 1 }', undefined],
  ['nothing', undefined],
  ['7', undefined],
  ['"text"', undefined],
  ['', undefined],
  ['[] {} [', undefined],
])('%s', (text, event) => {
  expect(eventInText(text)).toEqual(event);
});
