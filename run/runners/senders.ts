/** Who answers the commands that tasks send: what answers on this machine, an endpoint, AWS itself where that was chosen. */
import { phrase } from '../../core/l10n/phrase';
import { HTTP_URL } from '../../core/valueForms';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { JsonObject } from '../../core/json';
import { failureOf, outputOf } from '../awsSdk/sdkOutcome';
import { mayAnswerHere } from '../calls/whoAnswers';
import { originOf } from '../consent/origin';
import type { RunServices } from '../run';
import { serviceOf, type Answer, type Nobody, type Send } from './callService';

/** The first that has an answer. */
export function senderOf(call: TaskCall, run: RunServices, signal: AbortSignal): Send {
  return async (command, parameters) =>
    (await sendHere(call, run, command, parameters)) ?? (await sendOut(call, run, command, parameters, signal));
}

export async function sendHere(
  call: TaskCall,
  run: RunServices,
  command: string,
  parameters: JsonObject,
): Promise<Answer | undefined> {
  if (!mayAnswerHere({ service: serviceOf(call), action: command }, run)) return undefined;
  // The catalogue is not loaded for calls that nothing here answers.
  const { answerTask } = await import('../calls/answerTask');
  return answerTask(call, run, command, parameters);
}

/** Through the SDK, where somebody has allowed it. That AWS itself may be called is asked once, before the run begins. */
async function sendOut(
  call: TaskCall,
  run: RunServices,
  command: string,
  parameters: JsonObject,
  signal: AbortSignal,
): Promise<Answer | Nobody> {
  const service = serviceOf(call);
  const destination = run.aws?.destinationOf(service);
  if (!run.aws || !destination) return { nobody: {}, command };
  if (destination.endpoint !== undefined) {
    const origin = originOf(destination.endpoint);
    if (origin === undefined) return notSent(wrongEndpoint(service, destination.endpoint));
    const wanted = [{ kind: 'endpoint', origin } as const];
    const verdict = await run.consents.allows(wanted, { state: call.state.name }, signal);
    if (verdict !== 'allowed') return { nobody: { lacks: run.consents.missing(wanted) }, command };
  }
  run.recorder?.taskGoesOut(call);
  const answer = await run.aws.call(service, command, parameters, signal);
  // Something is to be set up, and no Catch shall hide it.
  if (typeof answer === 'string') return notSent(`${call.resource}: ${answer}`);
  if (answer.type === 'success') return { output: outputOf(call, answer) };
  run.recorder?.taskGoesOut(call, answer.type === 'failure' && answer.status !== undefined);
  return failureOf(call, answer as never, destination.endpoint);
}

/** The sentence about an endpoint that is no URL. */
export function wrongEndpoint(service: string, endpoint: string): string {
  return phrase`The endpoint of ${service} must be ${HTTP_URL.like()}, not ${JSON.stringify(endpoint)}.`;
}

function notSent(cause: string): Extract<TaskOutcome, { type: 'failure' }> {
  return { type: 'failure', error: 'States.Runtime', cause, terminal: true };
}
