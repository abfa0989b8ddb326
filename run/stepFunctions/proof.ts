/**
 * How an endpoint proves that it is the run whose URL it goes by, before anybody sends it that URL's secret: a run may die
 * without a word, and another program get its port. It is asked with a number that was never used before, and answers
 * with what only one who knows the secret can make of it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of `http://127.0.0.1:PORT/SECRET`, behind which a handler has the id of its process. */
export interface EndpointAddress {
  readonly port: number;
  readonly secret: string;
}

const URL_OF_RUN = /^http:\/\/(?:127\.0\.0\.1|localhost):([1-9]\d{0,4})\/([0-9a-f]{32})(?:\/[0-9a-f]{8})?\/?$/;

/** Undefined for a URL that no run has. */
export function addressOf(url: string): EndpointAddress | undefined {
  const [, port, secret] = URL_OF_RUN.exec(url) ?? [];
  return secret === undefined || Number(port) > 0xffff ? undefined : { port: Number(port), secret };
}

/** What is asked for with the nonce behind it. */
export const PROOF_PATH = '/stepwise-proof/';

/** 32 bytes in hexadecimal digits. */
const NONCE = /^[0-9a-f]{64}$/;

/** The nonce of a request for proof; undefined for every other path. */
export function nonceOf(path: string): string | undefined {
  const nonce = path.startsWith(PROOF_PATH) ? path.slice(PROOF_PATH.length) : '';
  return NONCE.test(nonce) ? nonce : undefined;
}

/**
 * HMAC-SHA-256 in hexadecimal digits. Its text says what it is for, so that it is of no use for anything else; and the
 * port, so that a program at another port cannot pass on the proof of a run that lives.
 */
export function proofOf({ port, secret }: EndpointAddress, nonce: string): string {
  return createHmac('sha256', secret).update(`stepwise endpoint\n127.0.0.1:${port}\n${nonce}`).digest('hex');
}

export function isProof(text: string, address: EndpointAddress, nonce: string): boolean {
  const given = Buffer.from(text);
  const expected = Buffer.from(proofOf(address, nonce));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
