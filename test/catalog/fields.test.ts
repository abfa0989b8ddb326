/** Every field of the language as the catalogue has it, in `tables/fields.txt`: what may stand there, and what is inserted. */
import path from 'node:path';
import { test } from 'vitest';
import { FIELDS } from '../../core/catalog/fields';
import { fillSnippet } from '../../core/catalog/snippet';
import { expectGolden } from '../harness/golden';

test('fields', () => {
  const lines = FIELDS.map(({ name, owners, doc: _doc, example: _example, source: _source, snippet, ...facts }) => {
    const told = Object.entries(facts).map(([fact, value]) =>
      value === true
        ? fact
        : `${fact} ${Array.isArray(value) ? value.join(' ') : JSON.stringify(value).replaceAll('"', '')}`,
    );
    const inserted = snippet === undefined ? 'nothing' : fillSnippet(snippet);
    return `${name} of ${owners.join(', ')}: ${told.join('; ')}; inserts ${inserted}`;
  });
  expectGolden(path.join(__dirname, 'tables', 'fields.txt'), lines);
});
