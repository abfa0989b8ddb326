import { phrase } from '../../core/l10n/phrase';
import type { Permission } from './permission';

/** What was allowed, as a person reads it in a list: where it goes, then what. */
export function permissionWords(permission: Permission): string {
  switch (permission.kind) {
    case 'http':
      return `${shownHost(permission.origin)}: ${permission.writes ? phrase`requests with any method` : phrase`requests that only read`}`;
    case 'connection':
      return phrase`${shownHost(permission.origin)}: what the connection "${permission.name}" holds`;
    case 'secret':
      return phrase`${shownHost(permission.origin)}: the variable ${permission.name}`;
    case 'endpoint':
      return phrase`${shownHost(permission.origin)}: AWS calls, in place of AWS`;
    case 'install':
      return permission.client === 'boto3'
        ? phrase`pip: ${permission.client}, installed for Stepwise`
        : phrase`npm: ${permission.client}, installed for Stepwise`;
    case 'synthesize':
      return phrase`CDK: "${permission.command}" is run to see what the app makes`;
    case 'aws':
      return phrase`AWS: calls with ${shownAccount(permission)}`;
  }
}

/** `api.example.com`; with the scheme where that is not HTTPS. */
export function shownHost(origin: string): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}

export function shownAccount({ profile, account, region }: Extract<Permission, { kind: 'aws' }>): string {
  const whose = profile === undefined ? phrase`the keys of your environment` : phrase`the profile "${profile}"`;
  return `${whose}${account === undefined ? '' : phrase` (account ${account})`}, in ${region}`;
}
