import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { choice } from '../parameters';
import { matching, oneOf } from '../shape';
import { eventSource } from '../source';

const CLICKS = ['SINGLE', 'DOUBLE', 'LONG'] as const;

export const iotButton = eventSource({
  name: 'iot-button',
  title: () => phrase`IoT: a button is pressed`,
  service: 'IoT Core',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/services-iot.html',
  parameters: { click: choice(CLICKS, () => phrase`how it is pressed`) },
  describe: ({ click }, fresh) => ({
    serialNumber: matching(`G030${fresh.capitals(12)}`, /^\w+$/, phrase`It must have only letters and digits.`),
    batteryVoltage: matching(`${fresh.number(1400, 1700)}mV`, /^\d+ ?mV$/, phrase`It must be such as 1567mV.`),
    clickType: oneOf(click, ...CLICKS),
  }),
  caller: queuedCaller,
});
