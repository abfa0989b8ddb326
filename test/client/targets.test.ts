/** Targets as people write them, profiles as AWS's files have them, and what is said of both, line by line in `tables/`. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { profilesIn, readProfiles } from '../../client/awsProfiles';
import { AwsTargets } from '../../client/awsTarget';
import { readTarget } from '../../client/readTarget';
import { SETTINGS } from '../../client/settings/table';
import { expectAnswers } from '../harness/golden';
import { temporaryFolder } from '../harness/temporaryFolder';
import { editor } from './editor/editor';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
const unescaped = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\r', '\r');

beforeEach(() => editor.reset());
afterEach(() => void vi.unstubAllEnvs());

it('a target is read, or refused in a sentence', () =>
  expectAnswers(table('targets'), (written) => {
    const target = readTarget(written === 'nothing' ? undefined : JSON.parse(written));
    return typeof target === 'string' ? target : JSON.stringify(target);
  }));

it('profiles are read of either file', () =>
  expectAnswers(table('profiles'), (written) => {
    const [config = '', credentials = ''] = unescaped(written).split(' && ');
    return (
      profilesIn(config, credentials)
        .map((profile) => JSON.stringify(profile))
        .join(' ') || 'none'
    );
  }));

const CONFIG = `[default]\nregion = eu-west-1\n[profile dev]\nsso_account_id = 111122223333\nsso_role_name = Developer\n[profile bare]\nregion=us-west-2\n`;

/** The files of a person, in a home of a test's own. */
function home(files: Record<string, string>): string {
  const folder = temporaryFolder(files);
  for (const name of ['HOME', 'USERPROFILE']) vi.stubEnv(name, folder);
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_ACCESS_KEY_ID'])
    vi.stubEnv(name, undefined);
  return folder;
}

it('the files lie in the home, or where the environment says', async () => {
  const folder = home({
    '.aws/config': '[profile a]\n',
    '.aws/credentials': '[b]\n',
    'own/config': '[profile c]\n',
    'own/keys': '[d]\n',
  });
  const names = async (env: NodeJS.ProcessEnv): Promise<string[]> => (await readProfiles(env)).map(({ name }) => name);
  const own = {
    AWS_CONFIG_FILE: path.join(folder, 'own/config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'own/keys'),
  };
  expect(await names({})).toEqual(['a', 'b']);
  expect(await names({ AWS_CONFIG_FILE: own.AWS_CONFIG_FILE })).toEqual(['c', 'b']);
  expect(await names(own)).toEqual(['c', 'd']);
  expect(await names({ AWS_CONFIG_FILE: '/none', AWS_SHARED_CREDENTIALS_FILE: '/none' })).toEqual([]);
});

it.each<[target: object, run: object | undefined, said: string[]]>([
  [{ kind: 'aws', region: 'eu-west-1' }, { awsTarget: { kind: 'aws', region: 'eu-west-1' } }, []],
  [
    { kind: 'aws', profile: 'dev' },
    { awsTarget: { kind: 'aws', profile: 'dev', region: 'us-east-1' }, awsAccount: '111122223333' },
    [],
  ],
  [{ kind: 'aws', profile: 'bare' }, { awsTarget: { kind: 'aws', profile: 'bare', region: 'us-east-1' } }, []],
  [
    { kind: 'aws', profile: 'prod' },
    undefined,
    ['error: The profile "prod" is not in your AWS configuration. It has: default, dev, bare.'],
  ],
])('a run with %j calls the account of its profile', async (target, run, said) => {
  home({ '.aws/config': CONFIG });
  expect(await new AwsTargets().forRun(target)).toEqual(run);
  expect(editor.said).toEqual(said);
});

it('of a profile where there are none the person is told', async () => {
  home({});
  expect(await new AwsTargets().forRun({ kind: 'aws', profile: 'dev' })).toBeUndefined();
  expect(editor.said).toEqual(['error: The profile "dev" is not in your AWS configuration. It has: none.']);
});

it.each([
  [{ region: 'r' }, undefined, 'the profile "default", in r'],
  [{ region: 'r' }, 'key', 'the access keys this editor was started with, in r'],
  [{ region: 'r', profile: 'dev' }, 'key', 'the profile "dev" (account 111122223333 / Developer), in r'],
  [{ region: 'r', profile: 'bare' }, undefined, 'the profile "bare", in r'],
  [{ region: 'r', profile: 'none' }, undefined, 'the profile "none", in r'],
])('calls with %j and the key %s are made with %s', async (access, key, words) => {
  home({ '.aws/config': CONFIG });
  vi.stubEnv('AWS_ACCESS_KEY_ID', key);
  expect(await new AwsTargets().wordsFor(access)).toBe(words);
});

it.each<[config: string, answers: typeof editor.answers, said: string, kept: object]>([
  [
    CONFIG,
    ['AWS', 'dev', 'eu-west-3'],
    'pick: AWS — The profile in your AWS configuration | default · eu-west-1 / dev · 111122223333 / Developer / bare · us-west-2',
    { awsTarget: 'aws', awsProfile: 'dev', awsRegion: 'eu-west-3' },
  ],
  [
    '',
    ['AWS', 'own', 'eu-west-3'],
    'input: AWS — The profile in your AWS configuration',
    { awsTarget: 'aws', awsProfile: 'own', awsRegion: 'eu-west-3' },
  ],
  ['', ['AWS', 'own'], 'input: AWS — The profile in your AWS configuration', { awsProfile: 'own' }],
])('AWS is chosen by profile and region: %j %j', async (config, answers, said, kept) => {
  home({ '.aws/config': config });
  editor.answers = [...answers];
  await new AwsTargets().choose();
  expect(editor.said.slice(1)).toEqual([said, 'input: AWS — The region [us-east-1]']);
  const settings = (['awsTarget', 'awsProfile', 'awsRegion'] as const).flatMap((name) => {
    const value = editor.settings.globalValue.get(SETTINGS[name].id);
    return value === undefined ? [] : [[name, value]];
  });
  expect(Object.fromEntries(settings)).toEqual(kept);
});
