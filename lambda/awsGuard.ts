/** The guard that keeps handlers from AWS by name, as the environment of a process carries it into all that it starts. */
import path from 'node:path';
import { findBootstraps } from './bootstrapFolder';
import type { AwsTarget } from './lambda';
import { RUNTIMES } from './runtimes';
import type { Preload } from './runtimes/runtime';

/** What to do about a call that nothing here answers, after the part that names it. */
export const REFUSAL_ADVICE =
  'is not sent to AWS, because no AWS target is chosen. Choose one with "Stepwise: Choose AWS Target", or in a terminal with --endpoint URL';

export interface GuardRequest {
  readonly target: Exclude<AwsTarget, { kind: 'aws' }>;
  /** Where `awsGuard.cjs` and `site/sitecustomize.py` lie. Absolute. */
  readonly bootstrapDir: string;
  /** What the process would have without it. */
  readonly variables: { readonly [name: string]: string | undefined };
}

/** The variables that load the guard into every program of the tree that a handler may be written in, before its own code. */
export function guardVariables({ target, ...request }: GuardRequest): { [name: string]: string } {
  return { STEPWISE_AWS_REFUSAL: guardSentence(target), ...preloadVariables('awsGuard', request) };
}

/** With target `aws`: the variables by which calls come by `localUrl`, where a mock may answer, on their way to AWS. */
export function routeVariables(
  localUrl: string,
  request: Pick<GuardRequest, 'bootstrapDir' | 'variables'>,
): { [name: string]: string } {
  return { STEPWISE_AWS_ROUTE: localUrl, ...preloadVariables('awsRoute', request) };
}

function preloadVariables(
  preload: Preload,
  { bootstrapDir, variables }: Pick<GuardRequest, 'bootstrapDir' | 'variables'>,
): { [name: string]: string } {
  const all = Object.values(RUNTIMES).map((runtime) => runtime.preloadVariables?.(preload, bootstrapDir, variables));
  return Object.assign({}, ...all) as { [name: string]: string };
}

/** For a process of ours that loads the guard itself, by the file that STEPWISE_AWS_GUARD names. */
export function ownGuardVariables(target: GuardRequest['target']): { [name: string]: string } {
  return {
    STEPWISE_AWS_REFUSAL: guardSentence(target),
    STEPWISE_AWS_GUARD: path.join(findBootstraps(), 'awsGuard.cjs'),
  };
}

/** What is wrong and what to do next, where code names AWS itself; the name follows in brackets. */
export function guardSentence(target: GuardRequest['target']): string {
  if (target.kind === 'mock') return `This call ${REFUSAL_ADVICE}.`;
  const services = Object.keys(target.services ?? {}).join(', ');
  const chosen = target.url ? `the endpoint ${target.url}` : `an endpoint for ${services} alone`;
  return (
    `This call is not sent to AWS: the target is ${chosen}. Let AWS_ENDPOINT_URL set the client's endpoint, ` +
    `or use the endpoint's address instead of AWS's.`
  );
}
