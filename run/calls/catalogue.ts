/** The catalogue of services, by whatever name somebody has for one. Loaded at the first question. */
import type { ServiceTable } from '../../core/catalog/services/serviceTable';
import { loadCatalogue } from '../../services/loadTables';
import { serviceKey } from '../awsSdk/serviceName';

let names: ReadonlyMap<string, string> | undefined;

/** @param service by any of its names: `events`, `eventbridge`, `secrets-manager` */
export function tableOf(service: string): ServiceTable | undefined {
  const catalogue = loadCatalogue();
  names ??= new Map(catalogue.services.map(({ name }) => [serviceKey(name), name]));
  const name = names.get(serviceKey(service));
  return name === undefined ? undefined : catalogue.table(name);
}
