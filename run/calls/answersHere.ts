/** What answers a call of a service on this machine: the first that has it, the same for states and handlers. */
import type { JsonObject } from '../../core/json';
import type { CallMocks, NamedAction } from '../mocks/callMocks';
import { jsonOf } from './membersAsJson';
import { occurrencesOf } from './occurrences';
import type { ServiceAnswer, ServiceCall } from './serviceCall';
import type { StandIns } from './standIns';
import type { Triggers } from './triggers';

export interface Answerer {
  readonly name: string;
  /** Whether it may have an answer, whatever the input; loads nothing. */
  mayAnswer(action: NamedAction, around: CallSurroundings): boolean;
  /** Undefined: not mine, ask the next. */
  answer(call: ServiceCall, around: CallSurroundings): Promise<ServiceAnswer | undefined> | ServiceAnswer | undefined;
}

/** What answerers are given of the run. */
export interface CallSurroundings {
  readonly callMocks: CallMocks;
  /** Absent: nothing stands in for a service. */
  readonly standIns?: StandIns;
  /** Hears what a call makes happen; absent: nobody wants to know. */
  readonly triggers?: Pick<Triggers, 'happened'>;
}

const mocks: Answerer = {
  name: 'mock',
  mayAnswer: (action, { callMocks }) => callMocks.has(action),
  answer(call, { callMocks }) {
    const input = jsonOf(call.input) as JsonObject;
    const mock = callMocks.next(call, input);
    if (!mock) return undefined;
    if ('return' in mock) {
      return { type: 'success', output: outputOf(mock.return), by: 'mock', stays: callMocks.stays(call, input) };
    }
    return { type: 'failure', name: mock.error, message: mock.cause ?? '', by: 'mock' };
  },
};

const standIns: Answerer = {
  name: 'stand-in',
  mayAnswer: (action, { standIns }) => standIns?.mayAnswer(action) === true,
  answer: (call, { standIns }) => standIns?.answer(call),
};

/** Asked in this order. After them come, each in the way of whoever calls: an endpoint, AWS where it was chosen, a person. */
const ANSWERERS: readonly Answerer[] = [mocks, standIns];

export function mayAnswerHere(action: NamedAction, around: CallSurroundings): boolean {
  return ANSWERERS.some((each) => each.mayAnswer(action, around));
}

export async function answerHere(call: ServiceCall, around: CallSurroundings): Promise<ServiceAnswer | undefined> {
  for (const answerer of ANSWERERS) {
    const answer = answerer.mayAnswer(call, around) && (await answerer.answer(call, around));
    if (!answer) continue;
    if (answer.type === 'success') tellTriggers(call, around);
    return answer;
  }
  return undefined;
}

/** Of a call that has been answered, by whoever: what has happened by it. */
export function tellTriggers(call: ServiceCall, { triggers }: CallSurroundings): void {
  if (triggers) occurrencesOf(call).forEach((each) => triggers.happened(each));
}

/** What a service answers is an object, if nothing is said of it an empty one. */
function outputOf(value: unknown): ServiceCall['input'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ServiceCall['input']) : {};
}
