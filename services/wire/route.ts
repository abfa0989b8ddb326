/** Which service, operation and protocol a request means. Of the catalogue no more tables are read than it needs. */
import type { Operation, ServiceEntry, ServiceTable } from '../../core/catalog/services/serviceTable';
import type { Address } from './address';
import { isJsonAsCbor } from './cbor';
import { UnreadableRequest, type WireProtocol, type WireRequest } from './call';
import { headerOf } from './headers';
import { matchRest } from './restRoutes';
import { withSqsTraits } from './sqsTraits';

/** As much of the catalogue as is needed here. */
export interface Services {
  readonly services: readonly ServiceEntry[];
  readonly table: (name: string) => ServiceTable | undefined;
}

export interface Route {
  readonly service: ServiceTable;
  readonly operation: Operation;
  /** What the path says, of a REST service. */
  readonly labels?: ReadonlyMap<string, string>;
  /** The fields of a request in the query protocol. */
  readonly form?: URLSearchParams;
}

/** What is known before the operation is: enough to answer in the client's protocol. */
export interface Direction {
  readonly protocol: WireProtocol;
  readonly address: Address;
  readonly entries: readonly ServiceEntry[];
  readonly form?: URLSearchParams;
}

/** Never throws. */
export function direct(catalogue: Services, request: WireRequest, address: Address): Direction {
  const { services } = catalogue;
  const signed = entriesFor(services, address, request);
  const target = headerOf(request.headers, 'x-amz-target');
  if (target !== undefined) {
    const prefix = target.slice(0, target.lastIndexOf('.'));
    const entries = services.filter(({ targetPrefix }) => targetPrefix === prefix);
    const isCbor = isJsonAsCbor(headerOf(request.headers, 'content-type'));
    return { protocol: isCbor ? 'json-as-cbor' : 'json', address, entries };
  }
  if (headerOf(request.headers, 'smithy-protocol') === 'rpc-v2-cbor') {
    const name = /\/service\/([^/]+)\/operation\//.exec(address.path)?.[1];
    const named = services.filter(({ targetPrefix }) => targetPrefix !== undefined && targetPrefix === name);
    const entries = named.length > 0 ? named : signed;
    return { protocol: 'smithy-rpc-v2-cbor', address, entries };
  }
  const isRest = signed.some(({ protocols }) => protocols.some((each) => each.startsWith('rest')));
  const isForm = headerOf(request.headers, 'content-type')?.startsWith('application/x-www-form-urlencoded');
  if (isForm || (address.query.has('Action') && (!isRest || address.query.has('Version')))) {
    const form = isForm ? new URLSearchParams(Buffer.from(request.body).toString('utf8')) : address.query;
    if (form.has('Action')) {
      const entries = ofVersion(signed.length > 0 ? signed : services.filter(speaksQuery), form.get('Version'));
      return {
        protocol: entries.some(({ protocols }) => protocols.includes('ec2')) ? 'ec2' : 'query',
        address,
        entries,
        form,
      };
    }
  }
  const entries = signed.length > 0 ? signed : entriesByPath(catalogue, request, address);
  const isXml = entries[0]?.protocols[0] === 'rest-xml';
  return { protocol: isXml ? 'rest-xml' : 'rest-json', address, entries };
}

/** Clients that do not say of which service they are. */
const OF_AN_SDK = /\b(?:boto3|botocore|aws-cli|aws-sdk)/i;

/**
 * What an SDK asks of a REST service and does not sign, as of a public bucket: the service whose path says most of the
 * request's, and S3 where none does. Reads the tables of all of them.
 */
function entriesByPath(catalogue: Services, request: WireRequest, address: Address): readonly ServiceEntry[] {
  const isUnnamed = address.signedFor === undefined && !address.malformed && !address.resource;
  if (!isUnnamed || !OF_AN_SDK.test(headerOf(request.headers, 'user-agent') ?? '')) return [];
  const says = (entry: ServiceEntry): number => {
    if (!entry.protocols[0]?.startsWith('rest')) return -1;
    const table = catalogue.table(entry.name);
    return (table && matchRest(table, request, address)?.literal) ?? -1;
  };
  const rated = catalogue.services.map((entry) => ({ entry, literal: says(entry) }));
  const most = Math.max(...rated.map(({ literal }) => literal));
  const best = rated.filter(({ literal }) => literal === most && literal > SLASHES).map(({ entry }) => entry);
  return best.length > 0 ? best : catalogue.services.filter(({ name }) => name === 's3');
}

/** So much of `/{Bucket}/{Key+}` is its own. */
const SLASHES = 2;

/** SQS' clients spoke it until 2023. */
function speaksQuery({ name, protocols }: ServiceEntry): boolean {
  return name === 'sqs' || protocols.includes('query') || protocols.includes('ec2');
}

/** Some services share a name, and differ in the version of their API. */
function ofVersion(entries: readonly ServiceEntry[], version: string | null): readonly ServiceEntry[] {
  const speaking = entries.filter(speaksQuery);
  const fitting = speaking.filter((entry) => entry.version === version);
  return fitting.length > 0 ? fitting : speaking;
}

/** The services for which a request is signed, or whose host or client it names. */
function entriesFor(
  services: readonly ServiceEntry[],
  address: Address,
  request: WireRequest,
): readonly ServiceEntry[] {
  const agents = ['x-amz-user-agent', 'user-agent'].map((name) => headerOf(request.headers, name));
  const client = /\bapi\/([\w.-]+)#/.exec(agents.join(' '))?.[1]?.toLowerCase().replace(/_/g, '-');
  const isClient = (entry: ServiceEntry): boolean => entry.id.toLowerCase().replace(/ /g, '-') === client;
  const name = address.resource?.service ?? address.signedFor;
  if (name === undefined) return services.filter(isClient);
  const first = (entry: ServiceEntry): number => Number(isClient(entry)) * 2 + Number(entry.name === name);
  return services
    .filter(({ signingName, endpointPrefix }) => (signingName ?? endpointPrefix) === name || endpointPrefix === name)
    .sort((one, other) => first(other) - first(one));
}

/** @throws UnreadableRequest in a sentence for the person who wrote the client */
export function routeOf(catalogue: Services, request: WireRequest, direction: Direction): Route {
  const { protocol, address, entries, form } = direction;
  if (address.malformed) {
    throw new UnreadableRequest(
      'The signature of the request names no service: "Credential=KEY/DATE/REGION/SERVICE/aws4_request" is expected.',
      'IncompleteSignature',
    );
  }
  if (entries.length === 0) throw unknownService(request, address);
  const tables = entries
    .flatMap(({ name }) => catalogue.table(name) ?? [])
    .map((table) => withSqsTraits(table, form !== undefined));
  if (protocol === 'rest-json' || protocol === 'rest-xml') return restRoute(tables, request, address);
  const action = actionOf(request, address, form);
  for (const service of tables) {
    const operation = service.operations.get(action);
    if (operation) return { service, operation, ...(form ? { form } : {}) };
  }
  throw new UnreadableRequest(
    `${tables[0]?.id ?? 'The service'} has no action "${shown(action)}".`,
    form ? 'InvalidAction' : 'UnknownOperationException',
  );
}

function actionOf(request: WireRequest, address: Address, form: URLSearchParams | undefined): string {
  const target = headerOf(request.headers, 'x-amz-target');
  if (target !== undefined) return target.slice(target.lastIndexOf('.') + 1);
  return form?.get('Action') ?? address.path.replace(/\/$/, '').split('/').pop() ?? '';
}

function restRoute(tables: readonly ServiceTable[], request: WireRequest, address: Address): Route {
  // A client of an API's connections has the API's stage in its endpoint.
  const path = address.path.replace(/^.*(?=\/@connections\/)/, '');
  const matches = tables.flatMap((service) => {
    const match = service.protocols[0]?.startsWith('rest') && matchRest(service, request, { ...address, path });
    return match ? [{ service, ...match }] : [];
  });
  const [best] = matches.sort((one, other) => other.literal - one.literal);
  if (best) return best;
  throw address.resource
    ? unknownService(request, address)
    : new UnreadableRequest(
        `${tables[0]?.id ?? 'The service'} has no action with ${request.method} ${shown(address.path)}.`,
        'UnknownOperationException',
      );
}

function unknownService(request: WireRequest, { path, resource, signedFor }: Address): UnreadableRequest {
  const what = `${request.method} ${shown(path)}`;
  if (resource) {
    return new UnreadableRequest(
      `${what} of ${resource.name} (${resource.service}) is no action of a service.`,
      'UnknownOperationException',
    );
  }
  const target = headerOf(request.headers, 'x-amz-target');
  const name = target ?? signedFor;
  return name === undefined
    ? new UnreadableRequest(`${what} is not signed and names no service.`, 'MissingAuthenticationToken')
    : new UnreadableRequest(`The service "${shown(name)}" is not in the catalogue.`, 'UnknownOperationException');
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
