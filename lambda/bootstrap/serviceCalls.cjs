/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Brings a handler's calls of AWS's APIs to the endpoints of AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SFN where its SDK does not
// find the way: SDKs older than those variables (@aws-sdk before 3.446, aws-sdk 2) call AWS by name, and newer ones put
// `sync-` before the endpoint's host for StartSyncExecution, as AWS wants it and no name service of this machine knows it.
'use strict';
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { urlToHttpOptions } = require('node:url');
const { isAwsHost } = require('./awsNames.cjs');

const STATES = /^(sync-)?states(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)$/i;
const BUCKET = /^(.+)\.s3(?:[.-][^/]*)?\.amazonaws\.com(?:\.cn)?$/i;
const LOCAL = /^sync-(127\.0\.0\.1|localhost)$/i;

/** @param endpoints where Step Functions are, and all other services; absent: as if there were no endpoint */
module.exports = function leadServiceCalls({ stepFunctions, others }) {
  const { request } = https;
  https.request = function (...args) {
    const options = optionsOf(args);
    const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '');
    const endpoint = STATES.test(host) ? stepFunctions : isAwsHost(host) && isSigned(options) ? others : undefined;
    if (!endpoint) return request.apply(this, args);
    const target = new URL(endpoint);
    const send = target.protocol === 'https:' ? request : http.request;
    const callback = args.find((each) => typeof each === 'function');
    return send(towards(target, { ...options, path: pathOf(options, host) }), callback);
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

/** Whether an SDK sends it: what else goes to a name of AWS's, such as a page, is nobody's call of an API. */
function isSigned({ headers, path = '' }) {
  const [, line] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return /^AWS/.test(String(line ?? '')) || /[?&](X-Amz-Credential|AWSAccessKeyId)=/.test(path);
}

/** With the bucket that the name of the host begins with. */
function pathOf({ path = '/' }, host) {
  const [, bucket] = BUCKET.exec(host) ?? [];
  return bucket === undefined ? path : `/${bucket}${path}`;
}

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
    path: target.pathname.replace(/\/$/, '') + path,
    headers: Object.fromEntries(kept),
  };
}
