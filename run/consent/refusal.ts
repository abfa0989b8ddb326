/** Why something did not leave this machine, and how a person allows it. */
import { inEnglish } from '../../core/l10n/phrase';
import { flagsFor } from './allowedByFlags';
import type { Permission } from './permission';
import { shownAccount, shownHost } from './permissionWords';

/**
 * @param lacks what nobody has allowed; never empty
 * @param state who wanted it; absent: the run itself
 */
export function refusal(lacks: readonly Permission[], state?: string): string {
  const who = state === undefined ? 'The run' : `State "${state}"`;
  const flags = flagsFor(lacks);
  const how = flags === '' ? '' : ` In a terminal, allow it with ${flags}.`;
  return `${who} may not ${deeds(lacks)}: you have not allowed it.${how}`;
}

/** `send requests that write to api.example.com, with PAYMENTS_KEY of the environment`. */
function deeds(lacks: readonly Permission[]): string {
  const [first] = lacks;
  const host = first && 'origin' in first ? shownHost(first.origin) : '';
  const added = lacks.flatMap((each) => {
    if (each.kind === 'secret') return [`${each.name} from your environment`];
    return each.kind === 'connection' ? [`what the connection "${each.name}" holds`] : [];
  });
  const http = lacks.find((each) => each.kind === 'http');
  if (http) {
    const request = http.writes ? 'send data' : 'send requests';
    return `${request} to ${host}${added.length > 0 ? `, with ${added.join(' and ')}` : ''}`;
  }
  if (added.length > 0) return `send ${added.join(' and ')} to ${host}`;
  const endpoints = lacks.flatMap((each) => (each.kind === 'endpoint' ? [shownHost(each.origin)] : []));
  if (endpoints.length > 0) return `make its calls to AWS services at ${endpoints.join(' and ')}`;
  const aws = lacks.find((each) => each.kind === 'aws');
  if (aws) return `call AWS with ${inEnglish(() => shownAccount(aws))}`;
  const app = lacks.find((each) => each.kind === 'synthesize');
  if (app) return `start the CDK app with "${app.command}"`;
  return `install ${lacks.flatMap((each) => (each.kind === 'install' ? [each.client] : [])).join(', ')}`;
}
