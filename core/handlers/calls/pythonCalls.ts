/** Calls by boto3: of clients, of resources and what they lead to, of paginators. */
import { closing, opening, type Piece } from '../pieces';
import { argumentsAt } from './argumentsAt';
import type { CodeClient } from './codeCall';
import type { PlacedCall } from './javascriptCalls';

/** Methods that are called otherwise than the operations they make. Source: boto3's API reference. */
const METHODS: { readonly [service: string]: { readonly [method: string]: readonly string[] } } = {
  s3: {
    upload_file: ['PutObject'],
    upload_fileobj: ['PutObject'],
    download_file: ['HeadObject', 'GetObject'],
    download_fileobj: ['HeadObject', 'GetObject'],
    put: ['PutObject'],
    get: ['GetObject'],
    delete: ['DeleteObject'],
    load: ['HeadObject'],
  },
  dynamodb: { batch_writer: ['BatchWriteItem'] },
};

/** Behind `boto3.client("s3")`, or `session.resource("s3")`: the service, and where what follows begins. */
function madeAt(
  pieces: readonly Piece[],
  at: number,
): { readonly client: CodeClient; readonly end: number } | undefined {
  const isMaker = pieces[at - 1]?.text === '.' && /^(?:client|resource)$/.test(pieces[at]!.text);
  if (!isMaker || pieces[at + 1]?.text !== '(') return undefined;
  const given = pieces[at + 2]?.text === 'service_name' ? at + 4 : at + 2;
  const { kind, text } = pieces[given] ?? { kind: 'mark', text: '' };
  return kind === 'string' ? { client: { service: text.slice(1, -1) }, end: closing(pieces, at + 2) } : undefined;
}

export function pythonClients(pieces: readonly Piece[]): Map<string, CodeClient> {
  const clients = new Map<string, CodeClient>();
  pieces.forEach((_, at) => {
    const made = madeAt(pieces, at);
    const name = made && nameBefore(pieces, at - 2);
    if (name !== undefined) clients.set(name, made!.client);
  });
  // A table of a resource, and the like.
  for (const [at, { text, kind }] of pieces.entries()) {
    const client = kind === 'name' ? clients.get(text) : undefined;
    const isPart = client && pieces[at + 1]?.text === '.' && /^[A-Z]/.test(pieces[at + 2]?.text ?? '');
    const name = isPart ? nameBefore(pieces, at) : undefined;
    if (name !== undefined) clients.set(name, client!);
  }
  return clients;
}

/** `name = ` or `self.name: Type = ` before a value that begins at a place, itself behind `self.`. */
function nameBefore(pieces: readonly Piece[], from: number): string | undefined {
  let at = from;
  for (;;) {
    if (pieces[at]?.text === ')') at = opening(pieces, at) - 1;
    if (pieces[at - 1]?.text !== '.') break;
    at -= 2;
  }
  if (pieces[at - 1]?.text !== '=') return undefined;
  let name = at - 2;
  while (name > 0 && pieces[name]!.indent === undefined && pieces[name - 1]?.text !== ':') name--;
  const isTyped = pieces[name - 1]?.text === ':' && pieces[name]?.indent === undefined;
  const named = pieces[isTyped ? name - 2 : at - 2];
  return named?.kind === 'name' ? named.text : undefined;
}

export function pythonCalls(pieces: readonly Piece[], clients: ReadonlyMap<string, CodeClient>): PlacedCall[] {
  return pieces.flatMap(({ kind, text }, at): PlacedCall[] => {
    if (kind !== 'name') return [];
    const made = madeAt(pieces, at);
    if (made) return callsBehind(pieces, made.end, made.client);
    const client = clients.get(text);
    return client ? callsBehind(pieces, at + 1, client) : [];
  });
}

function callsBehind(pieces: readonly Piece[], from: number, client: CodeClient): PlacedCall[] {
  let at = from;
  while (pieces[at]?.text === '.') {
    const { text: method = '' } = pieces[at + 1] ?? {};
    const isCall = pieces[at + 2]?.text === '(';
    if (isCall && !/^[A-Z]/.test(method)) return callsOf(pieces, at + 1, method, client);
    // `table.meta.client`, `s3.Object(bucket, key)`
    at = isCall ? closing(pieces, at + 3) : at + 2;
  }
  return [];
}

function callsOf(pieces: readonly Piece[], at: number, method: string, { service }: CodeClient): PlacedCall[] {
  const named = pieces[at + 2]?.kind === 'string' ? pieces[at + 2]!.text.slice(1, -1) : '';
  if (method === 'get_paginator') return [{ at, call: { service, action: named, input: {} } }];
  const own = METHODS[service];
  const actions = own && Object.hasOwn(own, method) ? own[method]! : [method];
  return actions.map((action) => ({ at, call: { service, action, input: argumentsAt(pieces, at + 1) } }));
}
