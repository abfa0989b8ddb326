/** Smithy's RPC v2 with CBOR: the action is in the path, the rest is one document. */
import type { StructureShape } from '../../core/catalog/services/serviceTable';
import { UnreadableRequest, type Members, type Value } from './call';
import { decodeCbor, encodeCbor } from './cborBytes';
import { CBOR_SPELLING, readDocument, writeDocument } from './documents';
import { queryError, readJsonError } from './json';
import type { ProtocolCodec } from './protocol';
import { isMembers } from './values';

const HEADERS = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

export const CBOR_CODEC: ProtocolCodec = {
  readInput({ operation }, { body }) {
    return readBody(body, operation.input);
  },
  writeOutput({ operation }, output) {
    const written = operation.output ? writeDocument(output, operation.output, CBOR_SPELLING) : output;
    return { status: 200, headers: HEADERS, body: encodeCbor(written) };
  },
  writeError(error) {
    const { status, name, message, members } = error;
    const body = encodeCbor({ __type: name, message, Message: message, ...members });
    return { status, headers: { ...HEADERS, ...queryError(error) }, body };
  },
  readOutput: ({ operation }, { body }) => readBody(body, operation.output),
  readError: (_call, { headers, body }) => readJsonError(headers, readBody(body, undefined)),
};

function readBody(body: Uint8Array, shape: StructureShape | undefined): Members {
  const value: Value = body.length === 0 ? {} : decodeCbor(body);
  if (!isMembers(value)) throw new UnreadableRequest('The body of the request is no CBOR map.');
  return shape ? (readDocument(value, shape, CBOR_SPELLING) as Members) : value;
}
