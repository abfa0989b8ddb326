/** Makes the calls of a plan, one after the other, and keeps what the service answers. */
import type { Json } from '../../core/json';
import type { PlannedCall } from './plan';

/** What the service answers; `broken`: no answer came. */
export type ServiceAnswer =
  | { readonly type: 'success'; readonly output: Json }
  | { readonly type: 'failure'; readonly name: string; readonly message: string; readonly status?: number }
  | { readonly type: 'broken'; readonly message: string };

export interface Measured {
  readonly call: PlannedCall;
  readonly answer: Exclude<ServiceAnswer, { type: 'broken' }>;
}

export interface MeasureOptions {
  /** @param command such as `TestState` */
  send(command: string, input: Json, signal: AbortSignal): Promise<ServiceAnswer>;
  /** Milliseconds between tries; rejects where the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** Heard after each call. */
  told?(done: number): void;
}

export interface Measurement {
  readonly measured: readonly Measured[];
  /** Why the rest was not asked: sentences of the service's, by what was refused. */
  readonly stopped: readonly { readonly command: string; readonly message: string }[];
  readonly isInterrupted: boolean;
}

export const COMMANDS = { validation: 'ValidateStateMachineDefinition', test_state: 'TestState' } as const;

const THROTTLED = /^(?:Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded)$/;
const REFUSED =
  /^(?:AccessDenied|AccessDeniedException|UnrecognizedClientException|ExpiredToken(?:Exception)?|InvalidClientTokenId|UnknownOperationException)$/;
const TRIES = 6;
const FIRST_WAIT_MS = 1000;

/** Never rejects: what was measured until something goes wrong is kept. */
export async function measure(calls: readonly PlannedCall[], options: MeasureOptions): Promise<Measurement> {
  const measured: Measured[] = [];
  const stopped: Measurement['stopped'][number][] = [];
  for (const call of calls) {
    if (options.signal.aborted) break;
    const command = COMMANDS[call.kind];
    // What an account may not do once it may not do a hundred times.
    if (stopped.some((each) => each.command === command)) continue;
    const answer = await patiently(command, requestOf(call), options);
    if (answer === undefined) break;
    if (answer.type === 'broken' || (answer.type === 'failure' && isRefusal(answer))) {
      const message = answer.type === 'broken' ? answer.message : `${answer.name}: ${answer.message}`;
      stopped.push({ command, message });
      continue;
    }
    measured.push({ call, answer });
    options.told?.(measured.length);
  }
  return { measured, stopped, isInterrupted: options.signal.aborted };
}

/** That it may not be asked, or not so: no word about the definition. */
function isRefusal({ name, message }: Extract<ServiceAnswer, { type: 'failure' }>): boolean {
  return (
    REFUSED.test(name) || THROTTLED.test(name) || (name === 'ValidationException' && /\brole(?:Arn)?\b/i.test(message))
  );
}

/** Waits twice as long each time the service is asked too often. Undefined: interrupted. */
async function patiently(command: string, input: Json, options: MeasureOptions): Promise<ServiceAnswer | undefined> {
  const { send, wait, signal } = options;
  try {
    for (let tries = 1; ; tries++) {
      const answer = await send(command, input, signal);
      if (signal.aborted) return undefined;
      if (answer.type !== 'failure' || !THROTTLED.test(answer.name) || tries === TRIES) return answer;
      await wait(FIRST_WAIT_MS * 2 ** (tries - 1), signal);
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    return { type: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}

/** As the SDK takes it, with names as state machines write them. */
function requestOf({ request }: PlannedCall): Json {
  return capitalized(request as unknown as Json);
}

function capitalized(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      capitalized(member),
    ]),
  );
}
