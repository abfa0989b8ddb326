/** An answer to a handler's call, made up of what AWS's model says, what the handler's code reads, and what it was asked for. */
import type { AnswerReads } from '../../core/handlers/dataReads';
import { isHttpAction } from '../../core/catalog/services/httpActions';
import { isJsonObject, type Json } from '../../core/json';
import { tableOf } from '../calls/catalogue';
import type { MockQuestion } from '../run';
import { echoed } from './echoed';

export async function answerToCall(
  { action = '', input, suggestion }: Pick<MockQuestion, 'action' | 'input' | 'suggestion'>,
  reads?: AnswerReads,
): Promise<Json> {
  const sample = JSON.parse(suggestion) as Json;
  const [service = '', name = ''] = action.split(':');
  const operation = tableOf(service)?.operations.get(name);
  if (isHttpAction(action) && isJsonObject(sample)) {
    const read = reads?.httpBody();
    const { readAs } = await import('../../core/infer');
    return read ? { ...sample, body: readAs(read, 'body') } : sample;
  }
  if (!operation?.output || !isJsonObject(sample)) return echoed(sample, input as Json);
  const { answerToCode } = await import('../../core/infer');
  return echoed(
    answerToCode(operation.output, sample, (member) => reads?.of(member)),
    input as Json,
    operation,
  );
}
