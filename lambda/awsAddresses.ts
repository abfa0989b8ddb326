/**
 * Addresses of AWS in values of templates. A template is resolved before there is an endpoint, so its values hold the
 * addresses that AWS would give; when a process starts, those become addresses of the endpoint that stands in for AWS, which
 * still tell service and resource. A host without a scheme (a bucket's `DomainName`) stays: it can carry no port and no
 * path, and the guard refuses what calls it.
 */
import { labelsOfAwsName } from './awsNames';

/** Where a service's calls go, `sqs` → `http://127.0.0.1:4566`. @param isSocket it is the address of a WebSocket */
export type EndpointOf = (service: string, isSocket: boolean) => string;

const URL_OF_A_HOST = /\b(https?|wss?):\/\/([^\s/"'<>?#\\,;|()[\]:@]+)(?::443|:80)?(?![^\s/"'<>?#\\,;|()[\]])/gi;

/** The text with every URL of AWS in it leading to the endpoints. */
export function withLocalAddresses(text: string, endpointOf: EndpointOf): string {
  return text.replace(URL_OF_A_HOST, (written, scheme: string, host: string) => {
    const labels = labelsOfAwsName(host);
    if (labels === undefined) return written;
    const { service, resource } = serviceAt(labels);
    const isSocket = scheme.toLowerCase().startsWith('ws');
    const endpoint = endpointOf(service, isSocket).replace(/\/+$/, '');
    const base = isSocket ? endpoint.replace(/^http/i, 'ws') : endpoint;
    return `${base}${pathOf(service, resource)}`;
  });
}

/** The first part of a path that stands for a resource which AWS tells by its host. LocalStack reads the same. */
export const RESOURCE_PREFIX = '/_aws';

function pathOf(service: string, resource: string): string {
  if (!resource) return '';
  return service === 's3' ? `/${resource}` : `${RESOURCE_PREFIX}/${service}/${resource}`;
}

/** Labels that are part of no service's name: regions, and how a host is reached. */
const PLACE = /^([a-z]{2}(-[a-z]+)+-\d+|dualstack|vpce|fips)$/i;

/** Hosts of a service that are not called like it. */
const OTHER_NAMES: { readonly [label: string]: string } = {
  queue: 'sqs',
  's3-accelerate': 's3',
  's3-website': 's3',
  'sync-states': 'states',
};

/** `orders.s3.eu-west-1` → S3 and the bucket `orders`; `abc.execute-api.us-east-1` → execute-api and the API `abc`. */
function serviceAt(labels: string): { service: string; resource: string } {
  const parts = labels
    .replace(/(^|\.)(s3(?:-website)?)-([a-z]{2}(?:-[a-z]+)+-\d+)$/i, '$1$2')
    .split('.')
    .filter((label) => !PLACE.test(label));
  const [last = '', ...before] = parts.reverse();
  const name = last.toLowerCase().replace(/-fips$/, '');
  return { service: OTHER_NAMES[name] ?? name, resource: before.reverse().join('.') };
}
