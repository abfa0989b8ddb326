/** `stepwise project --synthesize`: a CDK app is run because the flag says so, and what it makes is found, run and led back to it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findProjectPlace } from '../../project';
import { useTemporaryHome } from '../harness/temporaryHome';
import { check, holding } from './check';

const home = useTemporaryHome();

/** Writes an assembly as the CDK does, of a machine that only the running app knows. */
const APP = `
const { writeFileSync } = require('node:fs');
const out = process.env.CDK_OUTDIR;
console.error('hello from the app');
const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
writeFileSync(out + '/cdk.out', '{"version":"34.0.0"}');
writeFileSync(out + '/Shop.template.json', JSON.stringify({
  // As version 1 of the CDK has them: its tool gives them.
  Parameters: { AssetBucket: { Type: 'String' }, AssetKey: { Type: 'String' } },
  Resources: {
    FlowA1B2C3D4: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { DefinitionString: { 'Fn::Join': ['', [definition]] } },
      Metadata: { 'aws:cdk:path': 'Shop/Flow/Resource' },
    },
  },
}));
writeFileSync(out + '/manifest.json', JSON.stringify({
  version: '34.0.0',
  artifacts: {
    Shop: {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: 'Shop.template.json' },
      metadata: {
        '/Shop': [{ type: 'aws:cdk:asset', data: { id: 'ab12', s3BucketParameter: 'AssetBucket', s3KeyParameter: 'AssetKey' } }],
        '/Shop/Flow/Resource': [{ type: 'aws:cdk:logicalId', data: 'FlowA1B2C3D4', trace: ['Object.<anonymous> (' + __filename + ':4:1)'] }],
      },
    },
  },
}));
`;
const FILES = { 'cdk.json': '{ "app": "node app.js" }', 'app.js': APP, '.git/HEAD': '' };

test('what the app makes is listed, run from its program, and belongs to it', async () => {
  const { folder } = await check(['machines'], { files: FILES }, { code: 1, error: holding('machines --synthesize') });
  expect(readdirSync(home())).toEqual([]);
  await check(
    ['machines', '--synthesize'],
    { cwd: folder },
    {
      code: 0,
      out: holding('Shop (cdk)\n', 'FlowA1B2C3D4   STANDARD  app.js:4', '0 values to give'),
      error: holding('hello from the app', 'was synthesized'),
    },
  );
  await check(
    ['run', path.join(folder, 'app.js'), '--machine', 'Shop/Flow'],
    { cwd: folder },
    { code: 0, out: '{}\n' },
  );
  const [kept] = readdirSync(path.join(home(), '.stepwise/cdk'));
  const template = path.join(home(), '.stepwise/cdk', kept!, 'Shop.template.json');
  expect(findProjectPlace(template)).toEqual({ folder, why: 'owner' });
  expect(readdirSync(folder).sort()).toEqual(['.git', 'app.js', 'cdk.json']);
});

test.each([
  [
    'an app that fails',
    { ...FILES, 'app.js': 'console.error("no such thing"); process.exit(3)' },
    ['no such thing', 'code 3'],
  ],
  ['a folder without an app', { '.git/HEAD': '' }, ['There is no CDK app in']],
])('%s is told', async (_, files, said) => {
  const { error } = await check(['project', '--synthesize'], { files }, { code: 2, out: '' });
  for (const words of said) expect(error).toContain(words);
});
