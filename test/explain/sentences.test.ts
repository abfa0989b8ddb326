/** Each sentence of an explanation is said in a case or a variant: what nothing comes to is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Script {
  sourceFiles(): string[];
  parsed(file: string): object;
  textsIn(source: object): { readonly parts: readonly string[] }[];
}

const root = path.resolve(import.meta.dirname, '..', '..');
const script = (await import(path.join(root, 'scripts', 'l10n', 'texts.mjs'))) as Script;

/** In one line, and without the marks that YAML has for quotation. */
const bare = (text: string): string => text.replace(/\s+/g, ' ').replace(/['"\\]+/g, '"');

test('every sentence is said', () => {
  const said = ['cases', 'variants']
    .flatMap((name) => readdirSync(path.join(import.meta.dirname, name)).map((file) => path.join(name, file)))
    .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'))
    .flatMap((text) => text.split(/\n(?! )/))
    .map((text) => bare(text.replace(/^.* {2}→ {2}/, '')));
  const unsaid = script
    .sourceFiles()
    .filter((file) => file.startsWith('core/explain/'))
    .flatMap((file) => script.textsIn(script.parsed(file)).map(({ parts }) => ({ file, parts })))
    .filter(({ parts }) => !said.some((text) => holds(text, parts.map(bare))));
  expect(unsaid.map(({ file, parts }) => `${file}: ${parts.join('…')}`)).toEqual([]);
});

/** Part for part, with something between them. */
function holds(text: string, parts: readonly string[]): boolean {
  let at = 0;
  return parts.every((part, index) => {
    const found = text.indexOf(part, at + (index === 0 ? 0 : 1));
    at = found + part.length;
    return found >= 0;
  });
}
