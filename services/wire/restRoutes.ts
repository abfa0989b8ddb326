/** Which operation of a REST service a request means: told by method, path, query keys and required headers. */
import type { Operation, ServiceTable } from '../../core/catalog/services/serviceTable';
import { decoded, type Address } from './address';
import type { WireRequest } from './call';
import { headerOf } from './headers';

/** An operation, and what the path says of its input. */
export interface RestMatch {
  readonly operation: Operation;
  readonly labels: ReadonlyMap<string, string>;
  /** How much of the path the operation says itself. */
  readonly literal: number;
}

interface Route {
  readonly operation: Operation;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Keys of the query, with the value where one is told. */
  readonly keys: readonly (readonly [key: string, value: string])[];
  /** The longer, the more it says. */
  readonly literal: number;
  readonly requiredKeys: readonly string[];
  readonly requiredHeaders: readonly string[];
}

const known = new WeakMap<ServiceTable, readonly Route[]>();

function routesOf(service: ServiceTable): readonly Route[] {
  let routes = known.get(service);
  if (!routes) known.set(service, (routes = [...service.operations.values()].map(routeOf)));
  return routes;
}

function routeOf(operation: Operation): Route {
  const [path = '/', query = ''] = operation.requestUri.split('?');
  const labels: string[] = [];
  const pattern = path.replace(/\/$/, '').replace(/\{([^}+]+)(\+?)\}|[.*+?^${}()|[\]\\]/g, (found, label, greedy) => {
    if (label === undefined) return `\\${found}`;
    labels.push(String(label));
    return greedy ? '(.+)' : '([^/]+)';
  });
  const bound = (place: 'querystring' | 'header'): string[] =>
    [...(operation.input?.members.values() ?? [])]
      .filter(({ location, required }) => required && location === place)
      .map(({ locationName, name }) => locationName ?? name);
  return {
    operation,
    path: new RegExp(`^${pattern}/?$`),
    labels,
    keys: [...new URLSearchParams(query)],
    literal: path.replace(/\{[^}]+\}/g, '').length,
    requiredKeys: bound('querystring'),
    requiredHeaders: bound('header'),
  };
}

/** The operation that fits most narrowly, or undefined. */
export function matchRest(service: ServiceTable, request: WireRequest, address: Address): RestMatch | undefined {
  const method = request.method.toUpperCase();
  const { query } = address;
  const fitting = routesOf(service).filter(
    ({ operation, path, keys }) =>
      operation.method === method &&
      keys.every(([key, value]) => query.has(key) && (value === '' || query.get(key) === value)) &&
      path.test(address.path),
  );
  const named = query.get('x-id');
  const complete = (route: Route): boolean =>
    route.requiredKeys.every((key) => query.has(key)) &&
    route.requiredHeaders.every((name) => headerOf(request.headers, name) !== undefined);
  const required = (route: Route): number =>
    complete(route) ? route.requiredKeys.length + route.requiredHeaders.length : -1;
  const [best] = fitting.sort(
    (one, other) =>
      Number(other.operation.name === named) - Number(one.operation.name === named) ||
      other.literal - one.literal ||
      other.keys.length - one.keys.length ||
      required(other) - required(one) ||
      Number(one.operation.deprecated) - Number(other.operation.deprecated),
  );
  if (!best) return undefined;
  const [, ...values] = best.path.exec(address.path) ?? [];
  return {
    operation: best.operation,
    literal: best.literal,
    labels: new Map(best.labels.map((label, nth) => [label, decoded(values[nth] ?? '')])),
  };
}
