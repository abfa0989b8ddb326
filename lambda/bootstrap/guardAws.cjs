/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Keeps this process from AWS while AWS is not the target: its names do not resolve, nothing connects to them, and no proxy
// is asked for them.
// STEPWISE_AWS_REFUSAL is the sentence to refuse with. It guards against accidents, not against code that means to get out.
'use strict';
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const tls = require('node:tls');
const { isAwsHost } = require('./awsNames.cjs');
const inheritance = require('./awsGuardInheritance.cjs');
const replace = require('./replace.cjs');

/** As it is when the guard begins. */
let sentence;

let guard;

/**
 * Begins to guard, once in a process: NODE_OPTIONS may have done it before.
 *
 * @returns UnguardedWorker: for threads of our own, which need no guard
 */
exports.guardAws = () => (guard ??= begin());

function begin() {
  sentence = process.env.STEPWISE_AWS_REFUSAL ?? 'This call is not sent to AWS.';
  guardNames();
  guardSockets();
  guardProxies();
  guardRequests();
  inheritance.guardChildren();
  const UnguardedWorker = inheritance.guardThreads();
  if (process.env.STEPWISE_EXTRA_CA_CERTS) require('./extraCertificates.cjs').useExtraCertificates();
  // For `import { lookup } from 'dns'`.
  syncBuiltinESMExports();
  inheritance.useLayers();
  return { UnguardedWorker };
}

function refusal(host) {
  const error = new Error(`${sentence} (${host})`);
  error.code = 'StepwiseNoAwsTarget';
  return error;
}

// --- Names -------------------------------------------------------------------------------------------------------

/** Every way of looking a name up; what asks for the name of an address (`reverse`) does no harm. */
function guardNames() {
  const methods = Object.keys(dns).filter((name) => /^(lookup|resolve\w*)$/.test(name));
  // The prototypes first: `dns.setServers` takes the functions of `dns` from them anew.
  for (const owner of [dns.Resolver.prototype, dns]) for (const name of methods) replace(owner, name, answering);
  for (const owner of [dns.promises.Resolver.prototype, dns.promises])
    for (const name of methods) replace(owner, name, promising);
}

function answering(original) {
  return function (host, ...rest) {
    if (!isAwsHost(host)) return original.call(this, host, ...rest);
    const callback = rest.findLast((each) => typeof each === 'function');
    if (!callback) throw refusal(host);
    process.nextTick(callback, refusal(host));
    return {};
  };
}

function promising(original) {
  return function (host, ...rest) {
    return isAwsHost(host) ? Promise.reject(refusal(host)) : original.call(this, host, ...rest);
  };
}

// --- Sockets -----------------------------------------------------------------------------------------------------

const isOutgoing = Symbol('stepwise.outgoing');

/** The one door of `net`, `tls`, `http`, `http2` and `fetch`, whatever look-up of its own a caller brings. */
function guardSockets() {
  replace(net.Socket.prototype, 'connect', (connect) => {
    return function (...args) {
      this[isOutgoing] = true;
      const host = hostOf(args);
      if (!isAwsHost(host)) return connect.apply(this, args);
      return connect.call(this, unreachable(host));
    };
  });
  replace(tls, 'connect', (connect) => {
    return function (...args) {
      const options = args.find((each) => typeof each === 'object' && each !== null);
      // Behind a proxy of whatever kind this is where the name is told.
      if (!isAwsHost(options?.servername)) return connect.apply(this, args);
      options.socket?.destroy();
      return connect.call(this, unreachable(options.servername));
    };
  });
}

/** `connect(options)`, `connect(port, host)`, and the array that Node hands from one to the other. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  return typeof first === 'object' && first !== null ? first.host : second;
}

/** Options that fail as a name does which cannot be found, without a question to anybody. */
function unreachable(host) {
  const lookup = (_name, _options, callback) => callback(refusal(host));
  // Of IPv6 addresses and names alike: what is no address is looked up.
  return { host: 'aws.invalid', port: 443, lookup };
}

// --- Proxies -----------------------------------------------------------------------------------------------------

/** A proxy of HTTP is told the name in the first line: `CONNECT host:443` or `GET http://host/`. */
function guardProxies() {
  replace(net.Socket.prototype, '_write', (write) => {
    return function (data, encoding, callback) {
      const host = refusedIn(this, data);
      return host ? callback(refusal(host)) : write.call(this, data, encoding, callback);
    };
  });
  replace(net.Socket.prototype, '_writev', (writev) => {
    return function (chunks, callback) {
      const host = refusedIn(this, chunks[0]?.chunk);
      return host ? callback(refusal(host)) : writev.call(this, chunks, callback);
    };
  });
}

const FIRST_LINE = /^(?:CONNECT |[A-Z]+ (?:https?|wss?):\/\/(?:[^/@\s]*@)?)(\[[^\]]*\]|[^\s:/?#]+)[^\r\n]* HTTP\/1/i;

function refusedIn(socket, data) {
  // What a process prints goes through sockets as well.
  if (!socket[isOutgoing] && !socket.encrypted) return undefined;
  const head =
    typeof data === 'string'
      ? data.slice(0, 2048)
      : data && Buffer.from(data.buffer, data.byteOffset, Math.min(data.byteLength, 2048)).latin1Slice();
  const host = head && FIRST_LINE.exec(head)?.[1];
  return isAwsHost(host) ? host : undefined;
}

// --- Requests ----------------------------------------------------------------------------------------------------

/** An agent may lead a request through a proxy of any kind, and never look the name up. */
function guardRequests() {
  for (const module of [http, https]) {
    let agent;
    replace(module, 'request', (request) => {
      return function (...args) {
        const given = args.filter((each) => typeof each === 'object' && each !== null);
        const host = requestedHost(args[0], given);
        if (!isAwsHost(host)) return request.apply(this, args);
        // Its own agent looks the name up, which ends it where the caller waits for its end.
        agent ??= new module.Agent();
        const plain = { agent, createConnection: undefined, socketPath: undefined };
        const callback = args.find((each) => typeof each === 'function');
        return typeof args[0] === 'object' && given.length === 1 && !(args[0] instanceof URL)
          ? request.call(this, { ...args[0], ...plain }, callback)
          : request.call(this, args[0], { ...given.find((each) => each !== args[0]), ...plain }, callback);
      };
    });
    replace(module, 'get', () => {
      return function (...args) {
        const request = module.request(...args);
        request.end();
        return request;
      };
    });
  }
}

function requestedHost(first, given) {
  const options = given.findLast((each) => !(each instanceof URL)) ?? {};
  const host = options.hostname ?? options.host;
  if (host) return String(host).replace(/:\d+$/, '');
  try {
    return new URL(first).hostname;
  } catch {
    return undefined;
  }
}
