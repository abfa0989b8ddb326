/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Does what Node.js before version 22 does with NODE_EXTRA_CA_CERTS at its start, where that was put off
// (`../runtimes/extraCertificates.ts`): whoever connects without a list of his own trusts that file's, too. A thread has
// functions of its own, and its process's list.
'use strict';
const { readFileSync } = require('node:fs');
const tls = require('node:tls');
const { isMainThread } = require('node:worker_threads');
const replace = require('./replace.cjs');

let isUsed = false;

/** Once in a process. */
exports.useExtraCertificates = function useExtraCertificates() {
  const { NODE_EXTRA_CA_CERTS: own, STEPWISE_EXTRA_CA_CERTS: file } = process.env;
  // A process of the handler's own has the list from its Node.js.
  if (isUsed || !file || (isMainThread && own !== '')) return;
  isUsed = true;
  // For what this process starts, and whoever asks.
  process.env.NODE_EXTRA_CA_CERTS ||= file;
  let extra;
  replace(tls, 'createSecureContext', (original) => (options) => {
    const made = original(options);
    // As Node.js itself: a list of one's own stands in the place of all others. Source: lib/internal/tls/secure-context.js.
    if (!options?.ca) for (const each of (extra ??= certificatesIn(file))) made.context.addCACert(each);
    return made;
  });
};

/** One certificate in PEM each, without those that Node.js trusts anyway. */
function certificatesIn(file) {
  const known = new Set(tls.rootCertificates.map((each) => each.trim()));
  const all = readFileSync(file, 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return all.map((each) => each.replaceAll('\r', '')).filter((each) => !known.has(each));
}
