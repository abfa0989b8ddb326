/** Each field of the catalogue, in each object it may stand in, written in a definition: hover and completion know it. */
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { FIELDS } from '../../core/catalog/fields';
import type { FieldOwner, FieldSpec } from '../../core/catalog/types';
import { complete } from '../../core/features/completion';
import { hover } from '../../core/features/hover';
import { marked } from './cursor';

type Json = Readonly<Record<string, unknown>>;

const state = (type: string, fields: Json): Json => ({ A: { Type: type, ...fields } });
const map = (fields: Json): Json => state('Map', fields);
const processor = { StartAt: 'B', States: { B: { Type: 'Succeed' } } };

/** What stands around an object of each kind. */
const STATES_WITH: Record<Exclude<FieldOwner, 'machine'>, (fields: Json) => Json> = {
  Pass: (fields) => state('Pass', fields),
  Task: (fields) => state('Task', fields),
  Choice: (fields) => state('Choice', fields),
  Wait: (fields) => state('Wait', fields),
  Succeed: (fields) => state('Succeed', fields),
  Fail: (fields) => state('Fail', fields),
  Parallel: (fields) => state('Parallel', fields),
  Map: map,
  choiceRule: (fields) => state('Choice', { Choices: [fields] }),
  nestedRule: (fields) => state('Choice', { Choices: [{ Or: [{ Not: fields }], Next: 'A' }] }),
  retrier: (fields) => state('Task', { Retry: [fields] }),
  catcher: (fields) => state('Parallel', { Catch: [fields] }),
  branch: (fields) => state('Parallel', { Branches: [fields] }),
  itemProcessor: (fields) => map({ ItemProcessor: fields }),
  processorConfig: (fields) => map({ ItemProcessor: { ...processor, ProcessorConfig: fields } }),
  itemReader: (fields) => map({ ItemReader: fields }),
  readerConfig: (fields) => map({ ItemReader: { ReaderConfig: fields } }),
  itemBatcher: (fields) => map({ ItemBatcher: fields }),
  resultWriter: (fields) => map({ ResultWriter: fields }),
  writerConfig: (fields) => map({ ResultWriter: { WriterConfig: fields } }),
  credentials: (fields) => state('Task', { Credentials: fields }),
};

function definition(owner: FieldOwner, field: FieldSpec, written: Json): Json {
  const machine = field.queryLanguage && { QueryLanguage: field.queryLanguage };
  if (owner === 'machine') return { ...machine, ...written };
  const distributed = field.distributedOnly && {
    ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED' } },
  };
  return { ...machine, StartAt: 'A', States: STATES_WITH[owner]({ ...written, ...distributed }) };
}

// The Type of a state is what the states around the other fields have already.
const cases = FIELDS.filter(({ name }) => name !== 'Type').flatMap((field) =>
  field.owners.map((owner) => [owner, field.name, field] as const),
);
const WRITERS = {
  JSON: (value: Json) => JSON.stringify(value, null, 2),
  YAML: (value: Json) => stringify(value),
};

describe.each(Object.entries(WRITERS))('in %s', (_, write) => {
  it.each(cases)('%s.%s is documented under the cursor', (owner, name, field) => {
    const example = (JSON.parse(`{${field.example}}`) as Json)[name];
    expect(example, 'the example shows the field').toBeDefined();
    // A letter of the private use area stands for the cursor, so that both writers leave the key whole.
    const text = write(definition(owner, field, { [`${name}\uE000`]: example }));
    const { text: read, source, offset } = marked(text.replace('\uE000', '<|>'));
    const found = hover(read, offset);
    expect(found?.text).toContain(field.doc);
    expect(source.slice(found!.span.start, found!.span.end).replace(/["']/g, '')).toBe(name);
  });
});

describe('completion', () => {
  it.each(cases)('%s.%s is offered where it may stand', (owner, name, field) => {
    const text = WRITERS.JSON(definition(owner, field, { '\uE000': 0 }));
    const { text: read, offset } = marked(text.replace(/"\uE000": 0/, '<|>'));
    expect(complete(read, offset).map(({ label }) => label)).toContain(name);
  });
});
