/** An answer to a handler's call, made up of what AWS's model says, what the handler's code reads, and what it was asked for. */
import type { DataReads } from '../../core/handlers/dataReads';
import { isJsonObject, type Json } from '../../core/json';
import { tableOf } from '../calls/catalogue';
import type { MockQuestion } from '../run';
import { echoed } from './echoed';

/** @param readsOf what the code reads of a member of the answer, by its name */
export async function answerToCall(
  { action = '', input, suggestion }: Pick<MockQuestion, 'action' | 'input' | 'suggestion'>,
  readsOf: (member: string) => DataReads | undefined,
): Promise<Json> {
  const sample = JSON.parse(suggestion) as Json;
  const [service = '', name = ''] = action.split(':');
  const operation = tableOf(service)?.operations.get(name);
  if (!operation?.output || !isJsonObject(sample)) return echoed(sample, input as Json);
  const { answerToCode } = await import('../../core/infer');
  return echoed(answerToCode(operation.output, sample, readsOf), input as Json, operation);
}
