/** Calls over HTTP to what a project deploys, which no model of AWS describes: an API, the URL of a function, a GraphQL API. */

export interface HttpAction {
  /** As IAM has it: `execute-api:Invoke`. Source: AWS, Service Authorization Reference. */
  readonly service: string;
  readonly action: string;
}

/** By what requests are signed for. */
export const HTTP_ACTIONS: ReadonlyMap<string, HttpAction> = new Map([
  ['execute-api', { service: 'execute-api', action: 'Invoke' }],
  ['lambda-url', { service: 'lambda', action: 'InvokeFunctionUrl' }],
  ['appsync-api', { service: 'appsync', action: 'GraphQL' }],
]);

/** @param name as mocks have it */
export function isHttpAction(name: string): boolean {
  return [...HTTP_ACTIONS.values()].some(({ service, action }) => name === `${service}:${action}`);
}
