import { HISTORY_VERSION, newerVersion } from '../fileVersion';
import type { HistoryEvent } from '../interpreter/historyEvent';
import { isJsonObject, type JsonObject } from '../json';
import { HistoryMask } from './historyMask';
import type { Mask } from './mask';

/**
 * A history's text without masked values, and with the masks named in it: the document of a run that has ended, or the lines of
 * one under way. Undefined: it is neither.
 */
export function maskedHistoryText(text: string, mask: Mask): string | undefined {
  const whole = objectIn(text);
  const parts = whole ? [whole] : linesIn(text);
  // Of a newer form it is not known where values stand.
  if (parts.length === 0 || newerVersion(parts[0]?.version, HISTORY_VERSION) !== undefined) return undefined;
  if (mask.paths.length === 0) return text;
  const history = new HistoryMask(mask);
  // A value may stand somewhere before it stands where it is masked.
  for (const part of parts) changedEvents(part, (event) => (history.learn(event), event));
  const masked = parts.map((part) => changedEvents(part, (event) => history.masked(event)));
  const [first = {}, ...others] = masked;
  const named = [...new Set([...(Array.isArray(first.masked) ? first.masked : []), ...mask.entries])];
  if (whole) return `${JSON.stringify({ version: HISTORY_VERSION, ...first, masked: named }, null, 2)}\n`;
  const isHead = first.event === undefined;
  const lines = [
    { version: HISTORY_VERSION, ...(isHead && first), masked: named },
    ...(isHead ? [] : [first]),
    ...others,
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The last one may have been cut off. */
function linesIn(text: string): JsonObject[] {
  const lines = text.split('\n').map(objectIn);
  const end = lines.findIndex((line) => !line);
  return (end < 0 ? lines : lines.slice(0, end)) as JsonObject[];
}

/** Of the document, of its child executions, or of a line. */
function changedEvents(part: JsonObject, change: (event: HistoryEvent) => HistoryEvent): JsonObject {
  const one = (event: unknown): unknown => (isJsonObject(event) ? change(event as unknown as HistoryEvent) : event);
  const result: { [name: string]: unknown } = { ...part };
  if (part.event !== undefined) result['event'] = one(part.event);
  if (Array.isArray(part.events)) result['events'] = part.events.map(one);
  if (Array.isArray(part.childExecutions)) {
    result['childExecutions'] = part.childExecutions.map((child) =>
      isJsonObject(child) ? changedEvents(child, change) : child,
    );
  }
  return result as JsonObject;
}
