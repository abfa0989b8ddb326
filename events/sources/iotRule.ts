import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { jsonObject } from '../parameters';
import { anyObject } from '../shape';
import { eventSource } from '../source';

export const iotRule = eventSource({
  name: 'iot-rule',
  title: () => phrase`IoT Core: what the SQL of a rule selects`,
  service: 'IoT Core',
  page: 'https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html',
  parameters: {
    payload: jsonObject(
      { deviceId: 'greenhouse-7', temperature: 21.4 },
      () => phrase`the message, as the SQL of the rule selects it`,
    ),
  },
  isFree: true,
  describe: ({ payload }) => anyObject(payload),
  filled: { payload: { at: [] } },
  caller: queuedCaller,
});
