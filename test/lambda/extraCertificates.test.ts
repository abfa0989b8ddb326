/** Whom a handler trusts beside Node's own list: the file is read when something speaks TLS, not at the start. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lateCertificates } from '../../lambda/runtimes/extraCertificates';
import { answer, createHost, invoke } from './harness';

const TLS = path.join(import.meta.dirname, '..', 'run', 'fixtures', 'tls');
const AUTHORITY = path.join(TLS, 'authority.pem');

async function served(): Promise<number> {
  const [key, cert] = ['server.key', 'server.pem'].map((name) => readFileSync(path.join(TLS, name)));
  const server = createServer({ key, cert }, (_, response) => response.end('trusted'));
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  // It is trusted, and then its name is looked at, which is another's.
  [AUTHORITY, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [path.join(TLS, 'server.key'), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
])('with %s as NODE_EXTRA_CA_CERTS a server ends in %s', async (file, said) => {
  vi.stubEnv('NODE_EXTRA_CA_CERTS', file);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { host } = createHost();
  onTestFinished(() => host.dispose());
  const told = answer(await invoke(host, 'cjs/trusting.js', { port: await served() }));
  expect(told).toEqual({ own: said, fetched: said, thread: said, named: true });
});

test.each([
  [AUTHORITY, [20, 1, 0], { NODE_EXTRA_CA_CERTS: '', STEPWISE_EXTRA_CA_CERTS: AUTHORITY }],
  [AUTHORITY, [22, 0, 0], {}],
  [AUTHORITY, undefined, {}],
  ['/no/such/file.pem', [20, 1, 0], {}],
  ['', [20, 1, 0], {}],
  [undefined, [20, 1, 0], {}],
])('%s is put off by Node.js %j: %j', (file, version, variables) => {
  expect(lateCertificates(file, version)).toEqual(variables);
});
