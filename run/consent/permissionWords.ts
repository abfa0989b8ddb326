import type { Permission } from './permission';

/** What was allowed, as a person reads it in a list. */
export function permissionWords(permission: Permission): string {
  switch (permission.kind) {
    case 'http':
      return `HTTP Tasks may send ${permission.writes ? 'requests of every method' : 'requests that read'} to ${shownHost(permission.origin)}`;
    case 'connection':
      return `What the connection "${permission.name}" holds may go to ${shownHost(permission.origin)}`;
    case 'secret':
      return `Your variable ${permission.name} may go to ${shownHost(permission.origin)}`;
    case 'endpoint':
      return `AWS calls may go to ${shownHost(permission.origin)} in place of AWS`;
    case 'install':
      return `${permission.client} may be installed for Stepwise`;
    case 'aws':
      return `Handlers and tasks may call AWS with ${shownAccount(permission)}`;
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
