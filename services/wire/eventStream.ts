/** Inputs and outputs that are a stream of events, each in a frame that tells its kind. All of a given output are sent at once. */
import type { Member, ServiceTable, Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import type { Value } from './call';
import { frame, readFrames, type Frame } from './eventFrames';
import { jsonBytes } from './jsonData';
import { blobBytes, isMembers, membersOf, readSimple, textOf } from './values';

export const EVENT_STREAM = 'application/vnd.amazon.eventstream';

/** How the protocol writes what is in an event. */
export interface EventFormat {
  readonly contentType: string;
  readonly write: (value: Value, shape: Shape) => Buffer;
}

/** The member of an input or output in which events flow. */
export function eventsMember(shape: StructureShape | undefined): Member | undefined {
  return [...(shape?.members.values() ?? [])].find(({ type }) => type.kind === 'structure' && type.eventstream);
}

/** @param value a list of events, `{ chunk: {…} }` each, or one */
export function writeEvents(value: Value, stream: Shape, service: ServiceTable, format: EventFormat): Buffer {
  if (stream.kind !== 'structure') return Buffer.alloc(0);
  const events = Array.isArray(value) ? value : [value];
  return Buffer.concat(
    events.flatMap((event) =>
      isMembers(event)
        ? Object.entries(event).map(([kind, held]) => writeEvent(kind, held, stream.members.get(kind), service, format))
        : [],
    ),
  );
}

/** What an operation says beside its events, in protocols that have no other place for it. */
export function writeInitialResponse(body: Buffer, contentType: string): Buffer {
  return frame({ ':message-type': 'event', ':event-type': 'initial-response', ':content-type': contentType }, body);
}

function writeEvent(
  kind: string,
  value: Value,
  member: Member | undefined,
  service: ServiceTable,
  format: EventFormat,
): Buffer {
  const isError = service.errors.some(({ name }) => name.toLowerCase() === kind.toLowerCase());
  const told: { readonly [name: string]: string } = isError
    ? { ':message-type': 'exception', ':exception-type': kind }
    : { ':message-type': 'event', ':event-type': kind };
  if (member?.type.kind !== 'structure') return frame(told, jsonBytes(value));
  const members = [...member.type.members.values()];
  const given = isMembers(value) ? value : {};
  const headers = members.filter(({ eventheader, name }) => eventheader && given[name] !== undefined);
  const named = Object.fromEntries(headers.map(({ name }) => [name, textOf(given[name])]));
  const payload = members.find(({ eventpayload }) => eventpayload);
  const { body, contentType } = writePayload(given, member.type, payload, format);
  return frame({ ...told, ':content-type': contentType, ...named }, body);
}

function writePayload(
  given: { [name: string]: Value },
  event: StructureShape,
  payload: Member | undefined,
  { contentType, write }: EventFormat,
): { body: Buffer; contentType: string } {
  if (!payload) return { body: write(given, event), contentType };
  const value = given[payload.name];
  const { kind } = payload.type;
  if (kind === 'blob') return { body: blobBytes(value, true), contentType: 'application/octet-stream' };
  if (kind === 'string') return { body: Buffer.from(textOf(value), 'utf8'), contentType: 'text/plain' };
  return { body: write(value ?? {}, payload.type), contentType };
}

/** What a stream holds beside its events comes as the first of them. */
const INITIAL = /^initial-(request|response)$/;

/** @returns the events, `{ chunk: {…} }` each, and what an operation says beside them in protocols that have no other place for it */
export function readEvents(
  bytes: Uint8Array,
  stream: Shape,
  read: (bytes: Uint8Array, shape: Shape) => Value,
): { readonly events: Value[]; readonly initial?: Uint8Array } {
  const frames = readFrames(bytes);
  const isInitial = (each: Frame): boolean => INITIAL.test(kindOf(each));
  const initial = frames.find(isInitial)?.payload;
  const told = frames.filter((each) => kindOf(each) !== '' && !isInitial(each));
  const events = told.map((each) => membersOf([[kindOf(each), readEvent(each, stream, read)]]));
  return { events, ...(initial && { initial }) };
}

function kindOf({ headers }: Frame): string {
  return headers.get(':event-type') ?? headers.get(':exception-type') ?? headers.get(':error-code') ?? '';
}

function readEvent(
  { headers, payload }: Frame,
  stream: Shape,
  read: (bytes: Uint8Array, shape: Shape) => Value,
): Value {
  const shape = stream.kind === 'structure' ? stream.members.get(kindOf({ headers, payload }))?.type : undefined;
  if (shape?.kind !== 'structure') return read(payload, { kind: 'document' });
  const members = [...shape.members.values()];
  const beside = members.flatMap(({ name, eventheader, type }) => {
    const line = eventheader ? headers.get(name) : undefined;
    return line === undefined ? [] : [[name, readSimple(line, type)] as const];
  });
  const whole = members.find(({ eventpayload }) => eventpayload);
  if (whole) return membersOf([...beside, [whole.name, readPayload(payload, whole.type, read)]]);
  const body = payload.length === 0 ? {} : read(payload, shape);
  return isMembers(body) ? { ...body, ...membersOf(beside) } : body;
}

function readPayload(bytes: Uint8Array, type: Shape, read: (bytes: Uint8Array, shape: Shape) => Value): Value {
  if (type.kind === 'blob') return new Uint8Array(bytes);
  return type.kind === 'string' ? Buffer.from(bytes).toString('utf8') : read(bytes, type);
}
