/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// The context of an invocation, as Lambda's runtime makes it of the headers of its event.
'use strict';
const { readFileSync } = require('node:fs');

const { now } = Date;
const { parse } = JSON;

/** What a handler is given beside its event, but for what older runtimes answer by. */
function createContext(headers, { standstillFile }) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const stoodBefore = stoodStill(standstillFile);
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext ? parse(clientContext) : undefined,
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline + stoodStill(standstillFile) - stoodBefore - now(),
  };
}

/** For how many milliseconds a debugger has held the run until now: that moves deadlines. */
function stoodStill(file) {
  if (!file) return 0;
  try {
    const [before, since] = readFileSync(file, 'utf8').split(' ').map(Number);
    return before + (since === 0 ? 0 : now() - since);
  } catch {
    // The run is over.
    return 0;
  }
}

module.exports = { createContext };
