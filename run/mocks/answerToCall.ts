/** An answer to a handler's call, made up of what AWS's model says, what the handler's code reads, and what it was asked for. */
import type { DataReads } from '../../core/handlers/dataReads';
import { isJsonObject, type Json } from '../../core/json';
import { tableOf } from '../calls/catalogue';
import type { MockQuestion } from '../run';

/** @param readsOf what the code reads of a member of the answer, by its name */
export async function answerToCall(
  { action = '', input, suggestion }: Pick<MockQuestion, 'action' | 'input' | 'suggestion'>,
  readsOf: (member: string) => DataReads | undefined,
): Promise<Json> {
  const sample = JSON.parse(suggestion) as Json;
  const [service = '', operation = ''] = action.split(':');
  const output = tableOf(service)?.operations.get(operation)?.output;
  if (!output || !isJsonObject(sample)) return echoed(sample, input as Json);
  const { answerToCode } = await import('../../core/infer');
  return echoed(answerToCode(output, sample, readsOf), input as Json);
}

/** What an answer calls as the question does, it has of the question; an item is asked for by its key. */
function echoed(answer: Json, input: Json): Json {
  if (!isJsonObject(answer) || !isJsonObject(input)) return answer;
  const told = Object.entries(answer).map(([name, value]) => {
    const asked = Object.hasOwn(input, name) ? input[name]! : value;
    return [name, typeof asked === typeof value && !Array.isArray(value) ? asked : value] as const;
  });
  const { Key: key } = input;
  const { Item: item } = answer;
  const isItem = isJsonObject(item) && isJsonObject(key);
  return { ...Object.fromEntries(told), ...(isItem && { Item: { ...item, ...key } }) };
}
