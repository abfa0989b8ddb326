/** What is read of an event and of answers, seen in the code alone. */
import { expect, test } from 'vitest';
import { readsOfEvent, readsOfHttpBody, readsOfMember, type DataReads } from '../../core/handlers/dataReads';

/** `{ a: 'number', b: [{ c: '?' }], d: json({…}) }` */
function shown(reads: DataReads | undefined): unknown {
  if (!reads) return undefined;
  if (reads.json) return { json: shown(reads.json) };
  if (reads.kind === 'list') return [shown(reads.item), ...(reads.least ? [reads.least] : [])];
  if (reads.members.size > 0) return Object.fromEntries([...reads.members].map(([name, each]) => [name, shown(each)]));
  return reads.example ?? reads.kind ?? '?';
}

const python = (body: string): string => `def handler(event, context):\n${body.replace(/^/gm, '    ')}\n`;
const javascript = (body: string): string => `export const handler = async (event) => {\n${body}\n};`;

test.each<[string, string, unknown]>([
  ['a.py', python('return event["who"]["name"]'), { who: { name: '?' } }],
  ['a.py', python('order = event["order"]\nreturn order["total"] * 2'), { order: { total: 'number' } }],
  ['a.py', python('for row in event["rows"]:\n    print(row["id"])'), { rows: [{ id: '?' }] }],
  ['a.py', python('return [row["id"] for row in event.get("rows", [])]'), { rows: [{ id: '?' }] }],
  ['a.py', python('body = json.loads(event["body"])\nreturn body["n"]'), { body: { json: { n: '?' } } }],
  ['a.py', python('return json.loads(event["body"])["n"]'), { body: { json: { n: '?' } } }],
  ['a.py', python('n = int(event["n"])\nreturn n'), { n: 'number' }],
  ['a.py', python('for k, v in event["m"].items():\n    pass'), { m: 'object' }],
  ['a.py', python('x = event["a"]\nx = 1\nx["no"]'), { a: '?' }],
  ['a.js', javascript('const { a, b } = event; return a.c + b;'), { a: { c: '?' }, b: '?' }],
  ['a.js', javascript('return event.rows.map((row) => row.id);'), { rows: [{ id: '?' }] }],
  ['a.js', javascript('return event.rows.map(({ id }) => id.x);'), { rows: [{ id: { x: '?' } }] }],
  ['a.js', javascript('event.rows.forEach(function (row) { log(row.id); });'), { rows: [{ id: '?' }] }],
  ['a.js', javascript('event.rows.map(async function each(row) { log(row.id); });'), { rows: [{ id: '?' }] }],
  ['a.js', javascript('event.rows.forEach((event) => log(event.id)); log(event.n);'), { rows: [{ id: '?' }], n: '?' }],
  ['a.js', javascript('all.map(function (event) { log(event.id); }); log(event.n);'), { n: '?' }],
  ['a.js', javascript('function each(event) { log(event.id); } log(event.n);'), { n: '?' }],
  ['a.py', python('for event in event["rows"]:\n    print(event["id"])'), { rows: [{ id: '?' }] }],
  ['a.py', python('def each(event):\n    return event["id"]\nreturn event["n"]'), { n: '?' }],
  ['a.js', javascript("switch (event.kind) { case 'bounce': case 'open': }"), { kind: 'bounce' }],
  ['a.js', javascript("const { kind } = event; switch (kind) { case 'bounce': }"), { kind: 'bounce' }],
  ['a.py', python('match event["kind"]:\n    case "bounce":\n        pass'), { kind: 'bounce' }],
  ['a.py', python('if event["kind"] in ["open", "bounce"]:\n    pass'), { kind: 'open' }],
  ['a.py', python('if event["kind"] not in ("open", "bounce"):\n    raise ValueError()'), { kind: 'open' }],
  ['a.py', python('if event["kind"] not in ("open", "bounce"):\n    keep()'), { kind: '?' }],
  [
    'a.js',
    javascript("if (event.kind !== 'bounce') return; if (event.state != 'gone') keep();"),
    { kind: 'bounce', state: '?' },
  ],
  ['a.js', javascript("if (event.kind != 'bounce') { throw new Error(); }"), { kind: 'bounce' }],
  ['a.js', javascript("if (event.kind === '') return;"), { kind: '?' }],
  ['a.py', python('print("%s of %s" % (event["a"], event["b"]))'), { a: '?', b: '?' }],
  [
    'a.py',
    python('d = gzip.decompress(base64.b64decode(event["d"]))\nreturn json.loads(d)["n"]'),
    { d: { json: { n: '?' } } },
  ],
  [
    'a.js',
    javascript("zlib.gunzip(Buffer.from(event.d, 'base64'), (e, made) => { log(JSON.parse(made.toString()).n); });"),
    { d: { json: { n: '?' } } },
  ],
  [
    'a.js',
    javascript("log(JSON.parse(zlib.gunzipSync(Buffer.from(event.d, 'base64')).toString()).n);"),
    { d: { json: { n: '?' } } },
  ],
  ['a.js', javascript('return event.rows.reduce((sum, row) => sum + row.n * 2, 0);'), { rows: [{ n: 'number' }] }],
  ['a.js', javascript('for (const { id } of event.rows) log(id);'), { rows: [{ id: '?' }] }],
  ['a.js', javascript('const order = JSON.parse(event.body); return order.n;'), { body: { json: { n: '?' } } }],
  [
    'a.js',
    javascript('if (!event.rows?.length) fail(); for (const { id } of event.rows) log(id);'),
    { rows: [{ id: '?' }] },
  ],
  ['a.js', javascript('return event.length > event.a.length;'), { a: '?' }],
  ['a.js', javascript('return Order.parse(event);'), undefined],
  [
    'a.js',
    javascript('const { rows } = RowsSchema.parse(event); return rows.map((r) => r.id);'),
    { rows: [{ id: '?' }] },
  ],
  ['a.js', javascript('return (await Rows.parseAsync(event)).first;'), { first: '?' }],
  ['a.py', python('return SqsModel.model_validate(event).Records[0]'), { Records: ['?', 1] }],
  [
    'a.ts',
    'export const handler = async (event: { who: { name: string }; n?: number }) => save(event);',
    { who: { name: '?' } },
  ],
  [
    'a.ts',
    "type Species = 'cat' | 'dog';\ninterface Pet { species: Species; ages: Ages }\ntype Ages = number[];\n" +
      'export const handler = async (event: Pet) => save(event);',
    { species: 'cat', ages: '?' },
  ],
  ['a.js', javascript('if (event.total > 100) return event.list[1].x;'), { total: 'number', list: [{ x: '?' }, 2] }],
  ['a.py', python('if event["n"] > 1 and 2 < event["m"]:\n    pass'), { n: 'number', m: 'number' }],
  ['a.py', python('for i in range(event["n"]):\n    pass'), { n: 'number' }],
  ['a.py', python('return sum(row["n"] for row in event["rows"])'), { rows: [{ n: 'number' }] }],
  ['a.py', python('return sorted(row["n"] for row in event["rows"])'), { rows: [{ n: '?' }] }],
  ['a.py', python('return sorted(event["rows"])[0]'), { rows: ['?', 1] }],
  ['a.py', python('return len(event["a"])'), { a: '?' }],
  [
    'a.py',
    python(
      'order = event.get("order")\nneeded = ["id", "lines"]\nfor f in needed:\n    if f not in order:\n        raise',
    ),
    { order: { id: '?', lines: '?' } },
  ],
  ['a.py', python('missing = [k for k in ("a", "b") if not event.get(k)]'), { a: '?', b: '?' }],
  ['a.py', python('if not all(k in event for k in {"a", "b"}):\n    raise'), { a: '?', b: '?' }],
  [
    'a.py',
    `NEEDED = frozenset(["a", "b"])\n${python('for k in NEEDED:\n    print(event["x"][k]["y"])')}`,
    { x: { a: { y: '?' }, b: { y: '?' } } },
  ],
  ['a.py', python('for k in names():\n    if k not in event:\n        raise'), undefined],
  ['a.py', python('for k in ["a", other]:\n    if k not in event:\n        raise'), undefined],
  ['a.py', python('for k in ["a"]:\n    event[k] = 1'), undefined],
  ['a.js', javascript("for (const f of ['a', 'b']) if (!(f in event)) throw f;"), { a: '?', b: '?' }],
  ['a.js', javascript("['a', 'b'].forEach((f) => { if (!event[f]) throw f; });"), { a: '?', b: '?' }],
  [
    'a.js',
    javascript("const all = ['a', 'b']; const missing = all.filter(f => !event.order?.[f]);"),
    { order: { a: '?', b: '?' } },
  ],
  ['a.js', javascript("for (const f of new Set(['a'])) if (!event.hasOwnProperty(f)) throw f;"), { a: '?' }],
  [
    'a.ts',
    "const NEEDED: readonly string[] = ['a', 'b'];\nexport const handler = async (event) => NEEDED.every((f) => event[f] > 1);",
    { a: 'number', b: 'number' },
  ],
  ['a.js', javascript("for (const f of ['x']) log(f); for (const f of ['a']) if (!event[f]) throw f;"), { a: '?' }],
  ['a.py', python(`return {"body": f'Hello {event["who"]}\\n'}`), { who: '?' }],
  [
    'a.py',
    python(`print(f"{{event['x']}} {event['a']!r:>{event['width']}} {event['b'] = } {event.get('c'):.2f}")`),
    { a: '?', width: '?', b: '?', c: '?' },
  ],
  ['a.py', python(`print("{event['no']}", rb"{event['no']}")`), undefined],
  ['a.py', python(`print(f'''{event["a"] != 1} {event`), { a: 'number' }],
  ['a.py', python('counter = event["counter"]\nreturn counter - 1'), { counter: 'number' }],
  ['a.py', python('counter = event["counter"]; counter - 1'), { counter: 'number' }],
  ['a.py', python('left = event["counter"]\nif left == 0:\n    return 0'), { counter: 'number' }],
  ['a.js', javascript('return event.counter !== 0 && event.kind !== "x";'), { counter: 'number', kind: '?' }],
  ['a.py', python('counter = event["counter"] or 0\nif total - counter:\n    pass'), { counter: 'number' }],
  [
    'a.py',
    python('event["n"] -= 1\nm = event["m"]\nm += 2\nreturn -event["k"]'),
    { n: 'number', m: 'number', k: 'number' },
  ],
  ['a.js', javascript('const { counter } = event; return { counter: counter - 1 };'), { counter: 'number' }],
  ['a.js', javascript('let counter = event.counter; counter -= 1; return counter;'), { counter: 'number' }],
  ['a.js', javascript('let { n, m } = event; n--; ++m; return event.k++;'), { n: 'number', m: 'number', k: 'number' }],
  ['a.js', javascript('const c = event.c ?? 0; return -c + event.d;'), { c: 'number', d: '?' }],
  ['a.py', python('return str(event["a"]).strip()'), { a: '?' }],
  ['a.py', python('data = dict(event["a"])\nreturn data["b"]'), { a: { b: '?' } }],
  ['a.py', python('rows = [row["id"] for row in event["rows"] if row["ok"]]'), { rows: [{ id: '?', ok: '?' }] }],
  ['a.py', python('print((event["a"])["b"])'), { a: { b: '?' } }],
  ['a.py', python('event["a"].append(1)\nevent["b"].keys()'), { a: ['?'], b: 'object' }],
  ['a.py', python('return event["list"][2]'), { list: ['?', 3] }],
  ['a.py', python('return event["list"][30]'), { list: ['?', 21] }],
  ['a.py', 'def other(event):\n    return event["no"]\n', undefined],
  ['a.py', python('pass'), undefined],
  ['a.py', python('day, total = event["cells"]\nreturn day["n"]'), { cells: [{ n: '?' }, 2] }],
  ['a.py', python('day, total = (c["v"] for c in event["cells"])'), { cells: [{ v: '?' }, 2] }],
  ['a.py', python('(a, b, c) = [x["v"] for x in event["cells"]]'), { cells: [{ v: '?' }, 3] }],
  ['a.py', python('first, last = event["name"].split(" ")'), { name: 'a b' }],
  ['a.py', python('w, h = [int(n) for n in event["size"].split("x")]'), { size: '1x2' }],
  ['a.py', python('words = event["name"].split(" ")'), { name: '?' }],
  ['a.js', javascript("const [day, hour] = event.at.split('/');"), { at: 'a/b' }],
  ['a.js', javascript("return event.at.split('/')[2];"), { at: 'a/b/c' }],
  ['a.py', python('all = tuple(x["v"] for x in event["cells"])\nreturn all[1]'), { cells: [{ v: '?' }, 2] }],
  ['a.py', python('total = [x["v"] for x in event["cells"]]'), { cells: [{ v: '?' }] }],
  ['a.js', javascript('const [day, total] = event.cells.map((c) => c.v);'), { cells: [{ v: '?' }, 2] }],
  ['a.js', javascript('const all = event.cells.map((c) => c.v); return all[2];'), { cells: [{ v: '?' }, 3] }],
  ['a.js', javascript('const all = event.cells.map((c) => c.v); return all;'), { cells: [{ v: '?' }] }],
  ['a.py', python('x = event["a"]\nif x == 1:\n    return x["b"]'), { a: { b: '?' } }],
  ['a.js', javascript('const { a: { b }, c: d } = event; return b.x + d.y;'), { a: { b: { x: '?' } }, c: { y: '?' } }],
  ['a.js', javascript('for (const key in event.map) log(key);'), { map: 'object' }],
  ['a.js', javascript('for (const row of event.rows) log(row?.id);'), { rows: [{ id: '?' }] }],
  ['a.js', javascript('return event.rows.map(async (row) => row.id);'), { rows: [{ id: '?' }] }],
  ['a.js', javascript('return event.rows.map(row => row.id);'), { rows: [{ id: '?' }] }],
  [
    'a.js',
    javascript('return Number(event.n) + parseInt(event.m) + Math.round(event.r);'),
    { n: 'number', m: 'number', r: 'number' },
  ],
  ['a.js', javascript('const f = (x) => event.a; return { event: 1 };'), { a: '?' }],
  ['a.js', javascript('return other.event.no + event?.yes;'), { yes: '?' }],
  ['a.js', javascript('event = 1; return event.no;'), undefined],
  ['a.js', javascript('return event.a.toString().length + event.b.trim();'), { a: '?', b: '?' }],
  ['a.js', javascript('return send(event.a, event.b);'), { a: '?', b: '?' }],
  ['a.js', javascript('log(`${event.a}`);') + ' const other = (event) => event.no;', { a: '?' }],
  ['a.js', 'exports.one = (event) => event.a; exports.handler = (event) => event.b;', { b: '?' }],
  ['a.js', 'const main = async (event) => event.a;\nexports.handler = middy(main).use(log());', { a: '?' }],
  ['a.js', 'exports.handler = withErrors(async (event) => event.a, { retry: 1 });', { a: '?' }],
  ['a.js', 'function main(event) { return event.a; }\nexport { main as handler };', { a: '?' }],
  ['a.ts', 'export class A { async handler(event: any): Promise<{ n: 1 }> { return event.a; } }', { a: '?' }],
  ['a.py', 'def main(event, context):\n    return event["a"]\n\nhandler = logged(main)\n', { a: '?' }],
  ['a.py', python('def inner(x):\n    return x\nreturn inner(event["a"])') + 'event["no"]', { a: '?' }],
  [
    'a.js',
    javascript('event.no = 1; const rows = event.rows.filter((r) => r.ok); use(rows[0].id);'),
    { rows: [{ ok: '?', id: '?' }, 1] },
  ],
  ['a.js', javascript("if (event.kind === 'new' && event.n + 1) go();"), { kind: 'new', n: 'number' }],
  [
    'a.js',
    javascript("return event.rows.find((row) => row.kind.name === 'TOTAL');"),
    { rows: [{ kind: { name: 'TOTAL' } }] },
  ],
  [
    'a.js',
    javascript("const data = Buffer.from(event.data, 'base64').toString(); return JSON.parse(data).n;"),
    { data: { json: { n: '?' } } },
  ],
  ['a.js', javascript('const q = (event && event.query) || {}; return q.id;'), { query: { id: '?' } }],
  [
    'a.js',
    javascript('const b = event.body ? JSON.parse(event.body) : {}; return b.n;'),
    { body: { json: { n: '?' } } },
  ],
  [
    'a.js',
    javascript('const b = (() => { try { return JSON.parse(event.body); } catch { return {}; } })(); return b.n;'),
    { body: { json: { n: '?' } } },
  ],
  ['a.txt', 'event.a', undefined],
  ['a.js', 'exports.handler = async ({ who, n }) => who.name + n / 2;', { who: { name: '?' }, n: 'number' }],
])('of an event in %s: %s', (file, text, expected) =>
  expect(shown(readsOfEvent({ files: [{ file, text }], exportName: 'handler' }))).toEqual(expected),
);

test.each<[string, string, string, unknown]>([
  ['a.py', 'Item', 'r = table.get_item(Key={"a": 1})\nreturn r["Item"]["name"]', { name: '?' }],
  ['a.py', 'Item', 'item = table.get_item(Key={"a": 1})["Item"]\nreturn item["total"] - 1', { total: 'number' }],
  ['a.py', 'Items', 'for i in table.scan().get("Items", []):\n    print(i["id"]["S"])', [{ id: { S: '?' } }]],
  [
    'a.py',
    'SecretString',
    's = json.loads(c.get_secret_value(SecretId="s")["SecretString"])\nreturn s["user"]',
    { json: { user: '?' } },
  ],
  [
    'a.py',
    'Body',
    'data = json.loads(s3.get_object(Bucket=b, Key=k)["Body"].read())\nreturn data["n"]',
    { json: { n: '?' } },
  ],
  [
    'a.js',
    'Item',
    'const { Item } = await d.send(new GetItemCommand({ Key: { a: 1 } })); return Item.name.S;',
    { name: { S: '?' } },
  ],
  ['a.js', 'Items', 'const r = await d.send(q); return r.Items.map((i) => i.id);', [{ id: '?' }]],
  [
    'a.js',
    'Parameter',
    'const v = (await ssm.send(c)).Parameter.Value; return JSON.parse(v).url;',
    { Value: { json: { url: '?' } } },
  ],
  ['a.js', 'Item', 'const item = unmarshall((await d.send(c)).Item); return item.name;', { name: '?' }],
  ['a.js', 'Item', 'const { Item: card } = await d.send(c); if (!card.code) throw x;', { code: '?' }],
  ['a.js', 'Item', 'const sent = { Item: card }; return card.code;', undefined],
  ['a.js', 'Item', 'const { Item: { owner: who } } = await d.send(c); return who.name;', { owner: { name: '?' } }],
  ['a.js', 'Items', 'const { data: { Items: [first] } } = await d.send(c); return first.id;', [{ id: '?' }, 1]],
  ['a.js', 'Items', 'const { Items } = await d.send(c); const [first] = Items; return first.id;', [{ id: '?' }, 1]],
  ['a.js', 'Item', 'return d.send(c).then(({ Item }) => Item.id);', { id: '?' }],
  ['a.js', 'Item', 'return d.send({ Item }, (done) => Item.id);', undefined],
  ['a.js', 'Nothing', 'return 1;', undefined],
  ['a.js', 'Item', 'const { Item, Other } = await d.send(c); return Item.a;', { a: '?' }],
  ['a.js', 'Item', 'const { Other, Item } = await d.send(c); return Item.a;', { a: '?' }],
  ['a.js', 'Item', 'const r = await d.send(c); return r?.Item?.a;', { a: '?' }],
  ['a.js', 'Item', 'const sent = { Item: 1 }; return sent;', undefined],
  ['a.js', 'Item', 'const sent = { a, Item }; return sent;', undefined],
  ['a.js', 'Item', 'return "Item" + f("Item");', undefined],
  ['a.txt', 'Item', 'r.Item.a', undefined],
])('of an answer in %s: %s of %s', (file, name, body, expected) =>
  expect(shown(readsOfMember([{ file, text: file === 'a.py' ? python(body) : javascript(body) }], name))).toEqual(
    expected,
  ),
);

/** A handler, and a module of its project beside it. */
const both = (file: string, handler: string, helper: string) => [
  { file, text: handler },
  { file: `helper${file.slice(1)}`, text: helper },
];

test.each<[file: string, handler: string, helper: string, unknown]>([
  [
    'a.py',
    python('return total(event["order"])'),
    'def total(order):\n    return order["n"] * 2',
    { order: { n: 'number' } },
  ],
  [
    'a.py',
    python('check(1, event)'),
    'def check(n, order):\n    return order["who"]\ndef other(order):\n    return order["no"]',
    { who: '?' },
  ],
  ['a.py', python('save(order=event["o"], n=1)'), 'def save(n, order):\n    return order["id"]', { o: { id: '?' } }],
  [
    'a.py',
    python('Orders().price(event)'),
    'class Orders:\n    def price(self, order):\n        return order["sku"]',
    { sku: '?' },
  ],
  [
    'a.js',
    javascript('return total(event.order);'),
    'exports.total = (order) => order.n * 2; const x = order.no;',
    { order: { n: 'number' } },
  ],
  [
    'a.js',
    javascript('check({ order: event.o });'),
    'export function check({ order }) { return order.id; }',
    { o: { id: '?' } },
  ],
  [
    'a.ts',
    javascript('const { order } = event; await save(1, order);'),
    'export const save = async (n: number, order: Map<string, Order>): Promise<void> => { order.id; };',
    { order: { id: '?' } },
  ],
  [
    'a.ts',
    javascript('repo.store(event.order);'),
    'class Repo { private n = 1; async store(order: Order): Promise<void> { await put(order.id); } }',
    { order: { id: '?' } },
  ],
  [
    'a.js',
    javascript('walk(event.tree);'),
    'function walk(node) { node.left && walk(node.left); }',
    { tree: { left: '?' } },
  ],
  [
    'a.js',
    javascript('total(event.order, total(event.other));'),
    'const total = order => order.n;',
    { order: { n: '?' }, other: { n: '?' } },
  ],
  // A library has these names, too.
  ['a.js', javascript('cache.get(event.order);'), 'class A { get(order) { return order.n; } }', { order: '?' }],
])('of an event in a module of the project: %s %s %s', (file, handler, helper, expected) =>
  expect(shown(readsOfEvent({ files: both(file, handler, helper), exportName: 'handler' }))).toEqual(expected),
);

test.each<[file: string, handler: string, helper: string, unknown]>([
  [
    'a.py',
    python('return load(1)["name"]'),
    'def load(id):\n    return table.get_item(Key={"id": id})["Item"]',
    { name: '?' },
  ],
  [
    'a.py',
    python('found = db.load(1)\nreturn found["order"]["total"]'),
    'def load(id):\n    r = table.get_item(Key={"id": id})\n    return {"order": r["Item"]}',
    { total: '?' },
  ],
  [
    'a.js',
    javascript('const order = await db.load(1); return order.total * 2;'),
    'exports.load = async (id) => { const { Item } = await d.send(g(id)); return Item; };',
    { total: 'number' },
  ],
  [
    'a.js',
    javascript('return (await load(1)).name;'),
    'const load = async (id) => (await d.send(g(id))).Item; module.exports = { load };',
    { name: '?' },
  ],
  [
    'a.js',
    javascript('const { order } = await load(1); return order.id;'),
    'async function load(id) { const r = await d.send(g(id)); return { order: r.Item }; }',
    { id: '?' },
  ],
])('of an answer that a module of the project has: %s %s %s', (file, handler, helper, expected) =>
  expect(shown(readsOfMember(both(file, handler, helper), 'Item'))).toEqual(expected),
);

test.each<[string, string, unknown]>([
  [
    'a.js',
    'const res = await fetch(url); const { rate } = await res.json(); return rate.value;',
    { rate: { value: '?' } },
  ],
  ['a.js', 'return (await (await fetch(url)).json()).id;', { id: '?' }],
  ['a.js', 'return fetch(url).then((r) => r.json()).then((body) => body.id);', { id: '?' }],
  ['a.js', 'const body = await fetch(url).then((r) => r.json()); return body.id;', { id: '?' }],
  ['a.js', "const axios = require('axios'); const { data } = await axios.get(url); return data.id;", { id: '?' }],
  [
    'a.js',
    "import axios from 'axios'; const res = await axios.post(url); return res.data.rows[1].id;",
    { rows: [{ id: '?' }, 2] },
  ],
  ['a.js', 'const { data } = await other(url); return data.id;', undefined],
  ['a.js', 'return res.json({ id: body.id });', undefined],
  [
    'a.py',
    'import requests\nr = requests.get(url, timeout=3)\nr.raise_for_status()\nreturn r.json()["id"]',
    { id: '?' },
  ],
  ['a.py', 'import requests\nbody = json.loads(requests.get(url).text)\nreturn body["id"]', { id: '?' }],
  [
    'a.py',
    'with urllib.request.urlopen(req) as f:\n    body = json.loads(f.read().decode())\nreturn body["id"]',
    { id: '?' },
  ],
  ['a.py', 'with urlopen(req) as f:\n    body = json.load(f)\nreturn body["id"]', { id: '?' }],
  ['a.py', 'return json.loads(urlopen(req).read())["id"]', { id: '?' }],
  ['a.py', 'return pickle.load(f)["id"]', undefined],
])('of an HTTP body in %s: %s', (file, body, expected) =>
  expect(shown(readsOfHttpBody([{ file, text: file === 'a.py' ? python(body) : javascript(body) }]))).toEqual(expected),
);
