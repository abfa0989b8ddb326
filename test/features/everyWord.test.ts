/** Whole definitions under the cursor, word by word: what each says, what it names, and what stands in the outline and above. */
import { test } from 'vitest';
import { codeLenses } from '../../core/features/codeLenses';
import { innermostText } from '../../core/features/embeddedText';
import { hover } from '../../core/features/hover';
import { readLanguageText } from '../../core/features/languageText';
import type { LanguageText } from '../../core/features/languageText';
import { definitionsOf, nameAt, referencesOf } from '../../core/features/nameAt';
import { renameRange } from '../../core/features/rename';
import { symbols } from '../../core/features/symbols';
import type { Symbol } from '../../core/features/symbols';
import { parseDocument } from '../../core/syntax';
import type { Span } from '../../core/syntax/tree';
import { loadCatalogue } from '../../services/loadTables';
import { expectPage, readPage } from './page';

test.each(['jsonpath.asl.json', 'jsonata.asl.yaml', 'template.yaml'])('%s', (name) => {
  const source = readPage(name);
  const text = readLanguageText(parseDocument(`memory:${name}`, source, name.endsWith('.json') ? 'json' : 'yaml'));
  const sections = { Outline: outline(text), Lenses: lenses(text), Names: names(text), Words: words(text) };
  const page = Object.entries(sections).map(([title, lines]) => `== ${title}\n${lines.join('\n')}\n`);
  expectPage(`${name}.txt`, page.join('\n'));
});

function at({ document }: LanguageText, { start, end }: Span): string {
  const { line, character } = document.positionAt(start);
  return `${line + 1}:${character + 1} ${document.text.slice(start, end).split('\n')[0]}`;
}

function outline(text: LanguageText): string[] {
  const lines = (list: readonly Symbol[], indent: string): string[] =>
    list.flatMap(({ name, kind, detail, span, nameSpan, children }) => [
      `${indent}${name} (${kind}) ${detail ?? '-'}: ${at(text, nameSpan)} of ${at(text, span)} … ${at(text, { start: span.end, end: span.end })}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(symbols(text), '');
}

function lenses(text: LanguageText): string[] {
  return codeLenses(text).map(({ span, action, title, name }) => {
    return `${at(text, { start: span.start, end: span.start + 1 })}: ${action} "${title}" ${name ?? ''}`.trimEnd();
  });
}

/** Each name, and where the cursor finds it. */
function names(text: LanguageText): string[] {
  return grouped(text, (offset) => {
    const named = nameAt(text, offset);
    if (!named) return undefined;
    const range = renameRange(text, offset)!;
    const [defined, references] = [definitionsOf(named), referencesOf(text, named)].map((spans) =>
      spans.map((span) => at(text, span)).join(', '),
    );
    return {
      span: named.span,
      says: `${named.kind} ${range.name}\ndefined ${defined}\nnamed ${references}`,
      also: ` as ${at(text, range.span)}`,
    };
  });
}

/** What each word says; also in a definition that a template holds as text. */
function words(text: LanguageText): string[] {
  return grouped(text, (offset) => {
    const inner = innermostText(text, offset);
    const said = hover(inner.text, inner.offset, loadCatalogue());
    return said && { span: inner.spanOf(said.span), says: said.text, also: '' };
  });
}

interface Found {
  readonly span: Span;
  readonly says: string;
  readonly also: string;
}

/** Answers of every offset: each once, below the places it is given at, and from where to where. */
function grouped(text: LanguageText, answer: (offset: number) => Found | undefined): string[] {
  const groups = new Map<string, Map<string, { readonly span: Span; readonly offsets: number[] }>>();
  for (let offset = 0; offset <= text.document.text.length; offset++) {
    const found = answer(offset);
    if (!found) continue;
    const places = groups.get(found.says) ?? new Map<string, { span: Span; offsets: number[] }>();
    const place = at(text, found.span) + found.also;
    const { offsets } = places.get(place) ?? { offsets: [] };
    groups.set(found.says, places.set(place, { span: found.span, offsets: [...offsets, offset] }));
  }
  return [...groups].map(([says, places]) => {
    const lines = [...places].map(([place, { span, offsets }]) => {
      const [before, behind] = [span.start - offsets[0]!, offsets.at(-1)! - span.end];
      return `${place}${before === 0 && behind === 0 ? '' : ` (also ${before} before, ${behind} behind)`}\n`;
    });
    return `${lines.join('')}    ${says.replaceAll('\n', '\n    ')}`.replace(/ +$/gm, '');
  });
}
