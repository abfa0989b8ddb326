/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// What the runtime posts of an error: AWS's part, without frames of ours, and beside it what that leaves out.
'use strict';
const { types } = require('node:util');
const { installHint, isMissingModule, seenOf } = require('./missingModule.cjs');

const { encodeURIComponent } = globalThis;
const { stringify } = JSON;

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}

const FACTS = Symbol('facts');

function withFacts(error, facts) {
  error[FACTS] = facts;
  return error;
}

/**
 * What stands beside an error in a header, and AWS leaves out.
 *
 * @param settings of the process
 */
function factsHeader(error, settings) {
  try {
    // Handlers load modules when they are needed, too.
    const install = isMissingModule(error) ? installHint(error.message, settings) : undefined;
    const facts = { behind: errorBehind(error), seen: seenOf(error, settings), install, ...error?.[FACTS] };
    const text = encodeURIComponent(stringify(facts));
    return text.length > 4000 || text === '%7B%7D' ? {} : { 'Stepwise-Facts': text };
  } catch {
    // Errors of the user's may have members that throw.
    return {};
  }
}

/** The innermost of the errors behind one, such as that of the socket behind `fetch failed`. */
function errorBehind(error) {
  let inner = error;
  for (let depth = 0; depth < 5; depth++) {
    const next = inner?.cause ?? (Array.isArray(inner?.errors) ? inner.errors[0] : undefined);
    if (!types.isNativeError(next)) break;
    inner = next;
  }
  if (!types.isNativeError(error) || inner === error) return undefined;
  const { code, message, address, hostname, host, port } = inner;
  const where = hostname ?? address ?? host;
  const peer = where === undefined ? undefined : port === undefined ? String(where) : `${where}:${port}`;
  return { ...(typeof code === 'string' && { code }), message: String(message).slice(0, 300), ...(peer && { peer }) };
}

/**
 * The error as AWS gives it to the caller: JSON text.
 *
 * @param how.isAwaited as of Node.js 24: see `runHandler.cjs`
 * @param how.entry the file of ours that the process was started with
 */
function describe(error, { isAwaited, entry }) {
  try {
    if (types.isNativeError(error) || (!isAwaited && error && error.name && error.message && error.stack)) {
      const { name, message } = error;
      return stringify({
        errorType: worded(name),
        errorMessage: withoutUs(worded(message), entry),
        trace: userTrace(error, { isAwaited, entry }),
      });
    }
    return stringify({ errorType: typeof error, errorMessage: String(error), trace: [] });
  } catch {
    return stringify({
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    });
  }
}

/** AWS replaces this character, and fails at what is no text. */
function worded(text) {
  return text?.replaceAll('\x7F', '%7F');
}

/** The stack without our own frames, and without those of Node's that called us. */
function userTrace(error, { isAwaited, entry }) {
  if (isAwaited && error.stack === undefined) return [];
  const lines = withoutUs(worded(error.stack), entry)
    .split('\n')
    .filter((line) => !line.includes(__dirname));
  while (
    /^ +at (.*\(node:|node:|(new Promise|Array\.forEach) \(<anonymous>\)|process\.processTicks)/.test(lines.at(-1))
  )
    lines.pop();
  return lines;
}

/** Node lists who required a module that is missing; the last is a file of ours. */
function withoutUs(text, entry) {
  return text?.replaceAll(`\n- ${entry}`, '');
}

module.exports = { named, withFacts, describe, factsHeader };
