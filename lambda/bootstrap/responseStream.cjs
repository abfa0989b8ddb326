/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// What a streaming handler writes to: each piece leaves as it comes. Source: aws-lambda-nodejs-runtime-interface-client.
'use strict';
const { Writable } = require('node:stream');

const { stringify } = JSON;
const DEFAULT_TYPE = 'application/octet-stream';
const HTTP_RESPONSE = 'application/vnd.awslambda.http-integration-response';

class ResponseStream extends Writable {
  #open;
  #request;
  #type;
  #isOver = false;
  #isWritten = false;

  /**
   * @param {(type: string) => { write(bytes: Uint8Array, sent?: () => void): void, end(trailers?: object): unknown }} open
   * @param {number | undefined} highWaterMark
   */
  constructor(open, highWaterMark) {
    super({ ...(typeof highWaterMark === 'number' && { highWaterMark }) });
    this.#open = open;
  }

  /** Something has left: the status of the whole cannot be told otherwise any more. */
  get headersSent() {
    return this.#request !== undefined;
  }

  setContentType(type) {
    if (!this.headersSent) this.#type = type;
    else {
      const error = new Error('Cannot set content-type, too late.');
      error.name = 'Runtime.InvalidStreamingOperation';
      throw error;
    }
  }

  write(chunk, ...rest) {
    if (!this.#isWritten) {
      this.#isWritten = true;
      // AWS's own name: clients that know it write the prelude of an HTTP response there. What `end` alone is given has none, as on AWS.
      this._onBeforeFirstWrite?.((first) => super.write(first));
    }
    const isSendable = typeof chunk === 'string' || chunk instanceof Uint8Array;
    return super.write(isSendable ? chunk : stringify(chunk), ...rest);
  }

  _write(chunk, _, done) {
    if (this.#isOver) return done();
    if (!this.#request) this.#begin();
    this.#send(chunk, done);
  }

  _final(done) {
    if (!this.#request && !this.#isOver) this.#begin();
    this.#finish();
    done();
  }

  /** Ends it with an error; nothing more leaves. @returns undefined: it had ended, or nothing has left */
  failWith(trailers) {
    return this.#finish(trailers);
  }

  #begin() {
    this.#request = this.#open(this.#type ?? DEFAULT_TYPE);
  }

  #send(bytes, done = () => undefined) {
    // An empty piece would be the end.
    if (bytes.length === 0) done();
    else this.#request.write(bytes, () => done());
  }

  #finish(trailers) {
    if (this.#isOver) return undefined;
    this.#isOver = true;
    return this.#request?.end(trailers);
  }
}

/** Gives a stream the status and headers of an HTTP response, before what is first written. */
function withPrelude(stream, prelude) {
  const text = stringify(prelude);
  stream.setContentType(HTTP_RESPONSE);
  stream._onBeforeFirstWrite = (write) => {
    write(text);
    write(new Uint8Array(8));
  };
  return stream;
}

module.exports = { ResponseStream, withPrelude };
