/** What of our environment a program of the user's may see. */
import { expect, test } from 'vitest';
import { userEnvironment, withVariables } from '../../processes/userEnvironment';

/** Without one of these a program does not start, does not find its interpreter, or does not reach the network. */
const NEEDED = [
  ...[
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'TMPDIR',
    'LD_LIBRARY_PATH',
    'DYLD_LIBRARY_PATH',
    'DYLD_FALLBACK_LIBRARY_PATH',
  ],
  // Windows
  ...[
    'TMP',
    'TEMP',
    'SYSTEMROOT',
    'WINDIR',
    'COMSPEC',
    'PATHEXT',
    'SYSTEMDRIVE',
    'USERPROFILE',
    'HOMEDRIVE',
    'HOMEPATH',
  ],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
  // Versions and environments
  ...[
    'PYENV_ROOT',
    'PYENV_VERSION',
    'NVM_DIR',
    'VOLTA_HOME',
    'ASDF_DIR',
    'ASDF_DATA_DIR',
    'MISE_DATA_DIR',
    'VIRTUAL_ENV',
  ],
  // Certificates and proxies
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
];

test.each([
  ...[...NEEDED, 'Path', 'SystemRoot', 'ProgramFiles(x86)', 'https_proxy', 'no_proxy'].map((name) => [name, true]),
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
