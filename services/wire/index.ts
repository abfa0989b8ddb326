/**
 * AWS's wire, for every service of the catalogue: what a request means, and the bytes of an answer to it. No I/O but the
 * catalogue's, no clock, no randomness: times and ids come in.
 */
import {
  UnreadableRequest,
  type Call,
  type CallError,
  type Members,
  type Unreadable,
  type WireAnswer,
  type WireProtocol,
  type WireRequest,
  type WireResponse,
} from './call';
import { readAddress } from './address';
import { withChecksums } from './checksums';
import { errorToWrite, findError } from './errors';
import { answerOfForm, isForm, readPostedForm } from './postedForm';
import { CBOR_CODEC, JSON_AS_CBOR_CODEC } from './cbor';
import { JSON_CODEC } from './json';
import type { Answer, ProtocolCodec } from './protocol';
import { EC2_CODEC, QUERY_CODEC } from './query';
import { REST_JSON_CODEC } from './restJson';
import { REST_XML_CODEC } from './restXml';
import { direct, routeOf, type Services } from './route';
import { unwrapped } from './transferred';

export type {
  Call,
  CallError,
  HeaderLines,
  Members,
  Unreadable,
  Value,
  WireAnswer,
  WireRequest,
  WireResponse,
} from './call';
export { readAddress } from './address';
export type { Services } from './route';

const CODECS: { readonly [protocol in WireProtocol]: ProtocolCodec } = {
  json: JSON_CODEC,
  'rest-json': REST_JSON_CODEC,
  'rest-xml': REST_XML_CODEC,
  query: QUERY_CODEC,
  ec2: EC2_CODEC,
  'smithy-rpc-v2-cbor': CBOR_CODEC,
  'json-as-cbor': JSON_AS_CBOR_CODEC,
};

/** Never throws. */
export function decodeRequest(catalogue: Services, request: WireRequest): Call | Unreadable {
  const address = readAddress(request);
  // Forms are S3's alone.
  const assumed = isForm(request) && !address.resource ? 'rest-xml' : 'rest-json';
  let asked = { protocol: assumed as WireProtocol, method: request.method.toUpperCase(), headers: request.headers };
  let service: Call['service'] | undefined;
  try {
    const form = readPostedForm(request, address);
    if (form) {
      const put = decodeRequest(catalogue, form.put);
      return put.operation ? { ...put, posted: form.posted } : put;
    }
    const plain = unwrapped(request, address.signedFor === 's3');
    const direction = direct(catalogue, plain, address);
    asked = { ...asked, protocol: direction.protocol, headers: plain.headers };
    const route = routeOf(catalogue, plain, direction);
    service = route.service;
    const input = CODECS[direction.protocol].readInput(route, plain);
    return { ...asked, service, operation: route.operation, input };
  } catch (error) {
    if (!(error instanceof UnreadableRequest)) throw error;
    return { ...asked, ...(service ? { service } : {}), unreadable: error.message, code: error.code };
  }
}

/** For an answer that nobody asks about. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** @param requestId tells the answer from others: in logs of the client */
export function encodeOutput(call: Call, output: Members, requestId = NO_ID): WireResponse {
  const answer = CODECS[call.protocol].writeOutput(call, withChecksums(call, output), requestId);
  return finished(call, call.posted ? answerOfForm(call.posted, output, answer) : answer, requestId);
}

/** An error that the model lacks is written as the client's protocol writes any. */
export function encodeError(call: Call | Unreadable, error: CallError, requestId = NO_ID): WireResponse {
  const answer = CODECS[call.protocol].writeError(errorToWrite(call, error, requestId));
  return finished(call, answer, requestId);
}

/** What an endpoint answered to a call, in the names of the model. Undefined: it cannot be read. */
export function decodeAnswer(
  call: Call,
  answer: WireAnswer,
): { readonly output: Members } | { readonly error: CallError } | undefined {
  const codec = CODECS[call.protocol];
  const { status } = answer;
  try {
    if (status < 300) return { output: codec.readOutput(call, answer) };
    const { name = `Status${status}`, message = '' } = codec.readError(call, answer);
    return { error: { name: findError(call, name)?.name ?? name, message, status } };
  } catch (error) {
    if (!(error instanceof UnreadableRequest)) throw error;
    return undefined;
  }
}

/** The length is that of the bytes, whatever an output tells; of a HEAD there are none, and it may tell any. */
function finished(
  { method }: Pick<Call, 'method'>,
  { status, headers, body }: Answer,
  requestId: string,
): WireResponse {
  const answered = { ...headers, 'x-amzn-requestid': requestId };
  if (method === 'HEAD') return { status, headers: answered, body: Buffer.alloc(0) };
  if (status === 204 || status === 304) return { status, headers: answered, body: Buffer.alloc(0) };
  return { status, headers: { ...answered, 'content-length': String(body.length) }, body };
}
