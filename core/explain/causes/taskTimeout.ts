import type { Json } from '../../json';
import { doubleOf, isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

const seconds = (value: Json | undefined): number | undefined => (isNumber(value) ? doubleOf(value) : undefined);

/** A task's time was up: whose answer did not come, and by which field. */
export const taskTimeout: Explain = ({ error, state }) => {
  if (!state || state.type !== 'Task' || !['States.Timeout', 'States.HeartbeatTimeout'].includes(error))
    return undefined;
  const { Resource: resource, TimeoutSeconds, HeartbeatSeconds, HeartbeatSecondsPath } = state.definition;
  const text = typeof resource === 'string' ? resource : '';
  const [time, beat] = [seconds(TimeoutSeconds), seconds(HeartbeatSeconds)];
  // With both fields nothing tells which of them it was.
  if (error === 'States.Timeout' && time !== undefined && (beat ?? HeartbeatSecondsPath) !== undefined)
    return undefined;
  const waitsForToken = text.endsWith('.waitForTaskToken');
  if (error === 'States.HeartbeatTimeout' || (beat !== undefined && time === undefined)) {
    if (beat === undefined) return undefined;
    return {
      sentence:
        waitsForToken || text.includes(':activity:')
          ? phrase`For ${beat} s (HeartbeatSeconds) nobody sent a heartbeat or an answer for the task's token.`
          : phrase`HeartbeatSeconds is ${beat}, and a call of this kind sends no heartbeats: only TimeoutSeconds limits it.`,
    };
  }
  if (time === undefined) return undefined;
  if (waitsForToken)
    return {
      sentence: phrase`Nobody sent SendTaskSuccess or SendTaskFailure with the task's token within ${time} s (TimeoutSeconds).`,
    };
  if (text.includes(':activity:'))
    return { sentence: phrase`No worker took the activity's task and answered within ${time} s (TimeoutSeconds).` };
  return { sentence: phrase`The state's TimeoutSeconds is ${time}: the call took longer.` };
};
