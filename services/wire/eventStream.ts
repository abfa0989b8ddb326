/**
 * Answers that are a stream of events: each is framed with its kind and two sums. All of a given output are sent at once.
 * The frame: https://smithy.io/2.0/aws/amazon-eventstream.html
 */
import type { Member, ServiceTable, Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import type { Value } from './call';
import { crc32 } from './crc32';
import { blobBytes, isMembers, textOf } from './values';

export const EVENT_STREAM = 'application/vnd.amazon.eventstream';

/** How the protocol writes what is in an event. */
export interface EventFormat {
  readonly contentType: string;
  readonly write: (value: Value, shape: Shape) => Buffer;
}

/** The member of an output in which events flow. */
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
  if (member?.type.kind !== 'structure') return frame(told, Buffer.from(JSON.stringify(value ?? {}), 'utf8'));
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

/** The type of a header that is text. */
const TEXT = 7;

function frame(headers: { readonly [name: string]: string }, payload: Buffer): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([
      Buffer.of(name.length),
      Buffer.from(name),
      Buffer.of(TEXT, text.length >> 8, text.length & 255),
      text,
    ]);
  });
  const head = Buffer.concat(lines);
  const length = 16 + head.length + payload.length;
  const prelude = Buffer.concat([word(length), word(head.length)]);
  const content = Buffer.concat([prelude, word(crc32(prelude)), head, payload]);
  return Buffer.concat([content, word(crc32(content))]);
}

/** @param value unsigned, 32 bits */
function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
