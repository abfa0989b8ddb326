/** The protocol's word for a stop. */
import { StoppedEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../core/l10n/phrase';
import { errorWords } from '../run';
import type { Stop } from './executionControl';

export function stoppedEvent({ reason, point, breakpointIds, description }: Stop, threadId: number): StoppedEvent {
  const event: DebugProtocol.StoppedEvent = new StoppedEvent(reason, threadId);
  const { body } = event;
  body.allThreadsStopped = true;
  if (breakpointIds) body.hitBreakpointIds = [...breakpointIds];
  if (description !== undefined) {
    body.description = description;
    body.text = description;
  }
  if (reason === 'exception') {
    body.description = phrase`Stopped at an error of "${point.state.name}"`;
    body.text = errorWords(point.error ?? {});
  }
  return event;
}
