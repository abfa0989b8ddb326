/** An answer to one call of a service, to start a mock from. */
import type { Json, JsonObject } from '../../json';
import { knownResponse, sampleResponse } from '../integrations';
import { inApi } from './definitionNames';
import { sampleOutput } from './sampleOutput';
import type { Operation } from './serviceTable';

/**
 * What is known of the action's answer, which may be that it is empty; else what its name tells and the model has; else
 * the output as the model has it. Members that a request asks for are there where it does.
 *
 * @param resource the action as a definition calls it
 * @param input what the call gives, in the API's names
 */
export function sampleAnswer(resource: string, operation: Operation, input: JsonObject): JsonObject {
  const { output } = operation;
  const known = knownResponse(resource);
  const answer = inApi(known ?? sampleResponse(resource), output) as JsonObject;
  const isAnswer = known ?? Object.keys(answer).some((name) => output?.members.has(name));
  return withAsked(isAnswer ? answer : (sampleOutput(output) as JsonObject), operation, input, known);
}

/** Levels below a member that was asked for are few: a person wants the first. */
const DEPTH_OF_ASKED = 2;

function withAsked(
  answer: JsonObject,
  { input: takes, output }: Operation,
  input: JsonObject,
  known: JsonObject = {},
): JsonObject {
  const sample = { ...answer };
  for (const argument of takes?.members.values() ?? []) {
    const member = output?.members.get(askedBy(argument.name) ?? '');
    // `ReturnSubscriptionArn` says what is returned there, not whether: what may be NONE does.
    if (!member || argument.type.kind !== 'enum') continue;
    const asked: Json = Object.hasOwn(input, argument.name) ? input[argument.name]! : NONE;
    if (asked === NONE) delete sample[member.name];
    else if (!Object.hasOwn(known, member.name)) sample[member.name] = sampleOutput(member.type, DEPTH_OF_ASKED);
  }
  return sample;
}

const NONE = 'NONE';

/** Arguments that ask for a member of another name. Source: DynamoDB API, "PutItem"; S3 API, "Requester Pays". */
const ASKED: { readonly [argument: string]: string } = { ReturnValues: 'Attributes', RequestPayer: 'RequestCharged' };

/** The member of the output that comes only where this argument asks for it: `ConsumedCapacity` of `ReturnConsumedCapacity`. */
function askedBy(argument: string): string | undefined {
  return ASKED[argument] ?? /^Return([A-Z]\w*)$/.exec(argument)?.[1];
}
