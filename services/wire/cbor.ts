/**
 * CBOR: Smithy's RPC v2, whose action is in the path, and what Java's clients of Kinesis speak, the protocol of JSON with CBOR for a
 * body. In both the body is one document.
 */
import type { StructureShape, TimeFormat } from '../../core/catalog/services/serviceTable';
import { UnreadableRequest, type Members, type Value } from './call';
import { decodeCbor, encodeCbor } from './cborBytes';
import { CBOR_SPELLING, jsonSpelling, readDocument, writeDocument, type Spelling } from './documents';
import { queryError, readJsonError } from './json';
import type { ProtocolCodec } from './protocol';
import { isMembers, writeTime } from './values';

interface Dialect {
  readonly headers: { readonly [name: string]: string };
  readonly spelling: Spelling;
  /** Milliseconds in the unit of an instant. */
  readonly unit: number;
}

export const CBOR_CODEC: ProtocolCodec = codec({
  headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
  spelling: CBOR_SPELLING,
  unit: 1000,
});

const JSON_AS_CBOR = 'application/x-amz-cbor-';

/** Whether a request that names its action as those of JSON do has CBOR for a body. */
export function isJsonAsCbor(contentType = ''): boolean {
  return contentType.startsWith(JSON_AS_CBOR);
}

/** Source: the SDK for Java, `AwsCborProtocolFactory` and `SdkCborGenerator`: a time is in milliseconds, with a tag or without one. */
export const JSON_AS_CBOR_CODEC: ProtocolCodec = codec({
  headers: { 'content-type': `${JSON_AS_CBOR}1.1` },
  spelling: { ...CBOR_SPELLING, writeTime: milliseconds, readTime: ofMilliseconds, nameOf: jsonSpelling().nameOf },
  unit: 1,
});

function milliseconds(value: Value, format: TimeFormat | undefined): Value {
  const seconds = writeTime(value, format ?? 'unixTimestamp');
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : seconds;
}

function ofMilliseconds(value: Value): Value {
  return typeof value === 'number' ? new Date(value) : value;
}

function codec({ headers, spelling, unit }: Dialect): ProtocolCodec {
  const readBody = (body: Uint8Array, shape: StructureShape | undefined): Members => {
    const value: Value = body.length === 0 ? {} : decodeCbor(body, unit);
    if (!isMembers(value)) throw new UnreadableRequest('The body of the request must be a CBOR map.');
    return shape ? (readDocument(value, shape, spelling) as Members) : value;
  };
  return {
    readInput({ operation }, { body }) {
      return readBody(body, operation.input);
    },
    writeOutput({ operation }, output) {
      const written = operation.output ? writeDocument(output, operation.output, spelling) : output;
      return { status: 200, headers, body: encodeCbor(written) };
    },
    writeError(error) {
      const { status, name, message, members } = error;
      const body = encodeCbor({ __type: name, message, Message: message, ...members });
      return { status, headers: { ...headers, ...queryError(error) }, body };
    },
    readOutput: ({ operation }, { body }) => readBody(body, operation.output),
    readError: (_call, { headers: lines, body }) => readJsonError(lines, readBody(body, undefined)),
  };
}
