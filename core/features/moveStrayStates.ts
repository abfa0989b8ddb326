/** Takes states that stand inside another one, or beside States, to where they belong. */
import { strayStates } from '../facts/strayStates';
import { phrase } from '../l10n/phrase';
import type { Diagnostic } from '../rules';
import type { Property } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import { machineAt } from './languageText';
import type { LanguageText } from './languageText';
import { placeAt } from './place';
import { endOfProperty, lineBreakBefore } from './propertyText';
import type { QuickFix } from './quickFixes';
import type { TextEdit } from './rename';

export function moveStrayStates(text: LanguageText, { code, span }: Diagnostic): QuickFix[] {
  const machine = code === 'unknown-field' ? machineAt(text, span.start) : undefined;
  const { owner, object, property } = (machine && placeAt(machine, text.document.text, span.start)) ?? {};
  const strays = owner && object ? strayStates(owner, object) : [];
  if (!object || !property || !strays.includes(property)) return [];
  const own = valueOf(object, 'States');
  const anchor = own?.kind === 'object' ? own.properties.at(-1) : object.property;
  // A second state of a name would take the place of the first.
  const names = new Set(anchor?.parent.properties.map(({ key }) => key.value));
  const moved = strays.map((stray) => anchor && movedText(text, stray, anchor));
  if (!anchor || strays.some(({ key }) => names.has(key.value)) || moved.includes(undefined)) return [];
  const { document } = text;
  const at = endOfProperty(anchor, document.text);
  const inserted = { span: { start: at, end: at }, text: moved.join('') };
  const title =
    strays.length === 1 ? phrase`Move "${property.key.value}" to States` : phrase`Move the states to States`;
  return [{ title, edits: [...removed(text, object.properties, strays), inserted], preferred: true }];
}

/** A state as it stands behind another one; undefined where a text in YAML is not of lines. */
function movedText({ document: { text, language } }: LanguageText, stray: Property, anchor: Property) {
  const from = lineBreakBefore(text, stray.span.start);
  const to = lineBreakBefore(text, anchor.span.start);
  const isOfLines = from !== ' ' && to !== ' ';
  if (language === 'yaml' && (!isOfLines || text[anchor.value?.span.start ?? 0] === '{')) return undefined;
  const written = text.slice(stray.span.start, endOfProperty(stray, text));
  const indented = isOfLines
    ? written.replace(/\n([ \t]*)(?=\S)/g, (_, own: string) => `\n${shifted(own, from, to)}`)
    : written;
  return `${language === 'yaml' ? '' : ','}${to}${indented}`;
}

/** The indentation of a line, as much more or less as the first one's. */
function shifted(indentation: string, from: string, to: string): string {
  const more = to.length - from.length;
  return more >= 0
    ? indentation + to.slice(to.length - more)
    : indentation.slice(0, Math.max(0, indentation.length + more));
}

/** Each run of neighbours with the comma and blank that part it from what stays. */
function removed(
  { document: { text } }: LanguageText,
  all: readonly Property[],
  strays: readonly Property[],
): TextEdit[] {
  const edits: TextEdit[] = [];
  let stays: Property | undefined;
  let first: Property | undefined;
  for (const property of [...all, undefined]) {
    if (property && strays.includes(property)) {
      first ??= property;
      continue;
    }
    if (first && property) edits.push({ span: { start: first.span.start, end: property.span.start }, text: '' });
    else if (first && stays) {
      const start = endOfProperty(stays, text);
      edits.push({ span: { start, end: endOfProperty(all.at(-1)!, text) }, text: '' });
    }
    first = undefined;
    stays = property;
  }
  return edits;
}
