/** When what the CDK has synthesized tells of an older app. */
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const MANIFEST = JSON.stringify({
  artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } },
});
const TEMPLATE = JSON.stringify({
  Resources: { Flow1234ABCD: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: '{}' } } },
});

/** @param minutes ages of files, by name */
function stacksOf(minutes: { readonly [file: string]: number }): object[] {
  const folder = temporaryFolder({
    'cdk.json': '{ "app": "node bin/shop.mjs", "output": "synth" }',
    'bin/shop.mjs': `import { App } from 'aws-cdk-lib';\nnew App();`,
    'src/handler.mjs': 'export const handler = async () => 1;',
    'synth/manifest.json': MANIFEST,
    'synth/Shop.template.json': TEMPLATE,
  });
  for (const [file, age] of Object.entries(minutes)) {
    const written = Date.now() / 1000 - age * 60;
    utimesSync(path.join(folder, file), written, written);
  }
  return readProject(folder).stacks.map(({ id, state, why }) => ({ id, state, why }));
}

describe('what was synthesized is', () => {
  test.each([
    ['as new as the app', { 'cdk.json': 9, 'bin/shop.mjs': 9, 'src/handler.mjs': 9, 'synth/manifest.json': 5 }],
    ['as new, though a handler is newer', { 'cdk.json': 9, 'bin/shop.mjs': 9, 'synth/manifest.json': 5 }],
  ])('%s', (_, ages) => {
    expect(stacksOf(ages)).toEqual([{ id: 'Shop', state: 'fresh', why: undefined }]);
  });

  test.each([
    ['bin/shop.mjs', { 'cdk.json': 9, 'bin/shop.mjs': 1, 'synth/manifest.json': 5 }],
    ['cdk.json', { 'cdk.json': 1, 'bin/shop.mjs': 9, 'synth/manifest.json': 5 }],
  ])('older than %s', (file, ages) => {
    const why = `${path.normalize(file)} is newer than what was synthesized: synthesize the app again.`;
    expect(stacksOf(ages)).toEqual([{ id: 'Shop', state: 'stale', why }]);
  });
});
