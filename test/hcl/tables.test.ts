/** What expressions are worth, as `terraform console` 1.11 says it: each line is `jsonencode(expression)` and its answer. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { attributeIn, evaluate, parseHcl, plain } from '../../core/hcl';
import type { Host, Scope } from '../../core/hcl';
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
