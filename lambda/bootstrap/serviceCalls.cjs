/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Brings a handler's calls of AWS's APIs to the endpoints of AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SFN where its SDK does not
// find the way: SDKs older than those variables (@aws-sdk before 3.446, aws-sdk 2) call AWS by name, and newer ones put
// `sync-`, `data.` or the like before the endpoint's host for some actions, as AWS wants it and no name service of this machine knows it.
'use strict';
const dns = require('node:dns');
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
  const { lookup } = dns;
  dns.lookup = function (hostname, ...rest) {
    return lookup.call(this, LOCAL.exec(hostname)?.[1] ?? hostname, ...rest);
  };
  // For `import { lookup } from 'dns'`.
  syncBuiltinESMExports();
};

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
