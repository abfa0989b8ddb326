/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Handlers that answer with a stream: how they say so, and where what they write goes.
'use strict';

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** The global of Lambda's runtime by which a handler says that it streams. */
function provideStreaming() {
  globalThis.awslambda = {
    streamifyResponse(handler, options) {
      handler[STREAMING] = options?.highWaterMark ?? true;
      return handler;
    },
    HttpResponseStream: {
      from: (stream, prelude) => require('./responseStream.cjs').withPrelude(stream, prelude),
    },
  };
}

/** @param owner the connection that its pieces leave by */
function openStream(owner, route, highWaterMark) {
  const { ResponseStream } = require('./responseStream.cjs');
  const open = (type) =>
    owner.open('POST', `${route}/response`, {
      'Content-Type': type,
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      Trailer: `${ERROR_TYPE}, ${ERROR_BODY}`,
    });
  return new ResponseStream(open, highWaterMark);
}

/** The handler has returned; its stream may still be on its way. */
function endStream(output, { value, isPromised }, succeed, fail) {
  if (!isPromised) return fail(new Error('Streaming does not support non-async handlers.'));
  if (value !== undefined) console.warn('Streaming handlers ignore return values.');
  if (output.writableFinished) succeed();
  else output.once('finish', succeed);
}

const ERROR_TYPE = 'Lambda-Runtime-Function-Error-Type';
const ERROR_BODY = 'Lambda-Runtime-Function-Error-Body';

/** The trailers of a stream that fails in its middle. @param body as `postedError.cjs` describes the error */
function trailersOf(body, errorType) {
  return {
    // They carry ASCII alone.
    [ERROR_TYPE]: /^[\x21-\x7e]+$/.test(errorType) ? errorType : 'Error',
    [ERROR_BODY]: Buffer.from(body).toString('base64'),
  };
}

module.exports = { STREAMING, provideStreaming, openStream, endStream, trailersOf };
