import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from '../harness/properties';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../core/rules';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax/parse';
import { findings, readFixture, rewriteFixture } from './diagnosticFixture';

const folder = path.join(__dirname, 'fixtures');
const fixtures = readdirSync(folder).map((name) => {
  const text = readFileSync(path.join(folder, name), 'utf8').replace(/\r\n/g, '\n');
  return { name, text, fixture: readFixture(name, text) };
});

describe('the findings in a definition', () => {
  it.each(fixtures)('$name', async ({ name, fixture }) => {
    if (process.env.UPDATE) writeFileSync(path.join(folder, name), await rewriteFixture(fixture));
    else expect(await findings(fixture)).toEqual(fixture.expected);
  });

  it.each(fixtures)('$name: the errors alone are no others', async ({ fixture }) => {
    const all = fixture.expected.filter((line) => / error \S+: /.test(line));
    const alone = await findings({ ...fixture, options: { ...fixture.options, errorsOnly: true } });
    expect(alone.filter((line) => / error \S+: /.test(line))).toEqual(all);
  });

  it('are tried for every rule', () => {
    const tried = new Set(fixtures.flatMap(({ fixture }) => fixture.expected.map((line) => line.split(/ |: /)[2])));
    expect(RULES.map((rule) => rule.code).filter((code) => !tried.has(code) && !TRIED_BELOW.includes(code))).toEqual(
      [],
    );
  });
});

/** Limits whose cases are too large for a fixture. */
const TRIED_BELOW = ['definition-too-large', 'payload-too-large'];

describe('limits', () => {
  const pass = (length: number): string =>
    JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result: 'x'.repeat(length), End: true } } });
  it.each([
    [262_142, []],
    [262_143, ['payload-too-large']],
    [1_048_576, ['definition-too-large', 'payload-too-large']],
  ])('a Result of %i characters', (length, codes) => {
    const found = validateDocument(parseDocument('large', pass(length), 'json'));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a definition of 1 MiB', () => {
  const LIMIT = 1_048_576;
  const states = (comment: string): object => ({ StartAt: 'A', States: { A: { Type: 'Succeed', Comment: comment } } });
  const sized = (bytes: number, letter = 'x'): object => {
    const left = bytes - JSON.stringify(states('')).length;
    return states(letter.repeat(Math.floor(left / Buffer.byteLength(letter))));
  };
  const indented = JSON.stringify(sized(LIMIT - 20), null, 8);
  const template = (definition: object): string =>
    `Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: ${JSON.stringify(definition)}\n`;
  const retried = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`S${index}`, '{ Type: Succeed, Comment: *c }']),
  );
  const aliased = `StartAt: S0\nComment: &c ${'x'.repeat(20_000)}\nStates:\n${Object.entries(retried)
    .map(([name, state]) => `  ${name}: ${state}\n`)
    .join('')}`;

  it.each<[string, string, 'json' | 'yaml', string | undefined]>([
    ['JSON that just fits', JSON.stringify(sized(LIMIT)), 'json', undefined],
    ['JSON with a byte too much', JSON.stringify(sized(LIMIT + 1)), 'json', 'error'],
    ['letters of three bytes', JSON.stringify(sized(LIMIT + 3, '€')), 'json', 'error'],
    ['JSON that fits without its blanks', indented, 'json', 'warning'],
    ['JSON that is read as YAML', indented, 'yaml', undefined],
    ['YAML with aliases', aliased, 'yaml', 'error'],
    ['a template with more beside it', template(sized(LIMIT - 20)) + ' '.repeat(100), 'yaml', undefined],
    ['a template with too much in it', template(sized(LIMIT + 1)), 'yaml', 'error'],
  ])('%s', (_what, text, language, severity) => {
    const found = validateDocument(parseDocument('large', text, language), {});
    const ours = found.filter(({ code }) => code === 'definition-too-large');
    expect(ours.map((each) => each.severity)).toEqual(severity === undefined ? [] : [severity]);
  });
});

describe('any truncation of a definition', () => {
  it.each(fixtures)('$name', ({ fixture }) => {
    const text = fixture.source.join('\n');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (from, to) => {
        const cut = text.slice(0, from) + text.slice(Math.max(from, to));
        for (const { span } of validateDocument(parseDocument('cut', cut, fixture.language), fixture.options)) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(cut.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('any JSON value', () => {
  it('is checked without an exception', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        validateDocument(parseDocument('any', `{"StartAt":"A","States":{"A":${text}}}`, 'json'));
        validateDocument(parseDocument('any', text, 'yaml'));
      }),
      { numRuns: 100 },
    );
  });

  it('is checked without an exception in any field', () => {
    const names = [
      'Branches',
      'ItemProcessor',
      'Choices',
      'Catch',
      'Retry',
      'Assign',
      'Parameters',
      'Arguments',
      'Next',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.json({ maxDepth: 4 }), fc.boolean(), (name, text, jsonata) => {
        for (const type of ['Task', 'Parallel', 'Map', 'Choice', 'Nothing']) {
          const language = jsonata ? 'JSONata' : 'JSONPath';
          const state = `{"Type":"${type}","QueryLanguage":"${language}","${name}":${text},"End":true}`;
          validateDocument(parseDocument('any', `{"StartAt":"A","States":{"A":${state}}}`, 'json'));
        }
      }),
      { numRuns: 100 },
    );
  });
});
