/** Calls the Step Functions of another run on this machine, as an SDK would, once that has proven which run it is. */
import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { ConnectionLost, OneConnection, UnfitAnswer, type HttpAnswer } from './oneConnection';
import { addressOf, isProof, PROOF_PATH, type EndpointAddress } from './proof';
import { reasonOf } from '../../project/systemReason';

/** A request that carries it is for this run alone, and not passed on to others. */
export const DIRECT = 'x-stepwise-direct';

export type EndpointAnswer =
  | { readonly answer: JsonObject }
  /** The service's own refusal. */
  | { readonly refusal: string }
  /** Why there is no answer. `gone`: that run certainly does not listen there any more, and nothing was sent. */
  | { readonly problem: string; readonly gone?: boolean };

/** Milliseconds within which a token is answered: nothing is waited for there. */
const PATIENCE = 5000;

/** Bytes of a proof, and of an answer: the largest is that of an operation that lists. */
const LARGEST = { proof: 64, answer: 4 << 20 };

/**
 * @param url as `stepwise run` prints it; no other host than this machine is ever called
 * @param patience milliseconds for all of it
 */
export async function callEndpoint(
  url: string,
  operation: string,
  input: JsonObject,
  patience = PATIENCE,
): Promise<EndpointAnswer> {
  const address = addressOf(url);
  if (!address) {
    return {
      problem: phrase`${url} is not the endpoint of a run on this machine. It must look like http://127.0.0.1:PORT/SECRET.`,
    };
  }
  const connection = new OneConnection(address.port, patience);
  try {
    return (await doubt(connection, address, url, patience)) ?? (await ask(connection, address, url, operation, input));
  } finally {
    connection.close();
  }
}

/** Why what listens there is not the run of this URL; it is told neither the secret nor anything else before it proves. */
async function doubt(
  connection: OneConnection,
  address: EndpointAddress,
  url: string,
  patience: number,
): Promise<EndpointAnswer | undefined> {
  const nonce = randomBytes(32).toString('hex');
  try {
    const { text } = await connection.post(PROOF_PATH + nonce, {}, '', LARGEST.proof);
    if (isProof(text, address, nonce)) return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') return { problem: phrase`Nothing answers at ${url}: the run has ended.`, gone: true };
    if (connection.isLate) {
      const seconds = patience / 1000;
      return {
        problem: phrase`${url} did not prove within ${seconds} s that it is a run of Stepwise. ${nothingSent()}`,
      };
    }
    if (!(error instanceof UnfitAnswer) && !SPOKE_OTHERWISE.test(code)) {
      return { problem: phrase`${url} cannot be reached: ${reasonOf(error)}. ${nothingSent()}` };
    }
  }
  const other = phrase`The run at ${url} must have ended: another program listens there now.`;
  return { problem: `${other} ${nothingSent()}`, gone: true };
}

const nothingSent = (): string => phrase`None of your data was sent there.`;

/** It cut the connection, or does not speak HTTP. */
const SPOKE_OTHERWISE = /^(ECONNRESET|EPIPE|HPE_\w+|ERR_HTTP\w*)$/;

async function ask(
  connection: OneConnection,
  { secret }: EndpointAddress,
  url: string,
  operation: string,
  input: JsonObject,
): Promise<EndpointAnswer> {
  const headers = {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': `AWSStepFunctions.${operation}`,
    [DIRECT]: '1',
  };
  try {
    return read(await connection.post(`/${secret}`, headers, JSON.stringify(input), LARGEST.answer), url);
  } catch (error) {
    if (error instanceof ConnectionLost) return { problem: phrase`The run at ${url} has just ended. ${nothingSent()}` };
    const what = connection.isLate ? phrase`did not answer in time` : phrase`closed the connection before it answered`;
    return { problem: phrase`${url} ${what}. The call may or may not have arrived: look at the run.` };
  }
}

/** Only what an operation answers is an answer. */
function read({ status, headers, text }: HttpAnswer, url: string): EndpointAnswer {
  const body = objectOf(text);
  const { __type: code, message } = body ?? {};
  if (headers['x-amzn-requestid'] !== undefined && body) {
    if (status === 200) return { answer: body };
    if (typeof code === 'string' && typeof message === 'string') return { refusal: `${code}: ${message}` };
  }
  return {
    problem: phrase`${url} sent an answer that Step Functions would not send. It may be another version of Stepwise.`,
  };
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonObject;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
