/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// One invocation of a Node.js handler: its event, the ways in which it may answer, and what is posted of that.
'use strict';
const { writeSync } = require('node:fs');
const { inspect, types } = require('node:util');
const callAlone = require('./callAlone.cjs');
const calledBack = require('./calledBack.cjs');
const log = require('./console.cjs');
const { createContext } = require('./handlerContext.cjs');
const { describe, factsHeader, named } = require('./postedError.cjs');
const serialise = require('./serialise.cjs');
const { endStream, openStream, STREAMING, trailersOf } = require('./streamedResponse.cjs');
const { underWay } = require('./underWay.cjs');

// Our own copies: what the handler's packages replace later (fake timers, patched globals) is theirs alone.
const { Promise } = globalThis;
const { parse } = JSON;
const on = process.on.bind(process);
const off = process.removeListener.bind(process);

const JSON_TYPE = { 'Content-Type': 'application/json' };

/**
 * Calls the handler with an event, and tells the owner what came of it.
 *
 * @param {object} run what `runHandler.cjs` knows: its `current` is the invocation that is being answered
 * @returns settled once it has answered
 */
async function invokeHandler(run, handler, { headers, body }) {
  const { settings, owner, isAwaited } = run;
  const requestId = headers['lambda-runtime-aws-request-id'];
  log.invocation.requestId = requestId;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const invocation = { requestId, done: false, untaken: [], fail: undefined, output: undefined };
  run.current = invocation;
  const context = createContext(headers, settings);
  await new Promise((resolve) => {
    const settle = (ok, value) => {
      if (invocation.done) return;
      invocation.done = true;
      off('beforeExit', onEmptyLoop);
      answers();
      const { output } = invocation;
      const outcome = !ok ? { error: value } : output ? undefined : serialise(value, isAwaited);
      // Heard in their order: the next invocation is asked for at once. What was streamed has been answered.
      if (!outcome) output.end();
      else if ('error' in outcome) void postFailure(run, invocation, outcome.error);
      else void owner.call('POST', `${routeOf(invocation)}/response`, outcome.body, { ...JSON_TYPE, ...underWay() });
      resolve();
    };
    // Nothing left to wait for and no answer: an async handler's promise can never settle; any other answers null,
    // or what it handed to its callback.
    let waiting;
    let answers = () => {};
    const onEmptyLoop = () => {
      if (waiting) settle(true, waiting.value);
      else if (types.isAsyncFunction(handler) || invocation.output) {
        settle(
          false,
          named(
            'Runtime.NodeJsExit',
            'The Lambda runtime client detected an unexpected Node.js behavior. This is most likely a Promise bug.',
          ),
        );
      } else settle(true, null);
    };
    // Whoever waits for nothing ends, where Lambda's client only awaits.
    if (!isAwaited) on('beforeExit', onEmptyLoop);
    // Whichever way it answers first counts.
    let isAnswered = false;
    const first =
      (act) =>
      (...given) => {
        if (isAnswered) return;
        isAnswered = true;
        act(...given);
      };
    const succeed = first((value) => settle(true, value));
    const fail = first((error) => settle(false, isAwaited ? error : (error ?? 'handled')));
    const callback = first((error, value) => {
      if (error != null) settle(false, error);
      else if (context.callbackWaitsForEmptyEventLoop) {
        waiting = { value };
        answers = calledBack(owner);
      } else settle(true, value);
    });
    if (!isAwaited) {
      const done = first((error, value) => (error == null ? settle(true, value) : settle(false, error)));
      Object.assign(context, { callbackWaitsForEmptyEventLoop: true, done, succeed, fail });
    }
    try {
      const event = parse(body);
      if (headers['stepwise-step-into']) require('./stepInto.cjs')(handler);
      // Where there are callbacks, what is no promise is no answer.
      let returned = (value, isPromised) => (isPromised || isAwaited) && succeed(value);
      if (handler[STREAMING]) {
        invocation.output = openStream(owner, routeOf(invocation), handler[STREAMING]);
        returned = (value, isPromised) => endStream(invocation.output, { value, isPromised }, succeed, fail);
      }
      const args = invocation.output ? [event, invocation.output, context] : [event, context];
      if (!isAwaited && !invocation.output) args.push(callback);
      if (settings.debug) callInDebugger(invocation, handler, args, returned, fail);
      else callAlone(handler, args, { returned, failed: fail });
    } catch (error) {
      fail(error);
    }
  });
  run.current = undefined;
}

/** A debugger stops at uncaught errors, and one that we took would be caught: the process tells us of it instead. */
function callInDebugger(invocation, handler, args, heard, fail) {
  let returned;
  const succeed = (value) => heard(value, true);
  invocation.fail = fail;
  invocation.untaken.push(new Promise(() => (returned = handler(...args))));
  if (types.isPromise(returned)) invocation.untaken.push(returned.then(succeed));
  else if (typeof returned?.then === 'function') returned.then(succeed, fail);
  else heard(returned, false);
}

function routeOf({ requestId }) {
  return `/2018-06-01/runtime/invocation/${requestId}`;
}

/** Tells AWS's part of an error, and beside it, in a header, what that leaves out. */
function postError({ owner, settings, ...how }, route, error) {
  owner.hold(true);
  return owner.call('POST', route, describe(error, how), { ...JSON_TYPE, ...factsHeader(error, settings) });
}

/** Of an invocation; behind what has been streamed of it, where something has. */
function postFailure(run, invocation, error) {
  const { output } = invocation;
  if (!output?.headersSent) {
    output?.failWith();
    return postError(run, `${routeOf(invocation)}/error`, error);
  }
  if (output.writableFinished) return void writeSync(2, `${inspect(error)}\n`);
  const body = describe(error, run);
  run.owner.hold(true);
  return output.failWith({ ...trailersOf(body, parse(body).errorType), ...factsHeader(error, run.settings) });
}

module.exports = { invokeHandler, postError, postFailure };
