/** A history's text → its events: as AWS or a run that ended wrote it, or the lines that a killed run left. */
import { readEvents, type Problem, type SavedChild } from '../../core/interpreter';
import { HISTORY_VERSION, newerVersion } from '../../core/fileVersion';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import type { SavedHistory } from './savedHistory';

/** A sentence's end in `problem`: "… is no history: PROBLEM". */
export function readHistory(text: string): SavedHistory | Problem {
  const parsed = parse(text) ?? journalOf(text);
  if (parsed === undefined) return { problem: phrase`it is not valid JSON, or ends too early.` };
  const newer = isJsonObject(parsed) ? newerVersion(parsed.version, HISTORY_VERSION) : undefined;
  if (newer !== undefined) return { problem: newer };
  const events = readEvents(parsed);
  if ('problem' in events) return events;
  if (!isJsonObject(parsed)) return { events };
  const children = readChildren(parsed.childExecutions);
  if ('problem' in children) return children;
  const { executionArn, version } = parsed;
  const masked = textsIn(parsed.masked);
  return {
    ...(typeof version === 'number' && { version }),
    ...(typeof executionArn === 'string' && { executionArn }),
    ...(masked.length > 0 && { masked }),
    events,
    childExecutions: children,
  };
}

function textsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function parse(text: string): Json | undefined {
  try {
    return jsonValue(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The lines of a run under way; the last may have been cut off. */
function journalOf(text: string): Json | undefined {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const read = lines.map(parse);
  const events: Json[] = [];
  const children = new Map<string, { head: JsonObject; events: Json[] }>();
  let head: JsonObject = {};
  const rest = parse(last);
  for (const line of rest === undefined ? read : [...read, rest]) {
    if (!isJsonObject(line)) return undefined;
    if (line.version !== undefined || line.executionArn !== undefined || line.masked !== undefined) head = line;
    else if (line.event === undefined) return undefined;
    else if (isJsonObject(line.child)) {
      const key = String(line.child.executionArn);
      const child = children.get(key) ?? { head: line.child, events: [] };
      // As a run that goes on keeps them: a later word on an event takes the place of the one before and all after it.
      const { id } = isJsonObject(line.event) ? line.event : {};
      if (typeof id === 'number' && id >= 1 && id <= child.events.length) child.events.length = Math.floor(id) - 1;
      child.events.push(line.event);
      children.set(key, child);
    } else events.push(line.event);
  }
  if (events.length === 0) return undefined;
  const childExecutions = [...children.values()].map((child) => ({ ...child.head, events: child.events }));
  return { ...head, events, childExecutions };
}

function readChildren(value: Json | undefined): SavedChild[] | Problem {
  if (value === undefined) return [];
  const wrong = {
    problem: phrase`"childExecutions" must be a list of objects with executionArn, mapRunArn, index and events.`,
  };
  if (!Array.isArray(value)) return wrong;
  const children: SavedChild[] = [];
  for (const entry of value) {
    if (!isJsonObject(entry)) return wrong;
    const { executionArn, mapRunArn, index, events: list } = entry;
    if (typeof executionArn !== 'string' || typeof mapRunArn !== 'string' || typeof index !== 'number') return wrong;
    const events = readEvents(list ?? null);
    if ('problem' in events) return { problem: phrase`of the child execution ${executionArn}: ${events.problem}` };
    children.push({ executionArn, mapRunArn, index, events });
  }
  return children;
}
