/**
 * What each source says of itself, makes and accepts, one page each: the parameters, the schema as an outline with the values
 * of the sample, and what another value of a parameter changes. `UPDATE=1` writes the pages.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { objectOf, type Json } from '../../core/json';
import { EVENT_SOURCES, makeEvent, schemaOf, type EventSource, type Schema } from '../../events';
import { expectGolden } from '../harness/golden';

const FOLDER = path.join(__dirname, 'pages');
const LONGEST = 100;

type Parameter = EventSource['parameters'][string];

/** By a parameter's name, where its kind does not say what would be worth trying. */
const OTHERS: { readonly [name: string]: string } = {
  query: 'size=10&tag=a+b&tag=%C3%A9',
  body: 'plain text',
  path: '/other/path',
  headers: '{"X-Shelf":"12","Cookie":"a=1; b=2"}',
  route: '/shelves/{shelf+}',
};

function othersOf(name: string, { kind, choices = [], default: usual }: Parameter): readonly string[] {
  if (kind === 'choice') return choices.length > 5 ? choices.slice(-1) : choices.slice(1);
  if (kind === 'number') return [String(Number(usual) + 1)];
  return [OTHERS[name] ?? (kind === 'text' ? 'another' : '{"more":[1]}')];
}

function outline(schema: Schema, value: Json | undefined, place: string, isRequired = true): string[] {
  const members = Object.entries(schema.properties ?? {});
  const own = objectOf(value);
  const items = Array.isArray(value) ? value : [];
  const more = Object.keys(own).filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
  const isShownBelow = members.length > 0 || items.length > 0 || more.length > 0;
  const shown = value === undefined || isShownBelow ? '' : ` = ${shortened(JSON.stringify(value))}`;
  return [
    `${place}${isRequired ? '' : '?'}: ${wordsOf(schema)}${shown}${schema.description ? ` # ${schema.description}` : ''}`,
    ...members.flatMap(([name, member]) =>
      outline(member, own[name], `${place}.${name}`, (schema.required ?? []).includes(name)),
    ),
    ...more.flatMap((name) => outline(schema.additionalProperties ?? {}, own[name], `${place}[${name}]`)),
    ...items.flatMap((item, index) => outline(schema.items ?? {}, item, `${place}[${index}]`)),
    ...(items.length === 0 && schema.items ? outline(schema.items, undefined, `${place}[]`) : []),
    ...(more.length === 0 && schema.additionalProperties
      ? outline(schema.additionalProperties, undefined, `${place}[*]`)
      : []),
    ...(schema.anyOf ?? []).flatMap((each, index) =>
      outline(each, index === 0 ? value : undefined, `${place}|${index + 1}`),
    ),
  ];
}

function wordsOf({ type, const: mark, enum: list, pattern, patternErrorMessage, minItems }: Schema): string {
  return [
    type === undefined ? [] : [type].flat().join('|'),
    mark === undefined ? [] : `always ${JSON.stringify(mark)}`,
    list ? `one of ${list.join(', ')}` : [],
    pattern === undefined ? [] : `/${pattern}/ (${patternErrorMessage})`,
    minItems === undefined ? [] : `at least ${minItems}`,
  ]
    .flat()
    .join(' ');
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length})` : text;
}

function sampleLines(source: EventSource, texts: { readonly [name: string]: string }): string[] {
  const made = makeEvent(source, texts, { seed: 1 });
  return 'problem' in made ? [made.problem] : outline(schemaOf(source), made.event, '$');
}

function pageOf(source: EventSource): string[] {
  const { title, service, page, parameters, isFree } = source;
  const lines = sampleLines(source, {});
  const changed = Object.entries(parameters).flatMap(([name, parameter]) =>
    othersOf(name, parameter).flatMap((other) => {
      const now = sampleLines(source, { [name]: other });
      return [
        '',
        `with ${name}=${other}`,
        ...lines.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
        ...now.filter((line) => !lines.includes(line)).map((line) => `+ ${line}`),
      ];
    }),
  );
  return [
    title(),
    `${service}${isFree ? ', of any shape' : ''}: ${page}`,
    '',
    ...Object.entries(parameters).map(
      ([name, { says, kind, default: usual, choices }]) =>
        `${name} (${[kind, ...(choices ?? [])].join(' ')}): ${says()} = ${usual}`,
    ),
    '',
    ...lines,
    ...changed,
  ];
}

test.each(EVENT_SOURCES.map((source) => [source.name, source] as const))('%s', (name, source) =>
  expectGolden(path.join(FOLDER, `${name}.txt`), pageOf(source)),
);

test('every page is of a source', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(EVENT_SOURCES.map(({ name }) => `${name}.txt`).sort());
});
