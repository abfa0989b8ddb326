/** `--allow-host`, `--allow-env` and their like: what the command line that starts a run allows it, for this once. */
import { shellCommand } from '../../processes/shell';
import { phrase } from '../../core/l10n/phrase';
import { originOf } from './origin';
import type { Permission } from './permission';

export interface AllowFlags {
  /** `HOST` or `HOST:PORT`, as a person writes them; without a port that of the scheme. */
  readonly hosts?: readonly string[];
  /** Names of variables: they may go to the hosts that are allowed. */
  readonly variables?: readonly string[];
  /** The URL that answers for AWS. */
  readonly endpoint?: string;
  readonly install?: boolean;
  readonly synthesize?: boolean;
}

/** The test of a permission, or the sentence that says what is wrong with a flag. */
export function allowedByFlags({
  hosts = [],
  variables = [],
  endpoint,
  install = false,
  synthesize = false,
}: AllowFlags): ((permission: Permission) => boolean) | { readonly problem: string } {
  const wrongHost = hosts.find((host) => hostAs('https:', host) === undefined);
  if (wrongHost !== undefined) {
    return {
      problem: phrase`--allow-host must be a host such as api.example.com or api.example.com:8443, not "${wrongHost}".`,
    };
  }
  const wrongName = variables.find((name) => !/^\w+$/.test(name));
  if (wrongName !== undefined) {
    return { problem: phrase`--allow-env must be the name of a variable, such as PAYMENTS_KEY, not "${wrongName}".` };
  }
  const isHost = (origin: string): boolean => {
    const { protocol, host } = new URL(origin);
    return hosts.some((each) => hostAs(protocol, each) === host);
  };
  return (permission) => {
    switch (permission.kind) {
      case 'http':
      case 'connection':
        return isHost(permission.origin);
      case 'endpoint':
        return isHost(permission.origin) || (endpoint !== undefined && permission.origin === originOf(endpoint));
      case 'secret':
        return variables.includes(permission.name);
      case 'install':
        return install;
      case 'synthesize':
        return synthesize;
      case 'aws':
        return false;
    }
  };
}

/** The flags that would allow these, as a person types them. */
export function flagsFor(permissions: readonly Permission[]): string {
  const flags = permissions.flatMap((permission): string[] => {
    switch (permission.kind) {
      case 'http':
      case 'connection':
      case 'endpoint':
        return [shellCommand(['--allow-host', new URL(permission.origin).host])];
      case 'secret':
        return [shellCommand(['--allow-env', permission.name])];
      case 'install':
        return ['--install-sdk'];
      case 'synthesize':
        return ['--synthesize'];
      case 'aws':
        return [];
    }
  });
  return [...new Set(flags)].join(' ');
}

/** As a URL of the scheme writes it; undefined where more or less than a host stands there. */
function hostAs(protocol: string, written: string): string | undefined {
  const url = `${protocol}//${written}`;
  if (/[/?#@\\\s*]/.test(written) || !URL.canParse(url)) return undefined;
  return new URL(url).host;
}
