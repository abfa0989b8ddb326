/** What a program of the user's may see of our own environment: an allow-list, since nobody knows every name of a secret. */

/** What programs need to start at all; no name here carries credentials. Upper case: see {@link userEnvironment}. */
const ALLOWED = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'TMP', 'TEMP'],
  ...['SYSTEMROOT', 'WINDIR', 'COMSPEC', 'PATHEXT', 'SYSTEMDRIVE', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH'],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)', 'NUMBER_OF_PROCESSORS'],
  ...['PROCESSOR_ARCHITECTURE', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'DYLD_FALLBACK_LIBRARY_PATH'],
  ...['PYENV_ROOT', 'PYENV_VERSION', 'NVM_DIR', 'VOLTA_HOME', 'ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR'],
  ...['VIRTUAL_ENV', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
]);

/** Names are compared in any case: Windows does not tell them apart by it, and proxies are spelled both ways elsewhere. */
export function userEnvironment(parent: NodeJS.ProcessEnv): { [name: string]: string } {
  const variables: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && ALLOWED.has(name.toUpperCase())) variables[name] = value;
  }
  return variables;
}

/** The same with more, which stand before it; on Windows also where the case of their names differs. */
export function withVariables(
  environment: { readonly [name: string]: string },
  more: { readonly [name: string]: string },
  platform: NodeJS.Platform = process.platform,
): { [name: string]: string } {
  if (platform !== 'win32') return { ...environment, ...more };
  const all = new Map<string, readonly [name: string, value: string]>();
  for (const [name, value] of [...Object.entries(environment), ...Object.entries(more)]) {
    all.set(name.toUpperCase(), [name, value]);
  }
  return Object.fromEntries(all.values());
}
