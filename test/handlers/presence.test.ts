/** What is made up of an event that a handler asks first whether it has something. */
import { expect, test } from 'vitest';
import { readsOfEvent } from '../../core/handlers/dataReads';
import { readAs } from '../../core/infer';

const python = (body: string): string => `def handler(event, context):\n${body.replace(/^/gm, '    ')}\n`;
const javascript = (body: string): string => `exports.handler = async (event) => {\n${body}\n};`;
const id = { id: 'inferred-id' };
const both = { body: 'inferred-body', ...id };

test.each<[body: string, event: object]>([
  ['if "body" in event:\n    data = event["body"]\nelse:\n    data = event\nreturn data["id"]', id],
  ['if "body" in event:\n    print(event["body"])\n    if event["body"]:\n        pass\nreturn event["id"]', id],
  ['data = event["body"] if "body" in event else ""\nreturn event["id"]', id],
  ['if "body" not in event:\n    raise ValueError()\nprint(event["body"], event["id"])', both],
  ['if "body" in event:\n    print(event["body"])\nelse:\n    raise ValueError()\nreturn event["id"]', both],
  ['if "body" in event:\n    return event["body"]\nraise ValueError(event["id"])', both],
  ['if "body" in event:\n    print(1)\nreturn event["body"] + event["id"]', both],
  ['if "body" in event["id"]:\n    print(event["body"])\nreturn event["id"]', both],
])('Python: %j', (body, event) => {
  expect(madeUp('a.py', python(body))).toEqual(Object.keys(event).sort());
});

test.each<[body: string, event: object]>([
  ['if ("body" in event) { log(event.body); } return event.id;', id],
  ['const data = "body" in event ? event.body : 1; return event.id;', id],
  ['if (!("body" in event)) throw 1; return event.body + event.id;', both],
  ['if ("body" in event) { log(event.body); } else { throw 1; } return event.id;', both],
  ['if ("body" in event) log(event.body); return event.id;', id],
])('JavaScript: %j', (body, event) => {
  expect(madeUp('a.js', javascript(body))).toEqual(Object.keys(event).sort());
});

function madeUp(file: string, text: string): string[] {
  const reads = readsOfEvent({ files: [{ file, text }], exportName: 'handler' })!;
  return Object.keys(readAs(reads, 'event') as object).sort();
}
