/** The catalogue of services, by whatever name somebody has for one. Loaded at the first question. */
import { tableCalled } from '../../core/catalog/services/calledTable';
import type { ServiceTable } from '../../core/catalog/services/serviceTable';
import { loadCatalogue } from '../../services/loadTables';

/** @param service as of {@link tableCalled} */
export function tableOf(service: string): ServiceTable | undefined {
  return tableCalled(loadCatalogue(), service);
}
