/**
 * What the grammars colour, line by line: beside each fixture stands what is read of it, a line of the text and
 * below it each piece that is more than JSON or YAML, with its innermost scope. Mended on purpose with
 * `npx vitest run test/grammar -u`, and read before it is kept.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenize';
import type { Token } from './tokenize';

const FIXTURES = path.join(__dirname, 'fixtures');
const OURS = /\.(jsonata|jsonpath|asl)$/;

function described(line: readonly Token[]): string[] {
  const text = line.map((token) => token.text).join('');
  const pieces = line
    .filter(({ text, scopes }) => text.trim() !== '' && OURS.test(scopes.at(-1) ?? ''))
    .map(({ text, scopes }) => [text.trim(), scopes.at(-1)!.replace(OURS, (_, name) => ` (${name as string})`)]);
  return [text, ...pieces.map(([piece, scope]) => `    ${piece!.padEnd(20)} ${scope}`)];
}

async function read(scopeName: string, fixture: string): Promise<string> {
  const lines = await tokenize(scopeName, readFileSync(path.join(FIXTURES, fixture), 'utf8'));
  return `${lines.flatMap(described).join('\n').trimEnd()}\n`;
}

describe.each([
  ['both-languages.asl.json', 'source.asl.json', 'source.stepwise-asl.json'],
  ['both-languages.asl.yaml', 'source.asl.yaml', 'source.stepwise-asl.yaml'],
])('%s', (fixture, scopeName, twin) => {
  it('is coloured as described', async () => {
    await expect(await read(scopeName, fixture)).toMatchFileSnapshot(path.join(FIXTURES, `${fixture}.tokens`));
  });

  it('is coloured alike under the name of our own', async () => {
    expect(await read(twin, fixture)).toBe(await read(scopeName, fixture));
  });
});
