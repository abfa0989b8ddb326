import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Rule {
  readonly include?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly patterns?: readonly Rule[];
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly beginCaptures?: Readonly<Record<string, Rule>>;
  readonly endCaptures?: Readonly<Record<string, Rule>>;
}
interface Grammar extends Rule {
  readonly scopeName: string;
  readonly repository?: Readonly<Record<string, Rule>>;
  readonly injections?: Readonly<Record<string, Rule>>;
}

const folder = new URL('../../syntaxes/', import.meta.url);
const grammars = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.tmLanguage.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Grammar)
    .map((grammar) => [grammar.scopeName, grammar]),
);
/** VS Code's own, which ours build upon. */
const BUILT_IN = ['source.yaml'];

function* rulesOf(rule: Rule): Generator<Rule> {
  yield rule;
  for (const inner of rule.patterns ?? []) yield* rulesOf(inner);
  for (const captures of [rule.captures, rule.beginCaptures, rule.endCaptures]) {
    for (const inner of Object.values(captures ?? {})) yield* rulesOf(inner);
  }
}

function allRules(grammar: Grammar): Rule[] {
  const roots = [grammar, ...Object.values(grammar.repository ?? {}), ...Object.values(grammar.injections ?? {})];
  return roots.flatMap((rule) => [...rulesOf(rule)]);
}

function resolves(grammar: Grammar, include: string): boolean {
  const [scope, name] = include.split('#');
  const target = scope === '' ? grammar : grammars.get(scope ?? '');
  if (!target) return BUILT_IN.includes(scope ?? '');
  return name === undefined || target.repository?.[name] !== undefined;
}

const pattern = (scope: string, name: string, member: 'match' | 'begin' = 'match'): RegExp =>
  new RegExp(grammars.get(scope)?.repository?.[name]?.[member] ?? '(?!)');

describe.each([...grammars])('%s', (_, grammar) => {
  it('includes only what there is', () => {
    const includes = allRules(grammar).flatMap(({ include }) => include ?? []);
    expect(includes.filter((include) => !resolves(grammar, include))).toEqual([]);
  });

  it('has patterns that compile and match more than nothing', () => {
    for (const { match, begin, end } of allRules(grammar)) {
      for (const source of [match, begin]) {
        if (source !== undefined) expect(new RegExp(source).exec('')).toBeNull();
      }
      if (end !== undefined) expect(() => new RegExp(end)).not.toThrow();
      expect(begin === undefined).toBe(end === undefined);
    }
  });
});

describe('what the patterns take', () => {
  it.each([
    ['source.asl.json', 'path-property', 'begin', '"orderId.$": "$.id"', true],
    ['source.asl.json', 'path-property', 'begin', '"ResultPath": "$.x"', true],
    ['source.asl.json', 'path-property', 'begin', '"Result": "$.x"', false],
    ['source.asl.json', 'jsonata-string', 'begin', '"{% $states.input %}"', true],
    ['source.asl.json', 'jsonata-string', 'begin', '"{ no }"', false],
    ['source.asl.json', 'path-string', 'begin', `"States.Format('{}', $.a)"`, true],
    ['source.asl.json', 'arn', 'match', 'arn:aws:states:::aws-sdk:s3:getObject', true],
    ['source.asl.yaml', 'path-value', 'begin', 'InputPath: $.order # the order', true],
    ['source.asl.yaml', 'path-value', 'begin', "  id.$: '$.order.id'", true],
    ['source.asl.yaml', 'path-value', 'begin', 'Comment: $.order', false],
    ['source.asl.yaml', 'type-value', 'match', 'Type: Task', true],
  ] as const)('%s %s %s %s: %s', (scope, name, member, text, taken) => {
    expect(pattern(scope, name, member).test(text)).toBe(taken);
  });
});
