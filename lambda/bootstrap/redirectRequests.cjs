/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Sends requests for some hosts elsewhere: the same method, path, headers and bytes, to another address.
'use strict';
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { urlToHttpOptions } = require('node:url');

/**
 * @param addressOf of a host and the options of a request: where that goes; its path stands before theirs. Undefined: where it would
 * @param keepsHost whether they still say whom they were made for: a signature covers it
 * @param pathOf of a path and the host that it was written for: the path that is asked for instead
 */
module.exports = function redirectRequests(addressOf, { keepsHost = false, pathOf = (path) => path } = {}) {
  const { request } = https;
  https.request = function (...args) {
    const options = optionsOf(args);
    const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '');
    const address = addressOf(host, options);
    if (!address) return request.apply(this, args);
    const target = new URL(address);
    const asked = { ...options, path: pathOf(options.path ?? '/', host) };
    const send = target.protocol === 'https:' ? request : http.request;
    const callback = args.find((each) => typeof each === 'function');
    return send(towards(target, asked, keepsHost ? authority(host, options) : undefined), callback);
  };
  https.get = function (...args) {
    return https.request(...args).end();
  };
  // For `import { request } from 'https'`.
  syncBuiltinESMExports();
  redirectFetch(addressOf, keepsHost, pathOf);
};

/** Such as of a presigned URL that an older SDK has made. */
function redirectFetch(addressOf, keepsHost, pathOf) {
  const { fetch } = globalThis;
  if (typeof fetch !== 'function') return;
  const [ownRequest, ownHeaders] = [ownGlobal('Request'), ownGlobal('Headers')];
  globalThis.fetch = async function (input, init) {
    const [Request, Headers] = [ownRequest(), ownHeaders()];
    const url = new URL(input instanceof Request ? input.url : String(input));
    const path = `${url.pathname}${url.search}`;
    const options = {
      path,
      // Made for who asks for them: what is given may be an iterator, which can be read once.
      get headers() {
        return Object.fromEntries(new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined)));
      },
    };
    const address = url.protocol === 'https:' && addressOf(url.hostname, options);
    if (!address) return fetch.call(this, input, init);
    const asked = new Request(input, init);
    const sent = new Headers(asked.headers);
    // Its `host` is always that of the address.
    if (keepsHost) sent.set('x-stepwise-host', url.host);
    const routed = new Request(`${address.replace(/\/$/, '')}${pathOf(path, url.hostname)}`, asked);
    return fetch.call(this, routed, { headers: sent, ...(asked.body && { duplex: 'half' }) });
  };
}

/**
 * A class of Node.js's own, whatever a package puts in its place later. It is loaded at its first use, which takes longer than all
 * else that a handler's process begins with.
 */
function ownGlobal(name) {
  const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
  let kept = value;
  return () => {
    if (kept !== undefined || !get) return kept;
    const now = Object.getOwnPropertyDescriptor(globalThis, name);
    kept = get.call(globalThis);
    // Node's getter puts what it has loaded in its own place.
    if (now && now.get !== get) Object.defineProperty(globalThis, name, now);
    return kept;
  };
}

/** `request(url, options)` and `request(options)` alike. */
function optionsOf([first, second]) {
  if (typeof first !== 'string' && !(first instanceof URL)) return { ...first };
  return { ...urlToHttpOptions(new URL(first)), ...(typeof second === 'object' ? second : {}) };
}

function authority(host, { port }) {
  return port && Number(port) !== 443 ? `${host}:${port}` : host;
}

/** Without the caller's agent, whose way leads elsewhere. */
function towards(target, { headers, path, ...options }, host) {
  const given = headersOf(headers);
  const named = given.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? host;
  const kept = given.filter(([name]) => name.toLowerCase() !== 'host');
  return {
    method: options.method,
    auth: options.auth,
    signal: options.signal,
    timeout: options.timeout,
    protocol: target.protocol,
    hostname: target.hostname,
    port: target.port,
    path: target.pathname.replace(/\/$/, '') + path,
    headers: { ...Object.fromEntries(kept), ...(host !== undefined && { host: named }) },
  };
}

/** An object, or names and values in turn. */
function headersOf(headers) {
  if (!Array.isArray(headers)) return Object.entries(headers ?? {});
  if (Array.isArray(headers[0])) return headers;
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]]] : []));
}
