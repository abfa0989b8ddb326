/** What a handler's answer has of its event, seen in the code alone. */
import { expect, test } from 'vitest';
import { eventUse, type Returned } from '../../core/handlers/dataReads';

/** `order.id` where a part is handed on, `?` where the code works something out; `{ '…': 'order', total: '?' }` */
function shown(returned: Returned | undefined): unknown {
  if (!returned) return undefined;
  const part = returned.from && ['event', ...returned.from].join('.');
  if (returned.members.size === 0) return part ?? '?';
  const members = [...returned.members].map(([name, each]) => [name, shown(each)] as const);
  return { ...(part !== undefined && { '…': part }), ...Object.fromEntries(members) };
}

const python = (body: string): string => `def handler(event, context):\n${body.replace(/^/gm, '    ')}\n`;
const javascript = (body: string): string => `export const handler = async (event) => {\n${body}\n};`;
const withTotal = { '…': 'event', total: '?' };

test.each<[string, string, unknown]>([
  ['a.js', javascript('return event;'), 'event'],
  ['a.js', javascript('return { ...event, total: 3 };'), withTotal],
  ['a.js', javascript('const total = sum(event);\nreturn { ...event, total };'), withTotal],
  ['a.js', javascript('const { order } = event;\nreturn { order, ok: true };'), { order: 'event.order', ok: '?' }],
  ['a.js', javascript('const order = event.body;\norder.total = 3\nreturn order'), { '…': 'event.body', total: '?' }],
  ['a.js', javascript('return Object.assign({}, event, { total: 3 });'), 'event'],
  ['a.js', javascript('const copy = structuredClone(event); copy.total = 3; return copy;'), withTotal],
  [
    'a.js',
    javascript('if (!event.id) return { error: "none" };\nreturn { id: event.id };'),
    { error: '?', id: 'event.id' },
  ],
  ['a.js', javascript('return event.total * 2;'), undefined],
  ['a.js', javascript('return event.rows.map((row) => row.id);'), undefined],
  ['a.js', javascript('return { total: event.total * 2 };'), undefined],
  ['a.js', javascript('return check(event);'), undefined],
  [
    'a.js',
    javascript(
      'const rows = event.rows.filter((row) => { return event.wanted; });\nreturn { rows, user: event.user };',
    ),
    { rows: '?', user: 'event.user' },
  ],
  ['a.js', javascript('function pick() { return event.order; }\nreturn { user: event.user };'), { user: 'event.user' }],
  ['a.js', javascript('event.rows.forEach(() => { event.total = 3; });\nreturn event;'), withTotal],
  ['a.js', javascript('event = await load();\nreturn event;'), undefined],
  [
    'a.js',
    'exports.handler = async ({ order, user }) => ({ order, by: user.name });',
    { order: 'event.order', by: 'event.user.name' },
  ],
  ['a.ts', 'export const handler = async (event: Order): Promise<Order> => ({ ...event, total: 3 });', withTotal],
  ['a.ts', javascript('return event as Order;'), 'event'],
  ['a.py', python('send(1, event=1)\nsend(event=2)\nreturn event'), 'event'],
  [
    'a.py',
    python('a = {"x": event}\n' + 'a = {"x": a, "y": a}\n'.repeat(40) + 'return {"kept": event["id"], "deep": a}'),
    { kept: 'event.id', deep: expect.anything() },
  ],
  ['a.py', python('return event'), 'event'],
  ['a.py', python('event["total"] = 3\nreturn event'), withTotal],
  ['a.py', python('return {**event, "total": 3}'), withTotal],
  ['a.py', python('return event | {"total": 3}'), withTotal],
  [
    'a.py',
    python('order = event["order"].copy()\norder["total"] = 3\nreturn order'),
    { '…': 'event.order', total: '?' },
  ],
  ['a.py', python('result = dict(event)\nresult["total"] = 3\nreturn result'), withTotal],
  ['a.py', python('result = copy.deepcopy(event)\nreturn result'), 'event'],
  ['a.py', python('return {"order": event["order"], "n": len(event["rows"])}'), { order: 'event.order', n: '?' }],
  ['a.py', python('return {"nested": {"id": event.get("id")}}'), { nested: { id: 'event.id' } }],
  ['a.py', python('return {"n": len(event["rows"])}'), undefined],
  ['a.py', python('def pick():\n    return event["a"]\nreturn {"user": event["user"]}'), { user: 'event.user' }],
  ['a.py', python('if event["a"] == 1:\n    return event["b"]\nreturn event["b"]["c"]'), 'event.b'],
])('%s: %s', (file, text, returned) => {
  expect(shown(eventUse({ files: [{ file, text }], exportName: 'handler' })?.returned)).toEqual(returned);
});
