/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// The life of a Node.js handler's process: the code is loaded, one event is asked for after the other, and what nobody caught ends it.
'use strict';
const { writeSync } = require('node:fs');
const { format, inspect } = require('node:util');
const connectToOwner = require('./ownerConnection.cjs');
const { invokeHandler, postError, postFailure } = require('./invokeHandler.cjs');
const { loadError, loadHandler } = require('./loadHandler.cjs');
const { provideStreaming } = require('./streamedResponse.cjs');
const { watchRequests } = require('./underWay.cjs');

const exit = process.exit.bind(process);

/**
 * @param settings of the process: see `node.cjs`
 * @param door.load the `require` that the handler is loaded by
 * @param door.entry the file of ours that the process was started with
 * @param door.endWithOwner ends the process, when its owner is gone
 * @param door.secret tells the owner who asks
 */
module.exports = function runHandler(settings, { load, entry, endWithOwner, secret }) {
  /**
   * From Node.js 24 on Lambda's client awaits what a handler returns: it knows no callbacks, and ends at what nobody catches.
   * Source: aws-lambda-nodejs-runtime-interface-client 4.
   */
  const isAwaited = /^nodejs(2[4-9]|[3-9]\d)/.test(settings.runtime ?? '');
  /** `owner`: once there is one. `current`: the invocation being answered; an uncaught error belongs to it. */
  const run = { settings, isAwaited, entry, owner: undefined, current: undefined };
  provideStreaming();
  watchRequests();
  dieOfTheUncaught(run);
  // Files of ours are loaded by now: the debugger has none to look at, and finds the process waiting for it alone.
  if (settings.waitsForDebugger) require('node:inspector').open(0, '127.0.0.1', true);
  void main(run, load, () => connectToOwner(process.env.AWS_LAMBDA_RUNTIME_API, secret, endWithOwner));
};

async function main(run, load, connect) {
  const { settings, isAwaited } = run;
  const owner = (run.owner = await connect());
  if (settings.debug) await owner.call('POST', '/released');
  // Code that waits for nothing any more has ended, as without us.
  owner.hold(false);
  let handler;
  try {
    handler = await loadHandler(settings, { load, isAwaited });
  } catch (error) {
    await postError(run, '/2018-06-01/runtime/init/error', loadError(error, settings));
    exit(1);
  }
  for (;;) {
    owner.hold(true);
    const next = await owner.call('GET', '/2018-06-01/runtime/invocation/next');
    owner.hold(false);
    await invokeHandler(run, handler, next);
  }
}

function dieOfTheUncaught(run) {
  process.on('uncaughtException', (error) => void die(run, error, 129));
  process.on('unhandledRejection', (reason, promise) => {
    if (run.current?.untaken.includes(promise)) return void run.current.fail(reason);
    if (run.isAwaited) return void die(run, reason, 128);
    const error = new Error(String(reason?.stack ? reason : format(reason)));
    error.name = 'Runtime.UnhandledPromiseRejection';
    error.reason = reason;
    error.stack = `${error.name}: ${reason?.stack ?? error.message}`;
    void die(run, error, 128);
  });
}

/** An error nobody caught ends the runtime, as on AWS; before Node.js 24 the invocation it happened in fails with it. */
async function die(run, error, code) {
  const { current, isAwaited, owner } = run;
  if (isAwaited || current?.done || !owner) {
    writeSync(2, `${inspect(error)}\n`);
    exit(isAwaited ? 1 : code);
  }
  if (current) current.done = true;
  await (current ? postFailure(run, current, error) : postError(run, '/2018-06-01/runtime/init/error', error));
  exit(code);
}
