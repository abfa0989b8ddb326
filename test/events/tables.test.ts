/** What templates, paths and patterns make of an event, callers of answers, and readers of triggers and types: `tables/`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { jsonText, jsonValue, parsedJson } from '../../core/jsonText';
import type { TriggerFact } from '../../core/triggers/handOver';
import { CLOUDFORMATION } from '../../core/triggers/cloudFormation';
import { readTrigger } from '../../core/triggers/readTrigger';
import { SAM } from '../../core/triggers/sam';
import { SERVERLESS } from '../../core/triggers/serverless';
import { TERRAFORM } from '../../core/triggers/terraform';
import { EVENT_SOURCES, fromTrigger, isWhole, likelySources, makeEvent, recognize } from '../../events';
import { gzip } from '../../events/gzip';
import { atPath } from '../../events/passing/eventPath';
import { fillTemplate } from '../../events/passing/inputTemplate';
import { fitted } from '../../events/passing/pattern';
import { parseTemplate, TemplateFault } from '../../events/vtl/parse';
import { render } from '../../events/vtl/render';
import { requestVariables } from '../../events/vtl/request';
import { expectAnswers } from '../harness/golden';

const table = (name: string, answer: (input: string) => string): Promise<void> =>
  expectAnswers(path.join(__dirname, 'tables', `${name}.txt`), answer);

const REQUEST: JsonObject = {
  body: '{"n": 5, "name": "O\'Hara", "list": ["a", "b", ""], "map": {"k": 1, "l": null}, "empty": []}',
  pathParameters: { shelf: '12' },
  queryStringParameters: { shelf: 'of the query', size: '10' },
  headers: { Host: 'example.com', size: 'of the header' },
  requestContext: { stage: 'prod', identity: { sourceIp: '192.0.2.1' } },
  stageVariables: { kind: 'book' },
};

test('mapping templates', () =>
  table('mappingTemplates', (template) => {
    try {
      return render(parseTemplate(template.replaceAll('⏎', '\n')), requestVariables(REQUEST)).replaceAll('\n', '⏎');
    } catch (error) {
      if (error instanceof TemplateFault) return `! ${error.sentence}`;
      throw error;
    }
  }));

const EVENT: Json = {
  detail: { name: 'a "b"', count: 5, none: null, 'odd name': 1, tags: ['x', 'y'], parts: [{ id: 1 }, { id: 2 }, {}] },
};

test('input templates', () =>
  table('inputTemplates', (template) => {
    const made = fillTemplate(template, (name) => atPath(EVENT, name));
    if ('problem' in made) return `! ${made.problem}`;
    return [jsonText(made.input), ...made.notes].join(' # ');
  }));

test('paths', () =>
  table('paths', (where) => {
    const found = atPath(EVENT, where);
    if ('problem' in found) return `! ${found.problem}`;
    return found.value === undefined ? 'nothing' : jsonText(found.value);
  }));

test('patterns of rules', () =>
  table('patterns', (line) => {
    const [pattern, event] = line.split(' ⇐ ').map((part) => jsonValue(part) as JsonObject);
    const made = fitted(event!, pattern!, (member) => member === 'given');
    const change = jsonText(made.event) === jsonText(event!) ? 'taken' : jsonText(made.event);
    return made.unfit.length > 0 ? `not because of ${made.unfit.join(', ')}` : change;
  }));

/** `source answer`, with `<path>` for what stands in the event; or `source name=value answer`. */
test('answers', () =>
  table('answers', (line) => {
    const [, name, texts = '', answer] = /^(\S+) ((?:[\w-]+=\S* )*)(.*)$/.exec(line)!;
    const source = EVENT_SOURCES.find((each) => each.name === name)!;
    const given = Object.fromEntries(texts.split(' ').flatMap((each) => (each === '' ? [] : [each.split('=')])));
    const made = makeEvent(source, given as { [name: string]: string }, { seed: 1 });
    if ('problem' in made) return `! ${made.problem}`;
    const filled = answer!.replace(/<(\$[^>]*)>/g, (_, where: string) => {
      const found = atPath(made.event, where);
      return 'value' in found && found.value !== undefined ? jsonText(found.value) : '?';
    });
    const { verdict, sentence, details } = source.caller!.answered(jsonValue(filled), made.event);
    return [`${verdict}: ${sentence}`, ...details].join(' | ');
  }));

/** JSON, or `source - path`: the event of a source without that. */
test('events that are little of one', () =>
  table('recognized', (line) => {
    const event = parsedJson(line);
    return recognize(event === undefined ? changedEvent(line) : event, EVENT_SOURCES)?.name ?? 'none';
  }));

function changedEvent(line: string): Json {
  const [name, ...leftOut] = line.split(' - ');
  const made = makeEvent(
    EVENT_SOURCES.find((each) => each.name === name)!,
    {},
    { seed: 1 },
  );
  const event = ('event' in made ? made.event : null) as JsonObject;
  for (const each of leftOut) {
    const [last, ...owners] = each.split('.').toReversed();
    const owner = owners
      .reverse()
      .reduce<Json>((of, step) => (isJsonObject(of) ? of[step]! : (of as Json[])[Number(step)]!), event);
    delete (owner as { [name: string]: Json })[last!];
  }
  return event;
}

test.each([0, 1, 65_535, 65_536, 140_000])('%i bytes are gzip that others read', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => index * 7);
  expect(gunzipSync(gzip(bytes)).equals(bytes)).toBe(true);
});

/** `TYPE PROPERTIES`, or `TYPE PROPERTIES ⇐ TARGET`. */
function triggerIn(line: string): TriggerFact {
  const [, type, properties, target] = /^(\S+) (\{.*?\})(?: ⇐ (\{.*\}))?$/.exec(line)!;
  const of = (text: string): JsonObject => jsonValue(text) as JsonObject;
  return { type: type!, properties: of(properties!), ...(target !== undefined && { target: of(target) }) };
}

test('triggers of functions', () =>
  table('triggers', (line) => {
    const own = fromTrigger(triggerIn(line));
    if (!own) return 'unknown';
    const texts = Object.entries(own.texts).map(([name, text]) => `${name}=${text}`);
    return [own.source, ...texts, ...(isWhole(own) ? [] : [JSON.stringify(own.handOver)])].join(' ');
  }));

test('every word for a trigger is in the table', () => {
  const asked = readFileSync(path.join(__dirname, 'tables/triggers.txt'), 'utf8').split('\n');
  const words = [SAM, SERVERLESS, CLOUDFORMATION, TERRAFORM].flatMap(Object.keys);
  expect(words.filter((word) => !asked.some((line) => line.startsWith(`${word} `)))).toEqual([]);
});

test('triggers of machines', () =>
  table('handOver', (line) => {
    const found = readTrigger(triggerIn(line));
    return found ? JSON.stringify(found.handOver ?? 'nothing for machines') : 'unknown';
  }));

test('types of events', () =>
  table('types', (type) => {
    const handler = {
      files: [{ file: 'a.ts', text: `export const handler = async (event: ${type}) => {}` }],
      exportName: 'handler',
    };
    return likelySources(handler, [], EVENT_SOURCES)[0]?.source ?? 'unknown';
  }));
