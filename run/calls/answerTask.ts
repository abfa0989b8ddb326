/** Between a task and what answers on this machine: names as a definition has them, and as the service's API does. */
import { inApi, inDefinition } from '../../core/catalog/services/definitionNames';
import type { ServiceTable } from '../../core/catalog/services/serviceTable';
import type { TaskCall } from '../../core/interpreter/host';
import type { JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { failureOf, isSdkCall } from '../awsSdk/sdkOutcome';
import { completeAnswer } from '../mocks/completeAnswer';
import type { RunServices } from '../run';
import { serviceOf, type Answer } from '../runners/callService';
import { sdkMetadata } from '../sdkMetadata';
import { answerHere } from './whoAnswers';
import { tableOf } from './catalogue';
import { jsonOf } from './membersAsJson';
import type { ServiceFailure } from './serviceCall';

/** @param command as `GetItem` */
export async function answerTask(
  call: TaskCall,
  run: RunServices,
  command: string,
  parameters: JsonObject,
): Promise<Answer | undefined> {
  const table = tableOf(serviceOf(call));
  const operation = table?.operations.get(command);
  const input = inApi(parameters, operation?.input) as JsonObject;
  const answer = await answerHere({ service: table?.name ?? serviceOf(call), action: command, input }, run);
  if (!answer) return undefined;
  if (answer.type === 'failure') return failed(call, run, answer, table);
  const output = inDefinition(jsonOf(answer.output), operation?.output, { isSdk: isSdkCall(call) }) as JsonObject;
  if (answer.by === 'mock') return { output: completeAnswer(call, output) as JsonObject, stays: answer.stays };
  if (isSdkCall(call)) return { output };
  const contentType = 'application/x-amz-json-1.0';
  return { output: { ...output, ...sdkMetadata(run, { contentType, length: jsonText(output).length }) } };
}

/** What a state catches. A mock may say it whole: `S3.NoSuchKeyException`, `States.Timeout`. */
function failed(
  call: TaskCall,
  run: RunServices,
  { name, message, status, by }: ServiceFailure,
  table: ServiceTable | undefined,
): Answer {
  if (name.includes('.') || !table) return { type: 'failure', error: name, ...(message !== '' && { cause: message }) };
  const known = table.errors.find((each) => each.name === name || each.code === name);
  return failureOf(
    call,
    {
      type: 'failure',
      serviceId: table.id,
      name: known?.name ?? name,
      code: known?.code ?? name,
      // What a mock calls an error is meant so.
      isModelled: known !== undefined || by === 'mock',
      message,
      status: known?.status ?? status ?? 400,
      requestId: run.uuid(),
      attempts: 1,
    },
    undefined,
  );
}
