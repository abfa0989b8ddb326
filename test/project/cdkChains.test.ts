/**
 * The definitions that an app's source chains together: a line of `tables/cdkChains.txt` is the body of a method that returns one; the
 * answer what it is in the Amazon States Language, or nothing where the source alone does not tell. What TypeScript makes,
 * `scripts/realCdkApps.mjs` holds against what the CDK's own library makes of the same lines.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { expectAnswers } from '../harness/golden';
import { temporaryFolder } from '../harness/temporaryFolder';
import { chainApp } from './chainApp';

const LANGUAGES = { typescript: 'cdkChains.txt', python: 'cdkChainsPython.txt' } as const;

test.each(['typescript', 'python'] as const)('chains of states in %s', async (language) => {
  const table = path.join(__dirname, 'tables', LANGUAGES[language]);
  const bodies = readFileSync(table, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.split('  →  ')[0]!);
  const name = language === 'python' ? 'app.py' : 'app.ts';
  const folder = temporaryFolder({ 'cdk.json': `{ "app": "run ${name}" }`, [name]: chainApp(bodies, language) });
  const { machines } = readProject(folder);
  await expectAnswers(table, (body) => {
    const machine = machines.find((each) => each.name === `M${bodies.indexOf(body)}`);
    expect(machine).toBeDefined();
    return machine?.mapped ? JSON.stringify(JSON.parse(machine.mapped.text)) : 'nothing';
  });
});
