/**
 * The paths of EventBridge, Pipes and mapping templates: `$.detail.items[0]["a b"]`, with `*` for all.
 *
 * Source: EventBridge, "Amazon EventBridge input transformation" (which paths are supported).
 */
import { isJsonObject, type Json } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';

const STEP = /\.?\[(\d+|\*)\]|\.?\[(?:"([^"]*)"|'([^']*)')\]|\.(\*|[\p{L}\p{N}_\-/:@]+)/uy;

/** `value` is undefined where the event has nothing there. */
export function atPath(from: Json, path: string): { readonly value: Json | undefined } | { readonly problem: Phrase } {
  if (!path.startsWith('$')) return { problem: phrase`The path ${path} must begin with $.` };
  let found: { readonly value: Json | undefined } = { value: from };
  let isMany = false;
  for (STEP.lastIndex = 1; STEP.lastIndex < path.length;) {
    const step = STEP.exec(path);
    if (!step)
      return { problem: phrase`The path ${path} uses more than names, indexes and *, which is not read here.` };
    const [, index, double, single, name] = step;
    const wanted = index ?? double ?? single ?? name!;
    const next: (value: Json) => Json[] = (value) => {
      if (wanted === '*' && (index ?? name) === '*')
        return Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
      if (index !== undefined)
        return Array.isArray(value) && value[Number(index)] !== undefined ? [value[Number(index)]!] : [];
      return isJsonObject(value) && Object.hasOwn(value, wanted) ? [value[wanted]!] : [];
    };
    const before: readonly Json[] = isMany ? (found.value as Json[]) : found.value === undefined ? [] : [found.value];
    isMany ||= wanted === '*';
    const values = before.flatMap(next);
    found = { value: isMany ? values : values[0] };
  }
  return found;
}
