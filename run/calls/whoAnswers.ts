/** Who answers a call of a service: the first that has it, the same for states and handlers, asked before a call is made as when it is. */
import type { JsonObject } from '../../core/json';
import type { AwsServices } from '../awsSdk/awsServices';
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
  /** Whether it has one, as far as a call is known that is still to be made. */
  willAnswer(call: ServiceCall, around: CallSurroundings): Promise<boolean> | boolean;
  /** Undefined: not mine, ask the next. Absent: it is asked by whoever calls, an SDK's client or with the handler's own bytes. */
  answer?(call: ServiceCall, around: CallSurroundings): Promise<ServiceAnswer | undefined> | ServiceAnswer | undefined;
}

/** What answerers are given of the run. */
export interface CallSurroundings {
  readonly callMocks: CallMocks;
  /** Absent: nothing stands in for a service. */
  readonly standIns?: StandIns;
  /** Absent: no call leaves. */
  readonly aws?: Pick<AwsServices, 'destinationOf'>;
  /** Hears what a call makes happen; absent: nobody wants to know. */
  readonly triggers?: Pick<Triggers, 'happened'>;
}

const mocks: Answerer = {
  name: 'mock',
  mayAnswer: (action, { callMocks }) => callMocks.has(action),
  willAnswer: (call, { callMocks }) => callMocks.hasForAny(call),
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
  willAnswer: (call, { standIns }) => standIns?.keeps(call) ?? false,
  answer: (call, { standIns }) => standIns?.answer(call),
};

const outside: Answerer = {
  name: 'outside',
  mayAnswer: ({ service }, around) => goesOut(service, around),
  willAnswer: ({ service }, around) => goesOut(service, around),
};

/** Asked in this order; after them a person. */
const ANSWERERS: readonly Answerer[] = [mocks, standIns, outside];

/** Whether anything may. */
export function mayAnswer(action: NamedAction, around: CallSurroundings): boolean {
  return ANSWERERS.some((each) => each.mayAnswer(action, around));
}

/** Whether anything on this machine may. */
export function mayAnswerHere(action: NamedAction, around: CallSurroundings): boolean {
  return ANSWERERS.some((each) => each.answer !== undefined && each.mayAnswer(action, around));
}

/** Whether anything would, if the call were made. */
export async function willAnswer(call: ServiceCall, around: CallSurroundings): Promise<boolean> {
  for (const answerer of ANSWERERS) {
    if (answerer.mayAnswer(call, around) && (await answerer.willAnswer(call, around))) return true;
  }
  return false;
}

/** Whether a service's calls leave this machine, where nothing here answers them. */
export function goesOut(service: string, { aws }: Pick<CallSurroundings, 'aws'>): boolean {
  return aws?.destinationOf(service) !== undefined;
}

/** By what is on this machine. */
export async function answerHere(call: ServiceCall, around: CallSurroundings): Promise<ServiceAnswer | undefined> {
  for (const answerer of ANSWERERS) {
    const answer = answerer.mayAnswer(call, around) && (await answerer.answer?.(call, around));
    if (!answer) continue;
    if (answer.type === 'success') tellTriggers(call, around);
    return answer;
  }
  return undefined;
}

/** Of a call that has been answered here, by whoever: what AWS would have made happen by it. */
export function tellTriggers(call: ServiceCall, { triggers }: CallSurroundings): void {
  if (triggers) occurrencesOf(call).forEach((each) => triggers.happened(each));
}

/** What a service answers is an object, if nothing is said of it an empty one. */
function outputOf(value: unknown): ServiceCall['input'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ServiceCall['input']) : {};
}
