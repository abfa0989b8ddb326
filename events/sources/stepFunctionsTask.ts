import { phrase } from '../../core/l10n/phrase';
import { stateCaller } from '../callers/state';
import { jsonObject } from '../parameters';
import { anyObject } from '../shape';
import { eventSource } from '../source';

export const stepFunctionsTask = eventSource({
  name: 'step-functions-task',
  title: () => phrase`Step Functions: a Task state calls the function`,
  service: 'Step Functions',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html',
  parameters: { payload: jsonObject({ orderId: '1042' }, () => phrase`what the state passes on, as a JSON object`) },
  isFree: true,
  describe: ({ payload }) => anyObject(payload),
  filled: { payload: { at: [] } },
  caller: stateCaller,
});
