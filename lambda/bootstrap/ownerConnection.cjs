/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// The bootstrap's connection to its owner: HTTP/1.1 over one socket, by hand. That is the pipe which the owner holds anyway,
// the fourth of this process's files: there is nothing to connect, and no port to be asked for. The handler's packages may replace whatever
// they like of `http`, `net`, timers and globals (X-Ray, nock, fake timers): nothing here is looked up after their load.
'use strict';
const net = require('node:net');

const { Promise, Uint8Array } = globalThis;
const { byteLength } = Buffer;
const uncurried = Function.prototype.bind.bind(Function.prototype.call);
const [latin1, utf8] = [Buffer.prototype.latin1Slice, Buffer.prototype.utf8Slice].map((method) => uncurried(method));
const [slice, subarray, set] = ['slice', 'subarray', 'set'].map((name) => uncurried(Uint8Array.prototype[name]));

const CHUNK = 65536;
const PIPE = 3;

/** A queue of bytes: they are put together when enough have come. */
class Received {
  length = 0;
  #chunks = [];

  add(chunk) {
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  all() {
    if (this.#chunks.length !== 1) {
      const whole = new Uint8Array(this.length);
      let at = 0;
      for (const chunk of this.#chunks) {
        set(whole, chunk, at);
        at += chunk.length;
      }
      this.#chunks = [whole];
    }
    return this.#chunks[0];
  }

  take(length) {
    const all = this.all();
    this.#chunks = [subarray(all, length)];
    this.length -= length;
    return subarray(all, 0, length);
  }
}

/** Where the head of an answer ends: behind an empty line; -1 where that has not come. */
function headEnd(bytes) {
  for (let at = 0; at + 3 < bytes.length; at++) {
    if (bytes[at] === 13 && bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10) return at + 4;
  }
  return -1;
}

function readHead(bytes) {
  const [first, ...lines] = latin1(bytes).split('\r\n');
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { status: Number(first.split(' ')[1]), headers };
}

function linesOf(fields) {
  let lines = '';
  for (const name in fields) lines += `${name}: ${fields[name]}\r\n`;
  return lines;
}

/**
 * @param {string} address host and port
 * @param {string} session says that it is the bootstrap that asks
 * @param {() => void} lost called when the connection ends, which lasts as long as the owner
 * @returns connects; then sends requests, whose answers come in their order
 */
module.exports = function connectToOwner(address, session, lost) {
  const [host, port] = address.split(':');
  const waiting = [];
  const received = new Received();
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  let head;

  /** Hands out each answer that is there as a whole. */
  const answer = () => {
    for (;;) {
      if (!head) {
        const end = headEnd(received.all());
        if (end < 0) return;
        head = readHead(received.take(end));
      }
      const length = Number(head.headers['content-length'] ?? 0);
      if (received.length < length) return;
      const body = utf8(received.take(length));
      const whole = { ...head, body };
      head = undefined;
      waiting.shift()(whole);
    }
  };

  return new Promise((connected) => {
    const onread = {
      buffer,
      callback(length) {
        received.add(slice(buffer, 0, length));
        answer();
        return true;
      },
    };
    // On Windows a thread of its own reads that pipe, to see it close.
    const isPiped = process.platform !== 'win32';
    const socket = isPiped
      ? new net.Socket({ fd: PIPE, readable: true, writable: true, onread })
      : net.connect({ host, port: Number(port), noDelay: true, onread });
    keepOwn(socket);
    const send = (method, route, more, body = '') => {
      const fields = { Host: address, 'Stepwise-Session': session, ...more };
      socket.write(`${method} ${route} HTTP/1.1\r\n${linesOf(fields)}\r\n${body}`);
    };
    socket.on('error', lost);
    socket.on('close', lost);
    const connection = {
      /** Whether the wait for an answer keeps the process alive. */
      hold: (holds) => void (holds ? socket.ref() : socket.unref()),
      /** A request whose body comes in pieces; nothing else may be sent until it ends. */
      open(method, route, more) {
        send(method, route, { 'Transfer-Encoding': 'chunked', ...more });
        return {
          /** @param sent called once the piece has left */
          write(bytes, sent) {
            socket.write(`${bytes.length.toString(16)}\r\n`);
            socket.write(bytes);
            socket.write('\r\n', sent);
          },
          end(trailers = {}) {
            socket.write(`0\r\n${linesOf(trailers)}\r\n`);
            return new Promise((resolve) => waiting.push(resolve));
          },
        };
      },
      call(method, route, body = '', more = {}) {
        return new Promise((resolve) => {
          waiting.push(resolve);
          send(method, route, { 'Content-Length': byteLength(body), ...more }, body);
        });
      },
    };
    if (isPiped) connected(connection);
    else socket.on('connect', () => connected(connection));
  });
};

/** Gives an object all that it inherits for its own: what is replaced in its classes later is not replaced in it. */
function keepOwn(object) {
  let owner = Object.getPrototypeOf(object);
  for (; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const key of Reflect.ownKeys(owner)) {
      if (key === 'constructor' || Object.hasOwn(object, key)) continue;
      Object.defineProperty(object, key, Object.getOwnPropertyDescriptor(owner, key));
    }
  }
}
