/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Brings a handler's calls of Step Functions to the endpoint of AWS_ENDPOINT_URL_SFN where its SDK does not find the way:
// SDKs older than that variable (@aws-sdk before 3.446, aws-sdk 2) call AWS by name, and newer ones put `sync-` before
// the endpoint's host for StartSyncExecution, as AWS wants it and no name service of this machine knows it.
'use strict';
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { urlToHttpOptions } = require('node:url');

const STATES = /^(sync-)?states(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)$/i;
const LOCAL = /^sync-(127\.0\.0\.1|localhost)$/i;

module.exports = function reachStepFunctions(endpoint) {
  const target = new URL(endpoint);
  const { request } = https;
  https.request = function (...args) {
    const options = optionsOf(args);
    const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '');
    if (!STATES.test(host)) return request.apply(this, args);
    const send = target.protocol === 'https:' ? request : http.request;
    const callback = args.find((each) => typeof each === 'function');
    return send(towards(target, options), callback);
  };
  https.get = function (...args) {
    return https.request(...args).end();
  };
  const { lookup } = dns;
  dns.lookup = function (hostname, ...rest) {
    return lookup.call(this, LOCAL.exec(hostname)?.[1] ?? hostname, ...rest);
  };
  // For `import { request } from 'https'`.
  syncBuiltinESMExports();
};

/** `request(url, options)` and `request(options)` alike. */
function optionsOf([first, second]) {
  if (typeof first !== 'string' && !(first instanceof URL)) return { ...first };
  return { ...urlToHttpOptions(new URL(first)), ...(typeof second === 'object' ? second : {}) };
}

function towards(target, { headers, path, ...options }) {
  const kept = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'host');
  return {
    method: options.method,
    auth: options.auth,
    signal: options.signal,
    timeout: options.timeout,
    protocol: target.protocol,
    hostname: target.hostname,
    port: target.port,
    path: target.pathname.replace(/\/$/, '') + (path ?? '/'),
    headers: Object.fromEntries(kept),
  };
}
