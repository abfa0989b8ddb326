/**
 * The templates of EventBridge and Pipes: `{"order": <id>, "text": "Order <id>"}`. A value stands as JSON, or as text
 * within quotes.
 *
 * Source: EventBridge, "Amazon EventBridge input transformation" and "Amazon EventBridge Pipes input transformation".
 */
import type { Json } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';

/** What starts a machine, and what is to be said of it. */
export type Handed = { readonly input: Json; readonly notes: readonly Phrase[] } | { readonly problem: Phrase };

/** What stands between `<` and `>`; undefined: the event has no such value; a sentence: it cannot be read. */
export type ValueOf = (name: string) => { readonly value: Json | undefined } | { readonly problem: Phrase };

const PLACE = /<([$\w][^<>\s"]*)>/g;

export function fillTemplate(template: string, valueOf: ValueOf): Handed {
  const notes: Phrase[] = [];
  let problem: Phrase | undefined;
  let isInText = false;
  let filled = '';
  let at = 0;
  for (const { 0: whole, 1: name = '', index } of template.matchAll(PLACE)) {
    const between = template.slice(at, index);
    isInText = endsInText(between, isInText);
    filled += between;
    at = index + whole.length;
    const found = valueOf(name);
    if ('problem' in found) {
      problem ??= found.problem;
      continue;
    }
    if (found.value === undefined) {
      notes.push(phrase`The event has no value for <${name}>: it is left empty.`);
      filled += isInText ? '' : '""';
    } else if (!isInText) filled += jsonText(found.value);
    else filled += typeof found.value === 'string' ? within(found.value) : within(jsonText(found.value));
  }
  if (problem) return { problem };
  filled += template.slice(at);
  const mistake = jsonMistake(filled);
  if (mistake === undefined) return { input: jsonValue(filled), notes };
  // A template that is a text needs no quotes.
  if (!/^\s*[[{"]/.test(template)) return { input: filled, notes };
  return { problem: phrase`The template makes a text that is not JSON. ${mistake}` };
}

function endsInText(text: string, isInText: boolean): boolean {
  for (const [mark] of text.matchAll(/\\[^]|"/g)) if (mark === '"') isInText = !isInText;
  return isInText;
}

function within(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
