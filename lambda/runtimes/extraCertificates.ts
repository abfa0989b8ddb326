/**
 * Whom a handler trusts beside Node's own list (NODE_EXTRA_CA_CERTS, as companies with a proxy of their own set it). Before
 * version 22 Node.js reads that file, and its own list, at its start, which takes it longer than all else together: there
 * our bootstrap does it once something speaks TLS (`bootstrap/extraCertificates.cjs`).
 */
import { existsSync } from 'node:fs';
import type { Version } from '../../processes/versions/version';

/** The first that reads them late by itself. */
const LATE = 22;

/**
 * Variables for Node.js's start.
 * @param file what NODE_EXTRA_CA_CERTS says; of one that is not there Node.js itself tells
 */
export function lateCertificates(
  file: string | undefined,
  version: Version | undefined,
): { readonly [name: string]: string } {
  const [line = LATE] = version ?? [];
  if (!file || line >= LATE || !existsSync(file)) return NONE;
  return { NODE_EXTRA_CA_CERTS: '', STEPWISE_EXTRA_CA_CERTS: file };
}

const NONE: { readonly [name: string]: string } = {};
