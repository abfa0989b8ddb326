/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the SDK's process too */
// The way out of this machine where it is not the direct one: which proxy stands before a host, an agent that goes through
// it, and the certificates that a company adds. Names are not looked up here where a proxy does that.
// Source of the variables: curl, "Environment"; Node.js, `NODE_EXTRA_CA_CERTS`; OpenSSL, `SSL_CERT_FILE`.
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

/** Files of certificates, as programs of all kinds are told of them. */
const CERTIFICATE_FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'AWS_CA_BUNDLE'];

/** What the editor's settings say goes before the environment; nothing goes through a proxy to this machine itself. */
function proxyFor(url, { env, editor = {} }) {
  const { protocol, port } = url;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(host)) return undefined;
  const without = [...(editor.noProxy ?? []), ...(variable(env, 'NO_PROXY') ?? '').split(/[\s,]+/)];
  const portOrUsual = port || (protocol === 'https:' ? '443' : '80');
  if (without.some((pattern) => fits(pattern.toLowerCase(), host, portOrUsual))) return undefined;
  const ofScheme = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const inEnvironment = [ofScheme, 'ALL_PROXY'].find((name) => variable(env, name));
  const written = editor.url || (inEnvironment && variable(env, inEnvironment));
  if (!written) return undefined;
  const proxy = /^\w[\w+.-]*:\/\//.test(written) ? written : `http://${written}`;
  if (URL.canParse(proxy) && /^https?:\/\//i.test(proxy)) return new URL(proxy);
  // It may hold a password: it is shown to nobody.
  const where = editor.url ? '"http.proxy"' : inEnvironment;
  const other = /^socks/i.test(proxy) ? ': SOCKS is not spoken here' : '';
  throw new Error(`the proxy in ${where} must be an address such as http://proxy.example:3128${other}`);
}

/** Programs differ in which spelling they read; the small one is the older. */
function variable(env, name) {
  return env[name.toLowerCase()] || env[name] || undefined;
}

function isLoopback(host) {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

/** `*`, a host and those below it, a host with its port, an address, or a network such as 10.0.0.0/8. */
function fits(pattern, host, port) {
  if (pattern === '*') return true;
  const [, network, bits] = /^([\d.]+|[\da-f:]+)\/(\d+)$/.exec(pattern) ?? [];
  if (network !== undefined) return isInNetwork(host, network, Number(bits));
  const [, named = pattern, ofPort] = /^([^:]+|\[.*\]):(\d+)$/.exec(pattern) ?? [];
  if (ofPort !== undefined && ofPort !== port) return false;
  const bare = named.replace(/^\*?\.|^\[|\]$/g, '');
  return bare !== '' && (host === bare || host.endsWith(`.${bare}`));
}

function isInNetwork(host, network, bits) {
  const family = net.isIP(network);
  if (family === 0 || net.isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new net.BlockList();
  list.addSubnet(network, bits, type);
  return list.check(host, type);
}

/** An agent for requests to this address; each request may have one of its own, else its connections are kept where that is asked for. */
function agentFor(url, network) {
  const proxy = proxyFor(url, network);
  const secureContext = url.protocol === 'https:' || proxy?.protocol === 'https:' ? trusted(network.env) : undefined;
  const rejectUnauthorized = !(proxy && network.editor?.strictSsl === false);
  const options = { secureContext, rejectUnauthorized, keepAlive: network.keepAlive };
  if (!proxy) return url.protocol === 'https:' ? new https.Agent(options) : new http.Agent();
  return url.protocol === 'https:' ? new SecureTunnel(proxy, options) : new PlainTunnel(proxy, options);
}

class PlainTunnel extends http.Agent {
  constructor(proxy, options) {
    super();
    this.tunnel = { proxy, options };
  }

  createConnection(target, done) {
    connectThrough(this.tunnel, target, done);
  }
}

class SecureTunnel extends https.Agent {
  constructor(proxy, options) {
    super(options);
    this.tunnel = { proxy, options };
  }

  createConnection(target, done) {
    connectThrough(this.tunnel, target, (error, socket) => {
      if (error) return done(error);
      const { host, servername = net.isIP(host) ? '' : host } = target;
      const secured = tls.connect({ ...this.tunnel.options, socket, host, servername, ALPNProtocols: ['http/1.1'] });
      done(null, secured);
    });
  }
}

/** RFC 9110, "CONNECT". */
function connectThrough({ proxy, options }, { host, port, signal }, done) {
  const authority = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
  const [username, password] = [proxy.username, proxy.password].map(decoded);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const request = (proxy.protocol === 'https:' ? https : http).request({
    ...(proxy.protocol === 'https:' && options),
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...(proxy.username && { 'proxy-authorization': authorization }) },
    agent: false,
    signal,
  });
  request.once('connect', ({ statusCode }, socket) => {
    if (statusCode === 200) return done(null, socket);
    socket.destroy();
    const why = statusCode === 407 ? ': it wants a name and a password in its address' : '';
    done(new Error(`the proxy ${proxy.host} answers ${statusCode}${why}`));
  });
  request.once('response', ({ statusCode }) => {
    request.destroy();
    done(new Error(`the proxy ${proxy.host} answers ${statusCode}`));
  });
  request.once('error', (error) => done(new Error(`the proxy ${proxy.host}: ${reasonOf(error)}`)));
  request.end();
}

/** A bare percent sign is one. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let known;

/** Whom TLS trusts: as Node does, and besides the files of the environment, and the system's own store where Node can read it. */
function trusted(env) {
  const files = CERTIFICATE_FILES.flatMap((name) => (env[name] ? [env[name]] : []));
  const key = files.join('\0');
  if (known?.key !== key) known = { key, context: contextOf(files) };
  return known.context;
}

function contextOf(files) {
  const added = [...files.flatMap(certificatesIn), ...systemCertificates()];
  if (added.length === 0) return undefined;
  const usual = tls.getCACertificates?.('default') ?? tls.rootCertificates;
  return tls.createSecureContext({ ca: [...new Set([...usual, ...added])] });
}

/** A file that is not there is passed over, as Node passes it over: the connection says who is not trusted. */
function certificatesIn(file) {
  try {
    const text = fs.readFileSync(file, 'utf8');
    return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  } catch {
    return [];
  }
}

function systemCertificates() {
  try {
    return tls.getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}

const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Why no connection came about. */
function reasonOf(error) {
  if (UNTRUSTED.has(error.code)) {
    return 'its certificate comes from an authority that is not trusted here. If it is that of your company, set NODE_EXTRA_CA_CERTS to the file of its certificate (PEM)';
  }
  const inner = Array.isArray(error.errors) ? error.errors.map((each) => each.message).join('; ') : '';
  return error.message || inner || String(error.code ?? error.name);
}

module.exports = { agentFor, proxyFor, reasonOf };
