/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// SDKs too old to read AWS_ENDPOINT_URL would call AWS itself: its names do not resolve here.
'use strict';
const dns = require('node:dns');

module.exports = function refuseAwsHosts(refusal) {
  const lookup = dns.lookup;
  dns.lookup = function (hostname, options, callback) {
    const answer = typeof options === 'function' ? options : callback;
    if (!/\.(amazonaws\.com(\.cn)?|api\.aws|aws\.dev)$/i.test(hostname)) return lookup.apply(this, arguments);
    const error = new Error(`${refusal} (${hostname})`);
    error.code = 'StepwiseNoAwsTarget';
    process.nextTick(answer, error);
    return {};
  };
};
