/** Where the text of a property begins and ends, for edits of it. */
import type { Property } from '../syntax/tree';

/** The white space in front of a member, repeated before the new one. */
export function lineBreakBefore(text: string, start: number): string {
  const before = text.slice(0, start);
  const blank = before.slice(before.trimEnd().length);
  return /(\r?\n[ \t]*)$/.exec(blank)?.[1] ?? ' ';
}

export function endOfProperty(property: Property, text: string): number {
  let end = property.span.end;
  // A YAML block node may take in the line break behind it.
  while (end > property.key.span.end && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}
