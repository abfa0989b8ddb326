import type { Permission } from './permission';

/** What was allowed, as a person reads it in a list: where it goes, then what. */
export function permissionWords(permission: Permission): string {
  switch (permission.kind) {
    case 'http':
      return `${shownHost(permission.origin)}: ${permission.writes ? 'requests with any method' : 'requests that only read'}`;
    case 'connection':
      return `${shownHost(permission.origin)}: what the connection "${permission.name}" holds`;
    case 'secret':
      return `${shownHost(permission.origin)}: the variable ${permission.name}`;
    case 'endpoint':
      return `${shownHost(permission.origin)}: AWS calls, in place of AWS`;
    case 'install':
      return `npm: ${permission.client}, installed for Stepwise`;
    case 'aws':
      return `AWS: calls with ${shownAccount(permission)}`;
  }
}

/** `api.example.com`; with the scheme where that is not HTTPS. */
export function shownHost(origin: string): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}

export function shownAccount({ profile, account, region }: Extract<Permission, { kind: 'aws' }>): string {
  const whose = profile === undefined ? 'the keys of your environment' : `the profile "${profile}"`;
  return `${whose}${account === undefined ? '' : ` (account ${account})`}, in ${region}`;
}
