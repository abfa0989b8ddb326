/** json 1.0 and 1.1: the action is in a header, the rest is one document. */
import type { Member, ServiceTable, Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import { UnreadableRequest, type HeaderLines, type Members, type Value } from './call';
import { jsonSpelling, readDocument, writeDocument } from './documents';
import { EVENT_STREAM, eventsMember, readEvents, writeEvents, writeInitialResponse } from './eventStream';
import { headerOf } from './headers';
import { jsonBytes, parseJson } from './jsonData';
import { faultOf, type ErrorRead, type ErrorToWrite, type ProtocolCodec } from './protocol';
import { isMembers } from './values';

export const JSON_CODEC: ProtocolCodec = {
  readInput({ service, operation }, { body }) {
    return readBody(body, operation.input, service);
  },
  writeOutput({ service, operation }, output) {
    const events = eventsMember(operation.output);
    if (events)
      return { status: 200, headers: { 'content-type': EVENT_STREAM }, body: streamed(service, events, output) };
    const written = operation.output ? writeDocument(output, operation.output, jsonSpelling(service.times)) : output;
    return { status: 200, headers: { 'content-type': contentType(service) }, body: jsonBytes(written) };
  },
  writeError(error) {
    const { service, status, name } = error;
    const body = { __type: name, ...errorMembers(error) };
    return { status, headers: { 'content-type': contentType(service), ...queryError(error) }, body: jsonBytes(body) };
  },
  readOutput: ({ service, operation }, { body }) => readBody(body, operation.output, service),
  readError: (_call, { headers, body }) => readJsonError(headers, parseJson(body)),
};

function readBody(body: Uint8Array, shape: StructureShape | undefined, service: ServiceTable): Members {
  const spelling = jsonSpelling(service.times);
  const read = (bytes: Uint8Array, of: Shape): Value => readDocument(parseJson(bytes) ?? {}, of, spelling);
  const events = eventsMember(shape);
  if (shape && events) {
    const { events: flowing, initial } = readEvents(body, events.type, read);
    const others = initial && read(initial, shape);
    return { ...(isMembers(others) ? others : {}), [events.name]: flowing };
  }
  const value = parseJson(body) ?? {};
  if (!isMembers(value)) throw new UnreadableRequest('The body of the request is no JSON object.');
  return shape ? (readDocument(value, shape, spelling) as Members) : value;
}

/** Names come with a namespace before them, or an address behind: `com.amazonaws.sqs#QueueDoesNotExist`, `NotFound:http://…`. */
export function readJsonError(headers: HeaderLines, body: Value): ErrorRead {
  const { __type: type, code, message, Message, errorMessage } = isMembers(body) ? body : ({} as Members);
  const told = [headerOf(headers, 'x-amzn-errortype'), type, code].find((each) => typeof each === 'string');
  const words = [message, Message, errorMessage].find((each) => typeof each === 'string');
  const name = typeof told === 'string' ? told.replace(/^.*#/, '').replace(/:.*$/s, '') : '';
  return { ...(name !== '' && { name }), ...(typeof words === 'string' && { message: words }) };
}

function streamed(service: ServiceTable, events: Member, output: Members): Buffer {
  const { [events.name]: flowing, ...others } = output;
  const spelling = jsonSpelling(service.times);
  const write = (value: Value, shape: Shape): Buffer => jsonBytes(writeDocument(value, shape, spelling));
  const format = { contentType: 'application/json', write };
  const first = writeInitialResponse(jsonBytes(others), format.contentType);
  return Buffer.concat([first, writeEvents(flowing, events.type, service, format)]);
}

function contentType(service: ServiceTable | undefined): string {
  return `application/x-amz-json-${service?.jsonVersion ?? '1.0'}`;
}

/** What a client of SQS that once spoke the query protocol calls the error. */
export function queryError(error: ErrorToWrite): { readonly [name: string]: string } {
  return error.code === error.name ? {} : { 'x-amzn-query-error': `${error.code};${faultOf(error)}` };
}

/** The message stands twice: services spell it in both ways, and each client reads the one of its model. */
export function errorMembers({ message, members, shape, service }: ErrorToWrite): Members {
  const spelling = jsonSpelling(service?.times);
  const named = Object.entries(members).flatMap(([name, value]) => {
    const member = shape?.members.get(name);
    if (member?.location) return [];
    const written = member ? writeDocument(value, member.type, spelling, member) : value;
    return [[member?.locationName ?? name, written] as const];
  });
  return { message, Message: message, ...Object.fromEntries(named) };
}
