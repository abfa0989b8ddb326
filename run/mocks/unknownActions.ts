/** Keys of `calls` that name no action of a service: such a mock answers nothing. */
import { SERVICES, integrationNamed } from '../../core/catalog/integrations';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import { loadCatalogue } from '../../services/loadTables';
import { tableOf } from '../calls/catalogue';
import type { Calls } from './callMocks';
import { uncapitalized } from '../../core/uncapitalized';

/** One sentence each; of services that are named right no more than their tables is read. */
export function unknownActions(calls: Calls | undefined): Phrase[] {
  return Object.keys(calls ?? {}).flatMap((key) => {
    const [service = '', action = ''] = key.split(':');
    const table = tableOf(service);
    if (!table) {
      const names = [...loadCatalogue().services.map(({ name }) => name), ...SERVICES.map(({ name }) => name)];
      return [unknown(key, nearestName(service.toLowerCase(), names), action)];
    }
    const written = uncapitalized(action);
    const names = [...table.operations.keys()];
    const isKnown = names.some((name) => name.toLowerCase() === action.toLowerCase());
    if (isKnown || integrationNamed(service, written)?.sdk) return [];
    return [unknown(key, service, nearestName(action, names))];
  });
}

function unknown(key: string, service: string | undefined, action: string | undefined): Phrase {
  const { date } = loadCatalogue();
  return service === undefined || action === undefined
    ? phrase`The mock of "${key}" answers nothing: AWS's models of ${date} have no such action.`
    : phrase`The mock of "${key}" answers nothing: AWS's models of ${date} have no such action. Did you mean "${service}:${action}"?`;
}
