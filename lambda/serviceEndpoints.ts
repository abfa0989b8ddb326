/** What stands in for AWS: the endpoint of ours that asks whoever answers, and for some services one of their own. */
import { withLocalAddresses } from './awsAddresses';
import type { AwsTarget } from './lambda';

/** What stands in for AWS. */
export interface EndpointRequest {
  readonly target: AwsTarget;
  /** `http://127.0.0.1:PORT/SECRET`: where calls go. */
  readonly localUrl: string;
  /** Endpoints of our own, by service: for target `aws` none, since tokens and machines are then AWS's. */
  readonly serviceEndpoints?: { readonly [service: string]: string };
}

/** The variables by which SDKs find the endpoints. */
export function endpointVariables(request: EndpointRequest): { [name: string]: string } {
  const { target } = request;
  const variables: { [name: string]: string } = {};
  const url = target.kind === 'endpoint' ? target.url : '';
  if (target.kind !== 'aws') {
    // The user's endpoints stand behind it: an answer of this machine goes before them.
    variables['AWS_ENDPOINT_URL'] = request.localUrl;
    // What is refused once is refused again; trying would only take seconds.
    if (!url) variables['AWS_MAX_ATTEMPTS'] = '1';
  }
  const named = byVariable(serviceEndpoints(request));
  for (const service of Object.keys(request.serviceEndpoints ?? {}).map(serviceVariable)) {
    variables[`AWS_ENDPOINT_URL_${service}`] = named.get(service)!;
  }
  return variables;
}

/** What the user says of a service goes before ours. */
function serviceEndpoints({ target, serviceEndpoints }: EndpointRequest): { readonly [service: string]: string } {
  return { ...serviceEndpoints, ...(target.kind === 'endpoint' ? target.services : undefined) };
}

function serviceVariable(service: string): string {
  return service.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** What services are called where AWS names their endpoints otherwise than its hosts. Source: AWS SDKs, "Service-specific endpoints". */
const NAMES_OF_HOSTS: { readonly [host: string]: string } = {
  states: 'sfn',
  email: 'ses',
  events: 'eventbridge',
  logs: 'cloudwatch_logs',
  monitoring: 'cloudwatch',
  secretsmanager: 'secrets_manager',
};

/** A value of a template or of a caller, in which addresses of AWS are addresses of what stands in for it. */
export function localValue(value: string, request: EndpointRequest): string {
  if (request.target.kind === 'aws') return value;
  const named = byVariable(serviceEndpoints(request));
  const ours = byVariable(request.serviceEndpoints ?? {});
  return withLocalAddresses(value, (host, isSocket) => {
    const name = [host, NAMES_OF_HOSTS[host] ?? host].map(serviceVariable).find((each) => named.has(each));
    // What has an endpoint of ours never comes by the gateway, and a socket cannot.
    const isDirect = name !== undefined && (isSocket || ours.has(name));
    return (
      (isDirect && named.get(name)) ||
      (isSocket && request.target.kind === 'endpoint' && request.target.url) ||
      request.localUrl
    );
  });
}

function byVariable(endpoints: { readonly [service: string]: string }): ReadonlyMap<string, string> {
  return new Map(Object.entries(endpoints).map(([name, url]) => [serviceVariable(name), url]));
}

/** Of the account that templates have on this machine, which is nobody's: a person's own data names no queue of it. */
const LOCAL_QUEUES = /https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com\/123456789012\//g;

/** Whether a text holds the address of a queue as a template gives it, `https://sqs.us-east-1.amazonaws.com/123456789012/Orders`. */
export function namesLocalQueue(text: string): boolean {
  return text.search(LOCAL_QUEUES) >= 0;
}

/** An event in which addresses of the template's queues lead to the endpoint; everything else in it stays. */
export function withLocalQueues(text: string, request: EndpointRequest): string {
  return text.replace(LOCAL_QUEUES, (url) => localValue(url, request));
}
