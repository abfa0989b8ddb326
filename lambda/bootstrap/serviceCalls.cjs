/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Brings a handler's calls of AWS's APIs to the endpoints of AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SFN where its SDK does not
// find the way: SDKs older than those variables (@aws-sdk before 3.446, aws-sdk 2) call AWS by name, and newer ones put
// `sync-`, `data.` or the like before the endpoint's host for some actions, as AWS wants it and no name service of this machine knows it.
// aws-sdk 2 takes of a queue's address the host alone.
'use strict';
const dns = require('node:dns');
const http = require('node:http');
const { syncBuiltinESMExports } = require('node:module');
const { isAwsHost } = require('./awsNames.cjs');
const redirectRequests = require('./redirectRequests.cjs');

const STATES = /^(sync-)?states(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)$/i;
const BUCKET = /^(.+)\.s3(?:[.-][^/]*)?\.amazonaws\.com(?:\.cn)?$/i;
const LOCAL = /^.+[.-](127\.0\.0\.1|localhost)$/i;

/** @param endpoints where Step Functions are, and all other services; absent: as if there were no endpoint */
module.exports = function leadServiceCalls({ stepFunctions, others }) {
  const addressOf = (host, options) =>
    STATES.test(host) ? stepFunctions : isAwsHost(host) && isSigned(options) ? others : undefined;
  redirectRequests(addressOf, { pathOf: withBucket });
  if (others) keepPath(new URL(others));
  const { lookup } = dns;
  dns.lookup = function (hostname, ...rest) {
    return lookup.call(this, LOCAL.exec(hostname)?.[1] ?? hostname, ...rest);
  };
  // For `import { lookup } from 'dns'`.
  syncBuiltinESMExports();
};

/** A call of an SDK that has kept of an endpoint's address the host and the port goes below its path, too. */
function keepPath({ hostname, port, pathname }) {
  const base = pathname.replace(/\/$/, '');
  const { request } = http;
  http.request = function (first, ...rest) {
    const isOurs = first && String(first.port) === port && (first.hostname ?? first.host) === hostname;
    if (!isOurs || String(first.path).startsWith(`${base}/`) || !isSigned(first))
      return request.call(this, first, ...rest);
    return request.call(this, { ...first, path: `${base}${first.path}` }, ...rest);
  };
}

/** Whether an SDK sends it: what else goes to a name of AWS's, such as a page, is nobody's call of an API. */
function isSigned({ headers, path = '' }) {
  const [, line] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return /^AWS/.test(String(line ?? '')) || /[?&](X-Amz-Credential|AWSAccessKeyId)=/.test(path);
}

/** With the bucket that the name of the host begins with. */
function withBucket(path, host) {
  const [, bucket] = BUCKET.exec(host) ?? [];
  return bucket === undefined ? path : `/${bucket}${path}`;
}
