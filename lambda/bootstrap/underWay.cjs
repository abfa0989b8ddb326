/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// What a handler has begun and not waited for when it answers: on AWS its process stands still from then on.
'use strict';
const { subscribe } = require('node:diagnostics_channel');

const { stringify } = JSON;
const activeResources = process.getActiveResourcesInfo?.bind(process);

/** By the names that Node.js has for what keeps it alive. Sockets stay open on purpose. */
const UNDER_WAY = { Timeout: 'timers', GetAddrInfoReqWrap: 'connections', TCPConnectWrap: 'connections' };
/** Requests of `fetch` that nothing has answered yet: their sockets look like those that are kept open. */
const requests = new Set();

/** Once, before the handler's code is loaded. */
function watchRequests() {
  subscribe('undici:request:create', ({ request }) => requests.add(request));
  for (const end of ['headers', 'error']) subscribe(`undici:request:${end}`, ({ request }) => requests.delete(request));
}

/** What keeps an event loop from being empty; standard output and its like are pipes, too. */
const KEEPS = { ...UNDER_WAY, TCPSocketWrap: 'sockets', TCPServerWrap: 'servers', ProcessWrap: 'processes' };

function countedAs(names) {
  const counts = {};
  for (const kind of activeResources?.() ?? []) {
    const name = names[kind];
    if (name) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** A header that tells what the process waits for. */
function keptAlive() {
  return { 'Stepwise-Under-Way': stringify(countedAs(KEEPS)) };
}

/** A header that tells what the handler has not waited for: on AWS its process stands still from now on. */
function underWay() {
  const counts = countedAs(UNDER_WAY);
  if (requests.size > 0) {
    counts.requests = requests.size;
    // A request's own connection is told with it.
    counts.connections = Math.max(0, (counts.connections ?? 0) - requests.size);
  }
  const header = stringify(counts);
  return header === '{}' ? undefined : { 'Stepwise-Under-Way': header };
}

module.exports = { keptAlive, underWay, watchRequests };
