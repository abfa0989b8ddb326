/** Where SDK calls go: what the status bar says, what a run gets, what choosing writes, and whose word an endpoint is. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AwsTargets } from '../../client/awsTarget';
import { SETTINGS } from '../../client/settings/table';
import { temporaryFolder } from '../harness/temporaryFolder';
import { editor } from './editor/editor';

beforeEach(() => editor.reset());

const TARGETS: Record<
  string,
  { readonly settings: Record<string, unknown>; readonly name: string; readonly run: unknown }
> = {
  'nothing set': { settings: {}, name: 'mock', run: { kind: 'mock' } },
  'an endpoint': {
    settings: { [SETTINGS.awsTarget.id]: 'endpoint', [SETTINGS.awsEndpoint.id]: ' http://localhost:4566 ' },
    name: 'localhost:4566',
    run: { kind: 'endpoint', url: 'http://localhost:4566' },
  },
  'an endpoint of one service': {
    settings: {
      [SETTINGS.awsTarget.id]: 'endpoint',
      [SETTINGS.awsServiceEndpoints.id]: { dynamodb: 'http://localhost:8000' },
    },
    name: 'localhost:8000',
    run: { kind: 'endpoint', services: { dynamodb: 'http://localhost:8000' } },
  },
};

describe('the target of a run', () => {
  it.each(Object.entries(TARGETS))('%s', async (_, { settings, name, run }) => {
    for (const [key, value] of Object.entries(settings)) editor.settings.set(key, value);
    const targets = new AwsTargets();
    expect(targets.describe().text).toContain(`AWS: ${name}`);
    expect(targets.describe().isAws).toBe(false);
    expect(await targets.forRun()).toMatchObject({ awsTarget: run });
  });

  it('is refused in a sentence where the settings name none', async () => {
    editor.settings.set(SETTINGS.awsTarget.id, 'endpoint');
    expect(await new AwsTargets().forRun()).toBeUndefined();
    const { tooltip, ...shown } = new AwsTargets().describe();
    expect(shown).toEqual({ text: '$(warning) AWS: cannot be used', isAws: false, isWrong: true });
    const [said] = editor.said;
    expect(editor.said).toEqual([expect.stringMatching(/^error: .*endpoint/i)]);
    expect(tooltip).toBe(
      `${said!.slice('error: '.length)} Until it is corrected, no run begins. Click to choose another.`,
    );
  });

  it('is what the launch configuration says before what the settings say', async () => {
    editor.settings.set(SETTINGS.awsTarget.id, 'endpoint');
    expect(await new AwsTargets().forRun({ kind: 'mock' })).toEqual({ awsTarget: { kind: 'mock' } });
  });
});

describe('a run that calls AWS', () => {
  const session = {
    id: '7',
    type: 'stepwise',
    configuration: { awsTarget: { kind: 'aws', region: 'eu-west-1', profile: 'dev' } },
  };

  it('stands in the status bar until it ends, whatever the settings say', async () => {
    const targets = new AwsTargets();
    let changes = 0;
    targets.onDidChange(() => changes++);
    await editor.fire('startedSession', session);
    expect(targets.describe()).toMatchObject({
      isAws: true,
      text: expect.stringContaining('dev / eu-west-1') as string,
    });
    expect(targets.describe().tooltip).toContain('A run is calling AWS.');
    await editor.fire('endedSession', { id: 'another' });
    expect(targets.describe().isAws).toBe(true);
    await editor.fire('endedSession', session);
    expect(targets.describe().isAws).toBe(false);
    expect(changes).toBe(2);
  });

  it.each([
    ['another debugger', { ...session, type: 'pwa-node' }],
    ['a run without AWS', { ...session, configuration: { awsTarget: { kind: 'mock' } } }],
  ])('is not %s', async (_, other) => {
    const targets = new AwsTargets();
    await editor.fire('startedSession', other);
    expect(targets.describe().isAws).toBe(false);
  });
});

describe('choosing', () => {
  it('keeps the endpoint in the settings of the workspace, and takes it as the word of who typed it', async () => {
    editor.folders = [{ name: 'shop', index: 0, uri: undefined as never }];
    const targets = new AwsTargets();
    editor.answers = ['NONE OF THEM'];
    await targets.choose();
    const shown = editor.said[0]!;
    const endpoint = shown
      .split(' | ')[1]!
      .split(' / ')
      .map((item) => item.split(' · ')[0]!)[1]!;
    expect(shown).toContain('current');
    editor.answers = [endpoint, 'http://127.0.0.1:9', ''];
    await targets.choose();
    expect(editor.settings.workspaceValue.get(SETTINGS.awsEndpoint.id)).toBe('http://127.0.0.1:9');
    expect(editor.settings.workspaceValue.get(SETTINGS.awsTarget.id)).toBe('endpoint');
    expect(targets.ownWord('http://127.0.0.1:9')).toBe('always');
    expect(targets.ownWord('http://127.0.0.1:10')).toBe('no');
  });

  it.each<[string, 'mock' | 'endpoint', typeof editor.answers, string[]]>([
    ['an endpoint is asked for until it is one', 'endpoint', [/^Endpoint/, 'localhost', ' '], ['problem: ']],
    ['an empty one is taken: services may have their own', 'endpoint', [/^Endpoint/, ''], []],
    ['nothing is asked of mocks', 'mock', [/^Mock/], []],
  ])('%s', async (_, target, answers, problems) => {
    editor.answers = answers;
    await new AwsTargets().choose();
    const said = editor.said.filter((line) => line.startsWith('problem: '));
    expect(said).toEqual(problems.map((problem) => expect.stringContaining(problem) as string));
    expect(editor.settings.globalValue.get(SETTINGS.awsTarget.id)).toBe(target);
  });

  it('takes an endpoint with blanks around it for the one without', async () => {
    const targets = new AwsTargets();
    editor.answers = [/^Endpoint/, ' http://127.0.0.1:9 '];
    await targets.choose();
    expect(targets.ownWord('http://127.0.0.1:9')).toBe('always');
  });

  it('offers the profiles there are, and asks for one in words where there are none', async () => {
    const folder = temporaryFolder({ config: '[profile dev]\nregion = eu-west-1\n' });
    vi.stubEnv('AWS_CONFIG_FILE', `${folder}/config`);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`);
    editor.answers = [/^AWS/, 'dev', 'eu-west-1'];
    await new AwsTargets().choose();
    expect(editor.said.slice(1)).toEqual([
      'pick: AWS — The profile in your AWS configuration | dev · eu-west-1',
      expect.stringMatching(/^input: AWS — The region/),
    ]);
    expect(editor.settings.globalValue.get(SETTINGS.awsProfile.id)).toBe('dev');
    vi.stubEnv('AWS_CONFIG_FILE', `${folder}/none`);
    editor.said = [];
    editor.answers = [/^AWS/, 'ops', 'eu-west-1'];
    await new AwsTargets().choose();
    expect(editor.said[1]).toMatch(/^input: AWS — The profile/);
    vi.unstubAllEnvs();
  });

  it('changes nothing where the person turns away', async () => {
    await new AwsTargets().choose();
    expect([...editor.settings.globalValue, ...editor.settings.workspaceValue]).toEqual([]);
  });
});

describe('the word of a person on an endpoint', () => {
  it.each([
    ['that is one of its services alone', { dynamodb: 'http://host.test', s3: 'http://other.test' }, 'once'],
    ['that is none of them', { s3: 'http://other.test' }, 'no'],
    ['whose URL cannot be read', { s3: 'host.test', sqs: 7 }, 'no'],
  ])('%s', (_, services, word) => {
    editor.settings.set(SETTINGS.awsServiceEndpoints.id, services, 'globalValue');
    expect(new AwsTargets().ownWord('http://host.test')).toBe(word);
    editor.settings.set(SETTINGS.awsEndpoint.id, 'http://third.test', 'globalValue');
    expect(new AwsTargets().ownWord('http://host.test')).toBe(word);
  });

  it.each([
    ['of the user', 'globalValue', 'once'],
    ['of a folder', 'workspaceValue', 'no'],
  ] as const)('in the settings %s is "%s"', (_, scope, word) => {
    editor.settings.set(SETTINGS.awsEndpoint.id, 'http://host.test:80/path', scope);
    expect(new AwsTargets().ownWord('http://host.test')).toBe(word);
  });
});
