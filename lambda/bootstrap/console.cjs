/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// The console of a Node.js handler, as Lambda's runtime has it: each message is a line with time, request and level, or a
// record of JSON, and levels below the function's own are dropped. Source: aws-lambda-nodejs-runtime-interface-client.
'use strict';
const { format } = require('node:util');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const METHODS = { trace: 0, debug: 1, info: 2, log: 2, warn: 3, error: 4, fatal: 5 };

/** Whose lines are written; undefined while the code is loaded, as on AWS. */
const invocation = { requestId: undefined };

/** Under a debugger messages stay as they are, since its console shows their values: only levels count there. */
function patchConsole({ debug }) {
  const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
  const least = isJson ? LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()) : -1;
  for (const [method, level] of Object.entries(METHODS)) {
    if (level < least) console[method] = () => {};
    else if (!debug) console[method] = (...values) => write((isJson ? record : line)(LEVELS[level], values));
    else console[method] ??= console.error;
  }
}

function write(text) {
  // A message is one event of the log, of however many lines.
  process.stdout.write(`${text.replace(/\r?\n/g, '\r')}\n`);
}

function line(level, values) {
  return `${new Date().toISOString()}\t${invocation.requestId}\t${level}\t${format(...values)}`;
}

function record(level, values) {
  const head = { timestamp: new Date().toISOString(), level, requestId: invocation.requestId };
  if (values.length < 2) {
    const [message] = values;
    try {
      return JSON.stringify({ ...head, message }, (_, value) => (value instanceof Error ? ofError(value) : value));
    } catch {
      // It refers to itself, or holds what JSON has no word for.
      return JSON.stringify({ ...head, message: format(message) });
    }
  }
  const error = values.slice(1).find((value) => value instanceof Error);
  return JSON.stringify({ ...head, message: format(...values), ...(error && namesOf(error)) });
}

/** With the members that the code gave it. */
function ofError(error) {
  return Object.assign(namesOf(error), error);
}

function namesOf(error) {
  const { message, stack } = error;
  const stackTrace = typeof stack === 'string' ? stack.split('\n') : (stack ?? []);
  return { errorType: error.constructor?.name ?? 'UnknownError', errorMessage: message, stackTrace };
}

module.exports = { patchConsole, invocation };
