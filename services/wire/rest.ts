/** The two REST protocols: members travel in the path, the query, headers and the body. What the body holds is the protocol's. */
import type { Member, Operation, ServiceTable, Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import {
  UnreadableRequest,
  type HeaderLines,
  type Members,
  type Value,
  type WireAnswer,
  type WireRequest,
} from './call';
import { readAddress } from './address';
import { EVENT_STREAM, eventsMember, readEvents, writeEvents } from './eventStream';
import { headerOf, partsOf, timesOf } from './headers';
import { jsonBytes } from './jsonData';
import type { Answer, ErrorRead, ErrorToWrite, ProtocolCodec } from './protocol';
import type { Route } from './route';
import { blobBytes, isMembers, membersOf, readSimple, textOf, writeTime } from './values';

/** What is in a body. */
export interface BodyFormat {
  readonly contentType: string;
  /** @param traits of the member that is the body */
  readonly read: (bytes: Uint8Array, shape: Shape, service: ServiceTable, member?: Member) => Value;
  readonly write: (value: Value, shape: Shape, service: ServiceTable, operation: Operation, member?: Member) => Buffer;
  readonly writeError: (error: ErrorToWrite) => Buffer;
  /** What an endpoint tells of an error. */
  readonly readError: (headers: HeaderLines, body: Uint8Array, status: number) => ErrorRead;
  /** Headers that tell the error. */
  readonly errorHeaders: (error: ErrorToWrite) => { readonly [name: string]: string };
}

export function restCodec(format: BodyFormat): ProtocolCodec {
  return {
    readInput(route, request) {
      const { input } = route.operation;
      if (!input) return {};
      return { ...readBody(route.service, request.body, input, format), ...readBindings(route, request, input) };
    },
    writeOutput({ service, operation }, output) {
      const shape = operation.output;
      if (!shape) return { status: operation.responseCode, headers: {}, body: Buffer.alloc(0) };
      const { status, headers } = writeBindings(output, shape);
      const { body, contentType } = writeBody(output, shape, service, operation, format);
      const typed: Answer['headers'] = contentType === undefined ? {} : { 'content-type': contentType };
      return { status: status ?? operation.responseCode, headers: { ...typed, ...headers }, body };
    },
    writeError(error) {
      const { headers } = writeBindings(error.members, { members: error.shape?.members ?? new Map<string, Member>() });
      return {
        status: error.status,
        headers: { 'content-type': format.contentType, ...headers, ...format.errorHeaders(error) },
        body: format.writeError(error),
      };
    },
    readOutput({ service, operation }, answer) {
      const { output } = operation;
      if (!output) return {};
      return { ...readBody(service, answer.body, output, format), ...readAnswerBindings(answer, output) };
    },
    readError: (_call, { headers, body, status }) => format.readError(headers, body, status),
  };
}

// --- What comes

function readBody(service: ServiceTable, body: Uint8Array, input: StructureShape, format: BodyFormat): Members {
  const events = eventsMember(input);
  if (events) {
    const read = (bytes: Uint8Array, shape: Shape): Value => format.read(bytes, shape, service);
    return { [events.name]: readEvents(body, events.type, read).events };
  }
  const member = input.payload === undefined ? undefined : input.members.get(input.payload);
  if (member && isWhole(member.type)) {
    if (body.length === 0 && !member.streaming) return {};
    const bytes = new Uint8Array(body);
    return { [member.name]: member.type.kind === 'blob' ? bytes : Buffer.from(bytes).toString('utf8') };
  }
  if (body.length === 0) return {};
  if (member) return { [member.name]: format.read(body, member.type, service, member) };
  if (![...input.members.values()].some(({ location }) => location === undefined)) return {};
  const read = format.read(body, input, service);
  if (!isMembers(read)) throw new UnreadableRequest('The body of the request is no structure.');
  return read;
}

/** A body that is the value itself, and no document. */
function isWhole({ kind }: Shape): boolean {
  return kind === 'blob' || kind === 'string' || kind === 'enum';
}

function readBindings({ labels }: Route, request: WireRequest, input: StructureShape): Members {
  const { query } = readAddress(request);
  const bound = [...input.members.values()].filter(({ location }) => location !== undefined);
  const taken = new Set(bound.map((member) => wireName(member)));
  const read = (member: Member): Value => {
    const name = wireName(member);
    switch (member.location) {
      case 'uri':
        return ofText(labels?.get(name), member.type);
      case 'querystring':
        return readQuery(member, query, taken);
      case 'header':
        return readHeader(headerOf(request.headers, name), member);
      case 'headers':
        return readPrefixed(request, name.toLowerCase());
      default:
        return undefined;
    }
  };
  return membersOf(
    bound.map((member) => [member.name, read(member)] as const).filter(([, value]) => value !== undefined),
  );
}

function readAnswerBindings({ headers, status }: WireAnswer, output: StructureShape): Members {
  const read = (member: Member): Value => {
    switch (member.location) {
      case 'statusCode':
        return status;
      case 'header':
        return readHeader(headerOf(headers, wireName(member)), member);
      case 'headers':
        return readPrefixed({ headers }, wireName(member).toLowerCase());
      default:
        return undefined;
    }
  };
  const bound = [...output.members.values()].map((member) => [member.name, read(member)] as const);
  return membersOf(bound.filter(([, value]) => value !== undefined));
}

function wireName({ locationName, name }: Member): string {
  return locationName ?? name;
}

function readQuery({ type, ...member }: Member, query: URLSearchParams, taken: ReadonlySet<string>): Value {
  const name = member.locationName ?? member.name;
  if (type.kind === 'map') {
    const keys = [...new Set(query.keys())].filter((key) => !taken.has(key));
    if (keys.length === 0) return undefined;
    const several = type.values.kind === 'list';
    return membersOf(keys.map((key) => [key, several ? query.getAll(key) : (query.get(key) ?? '')] as const));
  }
  if (!query.has(name)) return undefined;
  if (type.kind === 'list') return query.getAll(name).map((each) => ofText(each, type.of));
  return ofText(query.get(name) ?? undefined, type);
}

function readHeader(line: string | undefined, { type, jsonvalue }: Member): Value {
  if (line === undefined) return undefined;
  if (jsonvalue) return readJsonHeader(line);
  if (type.kind === 'list') {
    const parts = type.of.kind === 'timestamp' ? timesOf(line) : partsOf(line);
    return parts.map((part) => ofText(part, type.of));
  }
  return ofText(line, type);
}

function readJsonHeader(line: string): Value {
  try {
    return JSON.parse(Buffer.from(line, 'base64').toString('utf8')) as Value;
  } catch {
    return line;
  }
}

function readPrefixed({ headers }: Pick<WireRequest, 'headers'>, prefix: string): Value {
  const found = Object.keys(headers).filter((name) => name.toLowerCase().startsWith(prefix));
  if (found.length === 0) return undefined;
  return membersOf(found.map((name) => [name.slice(prefix.length), headerOf(headers, name) ?? ''] as const));
}

/** A simple value of what a path, a query or a header holds. */
function ofText(text: string | undefined, shape: Shape): Value {
  return text === undefined ? undefined : readSimple(text, shape);
}

// --- Answers

interface Bound {
  readonly status?: number;
  readonly headers: { readonly [name: string]: string };
}

function writeBindings(output: Members, { members }: Pick<StructureShape, 'members'>): Bound {
  const headers: { [name: string]: string } = {};
  let status: number | undefined;
  for (const member of members.values()) {
    const value = output[member.name];
    if (value === undefined || value === null) continue;
    const name = wireName(member).toLowerCase();
    if (member.location === 'statusCode' && typeof value === 'number') status = value;
    if (member.location === 'header') headers[name] = headerLine(value, member);
    if (member.location === 'headers' && isMembers(value)) {
      for (const [key, each] of Object.entries(value)) headers[`${name}${key.toLowerCase()}`] = lineOf(textOf(each));
    }
  }
  return { ...(status !== undefined && status >= 100 && status <= 599 ? { status } : {}), headers };
}

function headerLine(value: Value, member: Member): string {
  const { type } = member;
  if (member.jsonvalue) return jsonBytes(value).toString('base64');
  if (type.kind !== 'list' || !Array.isArray(value)) return lineOf(headerText(value, type, member));
  return value
    .map((each) => lineOf(headerText(each, type.of, type.member ?? {})))
    .map((part) => (type.of.kind !== 'timestamp' && /[",]/.test(part) ? `"${part.replace(/["\\]/g, '\\$&')}"` : part))
    .join(', ');
}

function headerText(value: Value, { kind }: Shape, { timestampFormat = 'rfc822' }: Partial<Member>): string {
  if (kind === 'timestamp') return textOf(writeTime(value, timestampFormat));
  return kind === 'blob' ? blobBytes(value, false).toString('base64') : textOf(value);
}

/** A header is one line of Latin-1: what would break out of it does not. */
function lineOf(text: string): string {
  return text.replace(/[^\t\x20-\x7e\xa0-\xff]/g, '?');
}

function writeBody(
  output: Members,
  shape: StructureShape,
  service: ServiceTable,
  operation: Operation,
  format: BodyFormat,
): { body: Buffer; contentType?: string } {
  const member = shape.payload === undefined ? undefined : shape.members.get(shape.payload);
  if (member && isWhole(member.type)) {
    const bytes = blobBytes(output[member.name], true);
    return { body: bytes, contentType: member.type.kind === 'blob' ? 'application/octet-stream' : 'text/plain' };
  }
  const { contentType } = format;
  const events = eventsMember(shape);
  if (events) {
    const write = (value: Value, event: Shape): Buffer => format.write(value, event, service, operation);
    return {
      body: writeEvents(output[events.name], events.type, service, { contentType, write }),
      contentType: EVENT_STREAM,
    };
  }
  if (member) {
    const value = output[member.name];
    if (value === undefined || value === null) return { body: Buffer.alloc(0) };
    return { body: format.write(value, member.type, service, operation, member), contentType };
  }
  if (operation.responseCode === 204 || operation.method === 'HEAD') return { body: Buffer.alloc(0) };
  return { body: format.write(output, shape, service, operation), contentType };
}
