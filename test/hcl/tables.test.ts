/** What expressions are worth, as `terraform console` 1.11 says it: each line is `jsonencode(expression)` and its answer. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { attributeIn, evaluate, parseHcl, plain, Unknown } from '../../core/hcl';
import { convert } from '../../core/hcl/convert';
import type { Host, Scope } from '../../core/hcl';
import type { HclValue } from '../../core/hcl/value';
import { expectAnswers } from '../harness/golden';

const FILES: { readonly [name: string]: string } = {
  'x.tftpl': [
    'hi ${name}',
    '%{ for item in list ~}',
    '- ${item}',
    '%{ endfor ~}',
    '%{ if length(list) > 1 }many%{ else }few%{ endif }',
    '',
  ].join('\n'),
};

const host: Host = {
  resolve: (name) => name,
  read: (name) => FILES[name],
  isFile: (name) => name in FILES,
  below: () => ['main.tf', ...Object.keys(FILES)],
};
const scope: Scope = { file: 'main.tf', host, lookUp: () => undefined };

test('expressions', async () => {
  await expectAnswers(path.join(__dirname, 'tables/expressions.txt'), (input) => {
    const { body, problems } = parseHcl(`value = jsonencode(${input})\n`);
    expect(problems).toEqual([]);
    const value = plain(evaluate(attributeIn(body, 'value')!.value, scope));
    return typeof value === 'string' ? value : 'not known';
  });
});

test.each(['regex("(a+)+$", text)', 'regexall("(a|a)*b", text)', 'regex("a*a*a*a*a*a*b", text)'])(
  '%s could take years, and is not known',
  (written) => {
    const text = `value = ${written.replace('text', `"${'a'.repeat(60)}c"`)}\n`;
    expect(evaluate(attributeIn(parseHcl(text).body, 'value')!.value, scope)).toBeInstanceOf(Unknown);
  },
);

test('values as the type of a variable has them', async () => {
  const shown = (given: HclValue): unknown => {
    const value = plain(given);
    if (value instanceof Unknown) return '?';
    if (Array.isArray(value)) return value.map(shown);
    return value instanceof Map
      ? Object.fromEntries([...value].map(([name, each]) => [name, shown(each)]))
      : typeof value === 'bigint'
        ? `${value}n`
        : value;
  };
  await expectAnswers(path.join(__dirname, 'tables/types.txt'), (input) => {
    const [type, value] = input.split(' of ');
    const { body, problems } = parseHcl(`type = ${type}\nvalue = ${value}\n`);
    expect(problems).toEqual([]);
    const given = evaluate(attributeIn(body, 'value')!.value, scope);
    return JSON.stringify(shown(convert(given, attributeIn(body, 'type')!.value, scope)));
  });
});
