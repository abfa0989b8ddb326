/** One call of a service that a handler makes: what it is called, and to whom it is told. */
import { jsonText, prettyJsonText } from '../../core/jsonText';
import type { IncomingMessage } from 'node:http';
import { actionInDefinition } from '../../core/catalog/services/javaNames';
import { sampleAnswer } from '../../core/catalog/services/sampleAnswer';
import { isJsonObject } from '../../core/json';
import { callSnippet } from '../../project';
import { readAddress } from '../../services/wire';
import type { Call } from '../../services/wire';
import { jsonOf } from '../calls/membersAsJson';
import type { MockQuestion } from '../run';
import type { Caller } from '../stepFunctions/service';
import type { CallName } from './refusal';

/** `dynamodb:GetItem`, as mocks have it. */
export function actionOf({ service, operation }: Call): string {
  return `${service.name}:${operation.name}`;
}

/** What a request means that the catalogue does not know: by its signature, by the resource in its path, by its path. */
export function describeRequest({
  url = '/',
  method = 'GET',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): CallName {
  const { path, resource, signedFor = '' } = readAddress({ url, headers });
  if (resource) return { service: resource.service, action: `${method} ${path} of ${resource.name}` };
  const target = headers['x-amz-target'];
  const [name = '', action] = typeof target === 'string' ? target.split('.') : [];
  if (action !== undefined) return { service: signedFor || name.replace(/_\d+$/, '').toLowerCase(), action };
  return { service: signedFor, action: `${method} ${path}` };
}

/** What a person is asked about it, with an answer to start from. @param where the state whose handler calls, else the function */
export function questionOfCall(call: Call, caller: Caller | undefined, functionName: string): MockQuestion {
  const action = actionOf(call);
  const resource = `arn:aws:states:::aws-sdk:${call.service.name}:${actionInDefinition(call.operation.name)}`;
  const input = jsonOf(call.input);
  const answer = sampleAnswer(resource, call.operation, isJsonObject(input) ? input : {});
  return {
    machine: caller?.machine ?? '',
    state: caller?.call.state.name ?? functionName,
    resource,
    input,
    suggestion: prettyJsonText(answer),
    snippet: callSnippet(action, { return: answer }),
    action,
  };
}

/** Characters of a request or an answer that views are given. */
const LONGEST = 20_000;

/** As views show it, JSON text: what is too long is told of by its length. */
export function shown(value: unknown): string {
  const text = jsonText(jsonOf(value));
  return text.length <= LONGEST ? text : JSON.stringify(`… ${text.length.toLocaleString('en')} characters`);
}
