/** What goes in and out of the wire: a request as bytes, the call that it means, an answer as bytes. */
import type { ExactNumber } from '../../core/jsonNumber';
import type { Operation, Protocol, ServiceTable } from '../../core/catalog/services/serviceTable';

/**
 * Of a call's input and output, in the names of the service's model. A blob is read as bytes and a time as ISO 8601 text
 * in UTC (`2026-08-07T10:00:00Z`); what has the wrong type is read as it came. To be written, a blob may be bytes or text
 * (see `blobBytes`), and a time ISO text, seconds since 1970 or a `Date`.
 */
export type Value =
  null | boolean | number | ExactNumber | string | Uint8Array | Date | undefined | Value[] | { [name: string]: Value };

export interface Members {
  [name: string]: Value;
}

export type HeaderLines = { readonly [lowerCaseName: string]: string | readonly string[] | undefined };

export interface WireRequest {
  readonly method: string;
  /** Path and query, percent-encoded as they came: `/orders/a%20b?versionId=1`. */
  readonly url: string;
  /** As `node:http` gives them. */
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
}

/** Those of the models, and what some clients speak in the place of JSON, whatever the models say. */
export type WireProtocol = Protocol | 'json-as-cbor';

/** What an answer's bytes depend on. */
interface Asked {
  readonly protocol: WireProtocol;
  readonly method: string;
  readonly headers: HeaderLines;
}

/** An answer as it came from an endpoint. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
}

/** What a form that posts an object to S3 asks the answer to be. */
export interface PostedForm {
  readonly bucket: string;
  readonly key: string;
  /** Where the object is, as S3 says it. */
  readonly location: string;
  readonly status: number;
  readonly redirect?: string;
}

export interface Call extends Asked {
  readonly service: ServiceTable;
  readonly operation: Operation;
  readonly input: Members;
  /** A form posts the object: what it wants for an answer. */
  readonly posted?: PostedForm;
}

/** A request that means no call. `encodeError` answers it, too. */
export interface Unreadable extends Asked {
  /** One sentence: what is wrong with it. */
  readonly unreadable: string;
  /** The name that AWS's services have for such an error. */
  readonly code: string;
  readonly service?: ServiceTable;
  readonly operation?: undefined;
}

export interface CallError {
  /** Of the error's shape, its code, or what a state catches: `NoSuchKey`, `S3.NoSuchKeyException`. */
  readonly name: string;
  readonly message: string;
  /** Others than the message. */
  readonly members?: Members;
  /** HTTP, where the model does not say it: 400 without. */
  readonly status?: number;
}

/** Thrown while a request is read, and caught at the door. */
export class UnreadableRequest extends Error {
  constructor(
    sentence: string,
    readonly code = 'SerializationException',
  ) {
    super(sentence);
  }
}
