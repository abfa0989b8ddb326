/** What of our environment a program of the user's may see. */
import { expect, test } from 'vitest';
import { userEnvironment, withVariables } from '../../processes/userEnvironment';

test.each([
  ...['PATH', 'Path', 'HOME', 'TMPDIR', 'SystemRoot', 'https_proxy', 'NODE_EXTRA_CA_CERTS'].map((name) => [name, true]),
  ...['AWS_ACCESS_KEY_ID', 'GITHUB_TOKEN', 'SSH_AUTH_SOCK', 'NPM_TOKEN', 'NODE_OPTIONS'].map((name) => [name, false]),
  ...['PYTHONPATH', 'PYTHONSTARTUP', 'LD_PRELOAD', 'STEPWISE_SESSION', 'MY_PATH', '', 'PATH '].map((name) => [
    name,
    false,
  ]),
] as [string, boolean][])('%s: %s', (name, isAllowed) => {
  expect(userEnvironment({ [name]: 'value' })).toEqual(isAllowed ? { [name]: 'value' } : {});
});

test('a variable that is named stands before ours', () => {
  expect(withVariables({ PATH: 'a', HOME: 'h' }, { PATH: 'b' }, 'linux')).toEqual({ PATH: 'b', HOME: 'h' });
  expect(withVariables({ Path: 'a' }, { PATH: 'b' }, 'linux')).toEqual({ Path: 'a', PATH: 'b' });
});

test('on Windows in whatever case it is written', () => {
  expect(withVariables({ Path: 'a', TEMP: 't' }, { PATH: 'b', temp: 'u' }, 'win32')).toEqual({ PATH: 'b', temp: 'u' });
});
