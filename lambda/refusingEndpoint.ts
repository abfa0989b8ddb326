/**
 * Answers AWS SDK calls of handlers while no AWS target is chosen: every call fails at once with one sentence,
 * in the shape in which the service's protocol carries errors, so that the SDK throws it as the error's message.
 * Status 400 and a client fault: SDKs do not retry these.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESOURCE_PREFIX } from './awsAddresses';

export const REFUSAL_CODE = 'StepwiseNoAwsTarget';

/** What to do about it, after the part that names the call. */
export const REFUSAL_ADVICE =
  'is not sent to AWS, because no AWS target is chosen. Choose one with "Stepwise: Choose AWS Target", or in a terminal with --endpoint URL';

export interface AwsCall {
  /** As the SDK signs it, `dynamodb`; empty where the request is not signed. */
  readonly service: string;
  /** `PutItem`, else method and path. */
  readonly action: string;
  readonly protocol: 'json' | 'query' | 'ec2' | 'restXml' | 'restJson' | 'cbor';
}

/** Serves one request. */
export function refuse(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.setEncoding('latin1');
  request.on('data', (chunk: string) => {
    if (body.length < 4096) body += chunk;
  });
  request.on('error', () => response.destroy());
  request.on('end', () => {
    const call = describeCall(request, body);
    const answer = refusal(call, refusalSentence(call));
    response.writeHead(400, { ...answer.headers, 'x-amzn-requestid': 'stepwise', Connection: 'close' });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
}

export function refusalSentence(call: Pick<AwsCall, 'service' | 'action'>): string {
  return `${[SERVICE_NAMES[call.service] ?? call.service, call.action].filter(Boolean).join(' ')} ${REFUSAL_ADVICE}.`;
}

/** Signing names that say too little to a person; the others are shown as they are. */
const SERVICE_NAMES: { readonly [signingName: string]: string } = {
  dynamodb: 'DynamoDB',
  s3: 'S3',
  sqs: 'SQS',
  sns: 'SNS',
  ses: 'SES',
  lambda: 'Lambda',
  states: 'Step Functions',
  events: 'EventBridge',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
  sts: 'STS',
  kms: 'KMS',
  kinesis: 'Kinesis',
  firehose: 'Firehose',
  bedrock: 'Bedrock',
  monitoring: 'CloudWatch',
  logs: 'CloudWatch Logs',
  email: 'SES',
  'execute-api': 'API Gateway',
  'lambda-url': 'Function URL',
  'appsync-api': 'AppSync',
  es: 'OpenSearch',
};

/** Which service and action a request means, read from what each protocol must carry. */
export function describeCall(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, body: string): AwsCall {
  const { headers, method = 'GET' } = request;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const signed = /Credential=[^/]*\/\d+\/[^/]*\/([^/]+)\/aws4_request/.exec(
    headers.authorization ?? url.searchParams.get('X-Amz-Credential')?.replace(/^/, 'Credential=') ?? '',
  );
  const resource = resourceIn(url.pathname);
  const service = resource?.service ?? signed?.[1] ?? '';
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [name = '', action = ''] = target.split('.');
    return { service: service || name.replace(/_\d+$/, '').toLowerCase(), action, protocol: 'json' };
  }
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') {
    return { service, action: url.pathname.split('/').pop() ?? '', protocol: 'cbor' };
  }
  if (resource) {
    return { service, action: `${method} ${resource.path} of ${resource.name}`, protocol: 'restJson' };
  }
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? body : url.search.slice(1);
  const action = new URLSearchParams(form).get('Action');
  if (action) return { service, action, protocol: service === 'ec2' ? 'ec2' : 'query' };
  const named = url.searchParams.get('x-id');
  const isXml = service === 's3' || service === 's3express' || service === 'route53' || service === 'cloudfront';
  return { service, action: named ?? `${method} ${url.pathname}`, protocol: isXml ? 'restXml' : 'restJson' };
}

/** What AWS would tell by the host: `/_aws/execute-api/Orders/prod/items`. See awsAddresses. */
function resourceIn(pathname: string): { service: string; name: string; path: string } | undefined {
  if (!pathname.startsWith(`${RESOURCE_PREFIX}/`)) return undefined;
  const [service = '', name = '', ...path] = pathname.slice(RESOURCE_PREFIX.length + 1).split('/');
  return { service, name: decoded(name), path: `/${path.join('/')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Refusal {
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Buffer;
}

function refusal(call: AwsCall, message: string): Refusal {
  return SHAPES[call.protocol](message);
}

const SHAPES: Record<AwsCall['protocol'], (message: string) => Refusal> = {
  json: (message) => ({
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-errortype': REFUSAL_CODE },
    body: JSON.stringify({ __type: REFUSAL_CODE, message, Message: message }),
  }),
  restJson: (message) => ({
    headers: { 'Content-Type': 'application/json', 'x-amzn-errortype': REFUSAL_CODE },
    body: JSON.stringify({ code: REFUSAL_CODE, message, Message: message }),
  }),
  query: (message) => xml(`<ErrorResponse>${xmlError(message)}<RequestId>stepwise</RequestId></ErrorResponse>`),
  ec2: (message) => xml(`<Response><Errors>${xmlError(message)}</Errors><RequestID>stepwise</RequestID></Response>`),
  restXml: (message) => xml(xmlError(message)),
  cbor: (message) => ({
    headers: { 'Content-Type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
    body: Buffer.concat([
      Buffer.from([0xa2]), // A map of two entries (RFC 8949, section 3).
      ...['__type', REFUSAL_CODE, 'message', message].map(cborText),
    ]),
  }),
};

function xml(body: string): Refusal {
  return { headers: { 'Content-Type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}

function xmlError(message: string): string {
  const escaped = message.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<Error><Type>Sender</Type><Code>${REFUSAL_CODE}</Code><Message>${escaped}</Message></Error>`;
}

function cborText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}
