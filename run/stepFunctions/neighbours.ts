/**
 * The endpoints of this user's runs on this machine, so that a token is answered from any of them: a handler that is
 * run alone, or a terminal, answers the task of a workflow that runs elsewhere. Each is a file that holds its URL, in a
 * folder that nobody else can read.
 */
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../core/json';
import { callEndpoint, type EndpointAnswer } from './callEndpoint';

/** Lets other runs find this endpoint. @returns withdraws it */
export function announce(url: string): () => void {
  const folder = sharedFolder();
  if (folder === undefined) return () => undefined;
  const file = path.join(folder, `${randomUUID()}.url`);
  try {
    writeFileSync(file, url, { mode: 0o600, flag: 'wx' });
  } catch {
    // Without it the URL itself still leads here.
    return () => undefined;
  }
  const withdraw = (): void => rmSync(file, { force: true });
  process.once('exit', withdraw);
  return () => {
    process.off('exit', withdraw);
    withdraw();
  };
}

/**
 * Asks every other run until one knows the token.
 *
 * @param own the endpoint that need not be asked
 * @returns undefined where none knows it
 */
export async function askNeighbours(
  operation: string,
  input: JsonObject,
  own?: string,
): Promise<Exclude<EndpointAnswer, { problem: string }> | undefined> {
  const folder = sharedFolder();
  for (const name of folder === undefined ? [] : readdirSync(folder)) {
    const file = path.join(folder!, name);
    const url = readText(file);
    if (url === undefined || url === own) continue;
    const answer = await callEndpoint(url, operation, input);
    // It died without a word, and its port may be another's by now.
    const isAnothers = 'refusal' in answer && answer.refusal.startsWith('AccessDeniedException:');
    if ('problem' in answer || isAnothers) {
      if (isAnothers || ('gone' in answer && answer.gone)) rmSync(file, { force: true });
    } else if (!('refusal' in answer) || !/^(TaskDoesNotExist|InvalidToken):/.test(answer.refusal)) return answer;
  }
  return undefined;
}

/** Undefined where it is not this user's alone. */
function sharedFolder(): string | undefined {
  const uid = process.getuid?.();
  const folder = path.join(os.tmpdir(), `stepwise-endpoints${uid === undefined ? '' : `-${uid}`}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    const isOurs = uid === undefined || (stat.uid === uid && (stat.mode & 0o077) === 0);
    return stat.isDirectory() && isOurs ? folder : undefined;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
