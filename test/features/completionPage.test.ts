/** Everything an entry of a completion says and does, at cursors of small definitions: see `pages/completion.txt`. */
import { test } from 'vitest';
import { fillSnippet } from '../../core/catalog/snippet';
import { complete } from '../../core/features/completion';
import type { CompletionEntry } from '../../core/features/completion';
import { applyEdits, marked } from './cursor';
import { expectPage, readPage } from './page';

const NAMES = { functions: ['ChargeCard'], placeholders: ['ChargeCardArn'] };
const PAGE = 'completion.txt';

/** A section: `== name`, a text with its cursor, and behind `--` what is offered. */
test('entries', () => {
  const sections = readPage(PAGE)
    .split(/^== /m)
    .filter((section) => section !== '')
    .map((section) => section.split(/\n--\n/)[0]!);
  expectPage(PAGE, sections.map((section) => `== ${section}\n--\n${offered(section)}\n`).join('\n'));
});

function offered(section: string): string {
  const { text, source, offset } = marked(section.slice(section.indexOf('\n') + 1));
  return complete(text, offset, NAMES)
    .flatMap((entry) => [...told(entry), `    ${drawn(source, entry).replaceAll('\n', '⏎')}`])
    .join('\n')
    .replace(/ +$/gm, '');
}

function told({ label, kind, detail, doc, filterText, retrigger, isSnippet }: CompletionEntry): string[] {
  const marks = [isSnippet && 'snippet', retrigger && 'goes on'].filter(Boolean).join(', ');
  const words = doc?.split('\n')[0];
  return [`${label} · ${kind} · ${detail ?? '-'} · ${words ?? '-'} · for ${filterText ?? '-'} · ${marks || '-'}`];
}

/** What stands there once it is taken, from a little before the change to a little behind. */
function drawn(source: string, { edit, additional, isSnippet }: CompletionEntry): string {
  const filled = isSnippet ? fillSnippet(edit.text) : edit.text;
  const result = applyEdits(source, [{ ...edit, text: `‹${filled}›` }, ...(additional ?? [])]);
  const start = Math.min(edit.span.start, ...(additional ?? []).map(({ span }) => span.start));
  const end = result.indexOf('›') + 1;
  return result.slice(Math.max(0, start - 8), end + 8);
}
