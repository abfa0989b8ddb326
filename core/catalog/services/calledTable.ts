import type { ServiceCatalogue } from './serviceCatalogue';
import { serviceKey } from './serviceName';
import type { ServiceTable } from './serviceTable';

const names = new WeakMap<ServiceCatalogue, ReadonlyMap<string, string>>();

/** The table of a service. @param service by any of its names: `events`, `eventbridge`, `secrets-manager` */
export function tableCalled(catalogue: ServiceCatalogue, service: string): ServiceTable | undefined {
  const known = names.get(catalogue) ?? new Map(catalogue.services.map(({ name }) => [serviceKey(name), name]));
  names.set(catalogue, known);
  const name = known.get(serviceKey(service));
  return name === undefined ? undefined : catalogue.table(name);
}
