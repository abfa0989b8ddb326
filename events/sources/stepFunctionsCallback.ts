import { phrase } from '../../core/l10n/phrase';
import { taskTokenCaller } from '../callers/ignoring';
import { jsonObject } from '../parameters';
import { anyObject, matching, says } from '../shape';
import { eventSource } from '../source';

export const stepFunctionsCallback = eventSource({
  name: 'step-functions-callback',
  title: () => phrase`Step Functions: a Task state waits for the function's token`,
  service: 'Step Functions',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
  parameters: {
    input: jsonObject({ orderId: '1042' }, () => phrase`what the state passes on beside the token, as a JSON object`),
  },
  describe: ({ input }, fresh) => ({
    input: anyObject(input),
    taskToken: says(
      phrase`For SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. The state gives it its name.`,
      matching(`AQC${fresh.base64(180)}`, /^.{20,2048}$/, phrase`It must be a task token.`),
    ),
  }),
  caller: taskTokenCaller,
});
