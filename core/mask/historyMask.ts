/** Keeps masked values out of a history's events: at their own places, and wherever else their texts occur. */
import { doubleOf, isNumber, numberText } from '../jsonNumber';
import type { HistoryEvent } from '../interpreter/historyEvent';
import { type Json, isContainer } from '../json';
import { jsonText, jsonValue } from '../jsonText';
import { MASKED, placeBelow, rootPlace, type Mask, type Place } from './mask';
import { SecretTexts } from './secretTexts';
import { walkJson } from './walkJson';

/** Names out of the definition, and what is told by AWS itself: no data of the run. */
const OF_THE_DEFINITION = new Set(['name', 'resource', 'resourceType', 'region', 'mapRunArn', 'state', 'location']);
/** JSON as a whole; other texts, such as a cause, may be. */
const DOCUMENTS = new Set(['input', 'output', 'parameters']);
const MASKED_JSON = JSON.stringify(MASKED);
/** A value as DynamoDB takes and gives it stays one, so that clients can read it. Source: DynamoDB API, "AttributeValue". */
const MASKED_ATTRIBUTE = JSON.stringify({ S: MASKED });
const ATTRIBUTE =
  /^\{\s*"(?:S|N|B|BOOL|NULL|L|M|SS|NS|BS)"\s*:\s*(?:"(?:[^"\\]|\\.)*"|\[[^]*\]|\{[^]*\}|true|false)\s*\}$/;

export class HistoryMask {
  private readonly secrets = new SecretTexts();
  private readonly root: Place;
  private added = new SecretTexts();

  constructor(private readonly mask: Mask) {
    this.root = rootPlace(mask);
  }

  get entries(): readonly string[] {
    return this.mask.entries;
  }

  /** Takes in what an event holds of masked values; it is masked in every event from then on. */
  learn(event: HistoryEvent): void {
    this.changed(event, (text, place, isDocument) => {
      this.learnFrom(text, place, isDocument);
      return text;
    });
  }

  /** Whether a value that came up since this was last asked stands in texts that were written before. */
  cameUpTooLateFor(written: readonly string[]): boolean {
    const { added } = this;
    this.added = new SecretTexts();
    return written.some((text) => added.occurIn(text));
  }

  /** The event without masked values: the same one where it has none. */
  masked(event: HistoryEvent): HistoryEvent {
    return this.changed(event, (...text) => this.maskedText(...text));
  }

  /** As {@link learn}, of data that stand in no event. */
  learnData(data: Json): void {
    this.learnFrom(jsonText(data), this.root, true);
  }

  /** As {@link masked}, of data that stand in no event. */
  maskedData(data: Json): Json {
    return jsonValue(this.maskedText(jsonText(data), this.root, true));
  }

  private maskedText(text: string, place: Place, isDocument: boolean): string {
    if (!isJson(text, isDocument)) return place === true ? MASKED : this.secrets.masked(text);
    return walkJson(text, place, {
      masked: (json) => (ATTRIBUTE.test(json) ? MASKED_ATTRIBUTE : MASKED_JSON),
      text: (json) => {
        const inner = JSON.parse(json) as string;
        const masked = this.maskedText(inner, this.root, false);
        return masked === inner ? undefined : JSON.stringify(masked);
      },
      number: (json) => (this.secrets.masked(json) === json ? undefined : MASKED_JSON),
    });
  }

  private learnFrom(text: string, place: Place, isDocument: boolean): void {
    if (!isJson(text, isDocument)) {
      if (place === true) this.learnValue(text);
      return;
    }
    walkJson(text, place, {
      masked: (json) => {
        // A number may be written in more than one way.
        if (/^[-\d]/.test(json)) this.add(json);
        this.learnValue(jsonValue(json));
        return undefined;
      },
      text: (json) => {
        this.learnFrom(JSON.parse(json) as string, this.root, false);
        return undefined;
      },
      number: () => undefined,
    });
  }

  /** Every text and number in a masked value. */
  private learnValue(value: Json): void {
    const waiting: Json[] = [value];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (isNumber(next)) for (const text of [numberText(next), String(doubleOf(next))]) this.add(text);
      else if (typeof next === 'string') {
        this.add(next);
        if (isJson(next, false)) waiting.push(jsonValue(next));
      } else if (isContainer(next)) {
        for (const member of Object.values(next)) waiting.push(member);
      }
    }
  }

  private add(text: string): void {
    if (this.secrets.add(text)) this.added.add(text);
  }

  private changed(event: HistoryEvent, change: Change): HistoryEvent {
    return changedMembers(event, (key, details) =>
      key.endsWith('EventDetails') ? this.changedDetails(details as Members, change) : details,
    );
  }

  private changedDetails(details: Members, change: Change): Members {
    return changedMembers(details, (name, value) => {
      if (OF_THE_DEFINITION.has(name)) return value;
      if (typeof value === 'string') return change(value, this.root, DOCUMENTS.has(name));
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return jsonValue(change(jsonText(value), this.root, true));
      if (name !== 'assignedVariables') return this.changedDetails(value as Members, change);
      // A variable's name is a key, its value JSON text.
      return changedMembers(value as Members, (variable, json) => {
        return change(String(json), placeBelow(this.root, variable), true);
      });
    });
  }
}

type Members = { readonly [name: string]: unknown };

/** @param isDocument the text is JSON of whatever type; otherwise only what can hold something is taken for JSON */
type Change = (text: string, place: Place, isDocument: boolean) => string;

/** The same object where nothing in it changes. */
function changedMembers<T extends object>(members: T, change: (name: string, value: unknown) => unknown): T {
  let result = members;
  for (const [name, value] of Object.entries(members)) {
    const changed = change(name, value);
    if (changed !== value) result = { ...result, [name]: changed };
  }
  return result;
}

function isJson(text: string, isDocument: boolean): boolean {
  if (!isDocument && !/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
