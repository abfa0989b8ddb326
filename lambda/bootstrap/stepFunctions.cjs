/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Brings a handler's calls of Step Functions to the endpoint of AWS_ENDPOINT_URL_SFN where its SDK does not find the way:
// SDKs older than that variable (@aws-sdk before 3.446, aws-sdk 2) call AWS by name, and newer ones put `sync-` before
// the endpoint's host for StartSyncExecution, as AWS wants it and no name service of this machine knows it.
'use strict';
const dns = require('node:dns');
const { syncBuiltinESMExports } = require('node:module');
const redirectRequests = require('./redirectRequests.cjs');

const STATES = /^(sync-)?states(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)$/i;
const LOCAL = /^sync-(127\.0\.0\.1|localhost)$/i;

module.exports = function reachStepFunctions(endpoint) {
  redirectRequests((host) => STATES.test(host), endpoint);
  const { lookup } = dns;
  dns.lookup = function (hostname, ...rest) {
    return lookup.call(this, LOCAL.exec(hostname)?.[1] ?? hostname, ...rest);
  };
  // For `import { lookup } from 'dns'`.
  syncBuiltinESMExports();
};
