/** What a person hears of settings that cannot be used, and what is read instead. */
import { beforeEach, describe, expect, it } from 'vitest';
import { faultOf } from '../../client/settings/faults';
import { readSetting } from '../../client/settings/read';
import { INTERPRETERS, SETTINGS, type Setting } from '../../client/settings/table';
import { registerUnusableSettings } from '../../client/unusableSettings';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';

/** By setting, values that cannot be used with what must stand there instead, and such as can. */
const VALUES: ReadonlyMap<Setting, { readonly bad: readonly [unknown, string][]; readonly good: readonly unknown[] }> =
  new Map([
    [
      SETTINGS.languageProvider,
      {
        bad: [
          [1, 'a string'],
          ['other', 'one of ask, stepwise, awsToolkit'],
        ],
        good: ['ask'],
      },
    ],
    [
      SETTINGS.codeLens,
      {
        bad: [
          ['yes', 'true or false'],
          [null, 'true or false'],
        ],
        good: [false],
      },
    ],
    [SETTINGS.graphOnRun, { bad: [[1, 'true or false']], good: [true] }],
    [
      SETTINGS.awsTarget,
      {
        bad: [
          ['', 'one of mock, endpoint, aws'],
          [true, 'a string'],
        ],
        good: ['aws'],
      },
    ],
    [
      SETTINGS.awsEndpoint,
      {
        bad: [
          ['not a url', 'a URL such as http://localhost:4566'],
          ['localhost:4566', 'a URL such as http://localhost:4566'],
          ['ftp://x', 'a URL such as http://localhost:4566'],
          [4566, 'a string'],
        ],
        good: ['', ' http://localhost:4566 '],
      },
    ],
    [
      SETTINGS.awsServiceEndpoints,
      {
        bad: [
          [{ s3: 's3' }, 'an object whose values are URLs, such as http://localhost:4566'],
          [{ s3: 1 }, 'an object whose values are URLs, such as http://localhost:4566'],
          [['http://a'], 'an object whose values are strings'],
        ],
        good: [{}, { s3: 'http://localhost:9000' }],
      },
    ],
    [SETTINGS.awsProfile, { bad: [[7, 'a string']], good: ['', 'dev'] }],
    [
      SETTINGS.awsRegion,
      { bad: [['Ireland', 'a region, such as us-east-1']], good: ['', 'eu-west-1', 'us-gov-west-1'] },
    ],
    [
      SETTINGS.mask,
      {
        bad: [
          ['password', 'a list of strings'],
          [[' '], 'a list of keys and paths, such as password, *token* or $.customer.card'],
          [[5], 'a list of keys and paths, such as password, *token* or $.customer.card'],
        ],
        good: [[], ['password', '$..ssn']],
      },
    ],
    [
      SETTINGS.maxProcesses,
      {
        bad: [
          [0, 'a whole number from 1'],
          [-3, 'a whole number from 1'],
          [2.5, 'a whole number'],
          ['4', 'a whole number'],
        ],
        good: [null, 8],
      },
    ],
    ...Object.values(INTERPRETERS).map((each): [Setting, { bad: [unknown, string][]; good: unknown[] }] => [
      each,
      {
        bad: [
          ['/nowhere/at/all', 'the path of a program, or its name on the PATH'],
          ['no-such-program', 'the path of a program, or its name on the PATH'],
          [import.meta.dirname, 'the path of a program, or its name on the PATH'],
          [3, 'a string'],
        ],
        good: ['', process.execPath],
      },
    ]),
  ]);

describe('a value', () => {
  const all = [...Object.values(SETTINGS), ...Object.values(INTERPRETERS)];
  it.each<Setting>(all)('of $id', (setting) => {
    const { bad, good } = VALUES.get(setting)!;
    for (const [value, wanted] of bad) {
      const sentence = `The setting ${setting.id} must be ${wanted}, not ${JSON.stringify(value)}.`;
      expect(faultOf(setting, value, '/')).toBe(sentence);
    }
    for (const value of [...good, setting.default]) expect(faultOf(setting, value, '/')).toBeUndefined();
  });
});

describe('in the editor', () => {
  beforeEach(() => editor.reset());
  const said = (): string[] => editor.said.filter((line) => !line.startsWith('log '));
  const URL_FAULT =
    'warning: The setting stepwise.aws.endpointUrl must be a URL such as http://localhost:4566, not "x". | Open Settings';

  it('it is said when the window opens, once, with the way to it', async () => {
    editor.settings.set(SETTINGS.awsEndpoint.id, 'x', 'workspaceValue');
    editor.answers = ['Open Settings'];
    registerUnusableSettings(clientContext());
    await settled();
    editor.settings.set(SETTINGS.codeLens.id, true);
    await settled();
    expect(said()).toEqual([URL_FAULT]);
    expect(editor.executed).toEqual([['workbench.action.openSettings', SETTINGS.awsEndpoint.id]]);
  });

  it('it is said again when it comes back', async () => {
    registerUnusableSettings(clientContext());
    for (const value of ['x', 'http://a', 'x']) editor.settings.set(SETTINGS.awsEndpoint.id, value);
    await settled();
    expect(said()).toEqual([URL_FAULT, URL_FAULT]);
  });

  it('of another type it is not read', () => {
    editor.settings.set(SETTINGS.awsEndpoint.id, 5);
    editor.settings.set(SETTINGS.codeLens.id, 'no');
    expect([readSetting(SETTINGS.awsEndpoint), readSetting(SETTINGS.codeLens)]).toEqual(['', true]);
  });
});
