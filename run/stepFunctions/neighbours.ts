/**
 * The other runs of this user on this machine, so that a token is answered from any of them: a handler that is run alone, or
 * a terminal, answers the task of a workflow that runs elsewhere.
 */
import type { JsonObject } from '../../core/json';
import { addresses } from './addresses';
import { callEndpoint, type EndpointAnswer } from './callEndpoint';

type Answered = Exclude<EndpointAnswer, { problem: string }>;

/**
 * Asks every other run at once. One that does not prove which run it is, or says nothing, counts as gone. Never fails.
 *
 * @param own the endpoint that need not be asked
 * @param patience milliseconds for each
 * @returns what the run answers that knows the token; undefined where none does
 */
export async function askNeighbours(
  operation: string,
  input: JsonObject,
  own?: string,
  patience?: number,
): Promise<Answered | undefined> {
  const others = (await addresses()).filter(({ url }) => url !== own);
  const asked = others.map(async ({ url, forget }): Promise<Answered> => {
    const answer = await callEndpoint(url, operation, input, patience);
    if ('problem' in answer && answer.gone) forget();
    if ('problem' in answer || isUnknown(answer)) throw new Error('It is not the one.');
    return answer;
  });
  return Promise.any(asked).catch(() => undefined);
}

/** The run has no such token. */
function isUnknown(answer: Answered): boolean {
  return 'refusal' in answer && /^(TaskDoesNotExist|InvalidToken):/.test(answer.refusal);
}
