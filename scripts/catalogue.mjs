// Writes `services/tables`, the compact catalogue of AWS's actions, from a folder of names, types and wire traits:
// `npm run catalogue -- --from DIR`. Whose format the tables have is said in `core/catalog/services/readTable.ts`.
import { readdirSync, readFileSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { from: { type: 'string' }, date: { type: 'string' } } });
if (!values.from) throw new Error('Name the folder with the catalogue: npm run catalogue -- --from DIR');
const from = values.from;
const date = values.date ?? /\d{4}-\d\d-\d\d/.exec(readFileSync(path.join(from, 'README.md'), 'utf8'))?.[0];
if (!date) throw new Error('The README of the folder names no date. Give it as --date 2026-08-07.');

const out = fileURLToPath(new URL('../services/tables', import.meta.url));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** Letters of the simple types; a string, the most frequent, has none. */
const LETTERS = {
  string: '',
  integer: 'i',
  long: 'l',
  float: 'f',
  double: 'd',
  boolean: 'b',
  timestamp: 't',
  blob: 'B',
  document: 'D',
};
const PLACES = { uri: '/', querystring: '?', header: '^', headers: '*', statusCode: '%' };
/** Times of which the catalogue tells the format and not the members: these are the ones (found with AWS's own clients). */
const TIMES = { glue: { StartingTimestamp: 'iso8601' } };
/** Names of a service's one kind of time; another name says what one member holds, and which is not known here. */
const ANY_TIME = /^_*(synthetic)?_?(date_?)?(time)?_?(stamp)?(_?(iso8601|date_time|type|format))*$/i;

const json = (value) => (Object.keys(value).length > 0 ? JSON.stringify(value) : '');
const without = (value, names) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const escaped = (text) => text.replace(/[\s%{]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const line = (parts) =>
  parts
    .map((part) => (part === '' || part === undefined ? '-' : part))
    .join(' ')
    .replace(/( -)+$/, '');

/** @returns a member's part after `@`: its place, its name there, the rest as JSON */
function traits(name, { location, locationName, ...rest }) {
  const as = locationName === undefined ? '' : locationName === lowerFirst(name) ? '~' : locationName;
  const text = `${location ? PLACES[location] : ''}${as}${json(rest)}`;
  return text ? `@${text}` : '';
}

function table(catalogue, wire) {
  const { shapes } = catalogue;
  const order = [];
  const indexes = new Map();
  const visit = (ref) => {
    const name = ref?.startsWith('#') ? ref.slice(1) : undefined;
    if (name === undefined || indexes.has(name) || !shapes[name]) return;
    indexes.set(name, order.length);
    order.push(name);
    const { m = {}, e, k, v } = shapes[name];
    if (shapes[name].t !== 'e') [...Object.values(m), e, k, v].forEach(visit);
  };
  const operations = Object.entries(catalogue.operations).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, operation] of operations) [operation.in, operation.out].forEach(visit);
  const errors = [...new Set(operations.flatMap(([, operation]) => operation.errors ?? []))];
  for (const [name, shape] of Object.entries(wire.shapes)) if (shape.error && !errors.includes(name)) errors.push(name);

  const ref = (each) => {
    if (each === undefined) return '-';
    if (each.startsWith('#')) return indexes.has(each.slice(1)) ? String(indexes.get(each.slice(1))) : '';
    return LETTERS[each];
  };
  const member = (name, type, required, wired) =>
    `${name}${required ? '!' : ''}${type ? `:${type}` : ''}${wired ? traits(name, wired) : ''}`;

  const operationLine = ([name, { in: input, out: output, errors: raised = [], deprecated }]) => {
    const { method, requestUri, responseCode, ...rest } = wire.operations[name] ?? {};
    const raisedHere = raised.map((error) => errors.indexOf(error)).join(',');
    const more = json({ ...rest, ...(deprecated ? { deprecated: true } : {}) });
    return line([
      name,
      ref(input),
      ref(output),
      raisedHere,
      method,
      requestUri,
      responseCode && String(responseCode),
      more,
    ]);
  };
  const shapeLine = (name) => {
    const { t, m, r = [], e, k, v, u } = shapes[name];
    const { members = {}, ...wireTraits } = wire.shapes[name] ?? {};
    const rest = without(wireTraits, ['error']);
    const wired = (each) => {
      // A kind of time that is called like the member is the member's.
      const format = m[each] === 'timestamp' && (TIMES[catalogue.sfn]?.[each] ?? wire.shapes[each]?.timestampFormat);
      const usual = members[each]?.location === 'header' ? 'rfc822' : undefined;
      return format && format !== usual ? { ...members[each], timestampFormat: format } : members[each];
    };
    const content = {
      s: () => Object.entries(m).map(([each, type]) => member(each, ref(type), r.includes(each), wired(each))),
      l: () => [ref(e) || '_'],
      m: () => [ref(k) || '_', ref(v) || '_'],
      e: () => v.map(escaped),
    }[t]();
    return [t === 's' && u ? 'u' : t, ...content, json(rest)].filter(Boolean).join(' ');
  };
  const errorLine = (name) => {
    const { error: [code = name, status] = [], members = {} } = wire.shapes[name] ?? {};
    const wired = Object.entries(members).map(([each, more]) => member(each, '', false, more));
    return [code === name ? name : `${name}=${code}`, status ?? '-', ...wired].join(' ');
  };

  const times = Object.entries(wire.shapes).flatMap(([name, { timestampFormat }]) =>
    timestampFormat && !shapes[name] && ANY_TIME.test(name) ? [timestampFormat] : [],
  );
  const { protocols = [catalogue.protocol], ...service } = without(wire, ['operations', 'shapes']);
  const head = {
    name: catalogue.sfn,
    id: catalogue.serviceId,
    version: catalogue.version,
    protocols,
    ...service,
    ...(times[0] ? { times: times[0] } : {}),
  };
  const parts = [operations.map(operationLine), order.map(shapeLine), errors.map(errorLine)];
  return { head, text: [JSON.stringify(head), ...parts.map((lines) => lines.join('\n'))].join('\n\n') + '\n' };
}

const services = [];
let actions = 0;
for (const file of readdirSync(from)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  const read = (...parts) => JSON.parse(readFileSync(path.join(from, ...parts), 'utf8'));
  const catalogue = read(file);
  const { head, text } = table(catalogue, read('wire', file));
  actions += Object.keys(catalogue.operations).length;
  writeFileSync(path.join(out, `${head.name}.txt`), text);
  const { name, id, version, protocols, signingName, endpointPrefix, targetPrefix } = head;
  services.push({ name, id, version, protocols, signingName, endpointPrefix, targetPrefix });
}
const rows = services.map((service) => `  ${JSON.stringify(service)}`).join(',\n');
writeFileSync(path.join(out, 'index.json'), `{"date": "${date}", "services": [\n${rows}\n]}\n`);
console.log(`${services.length} services, ${actions} actions, of ${date}`);
