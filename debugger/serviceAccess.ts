/** What a launched run may reach beyond this machine: endpoints, AWS where chosen, HTTP APIs; each by consent. */
import { parseResource } from '../core/catalog/integrations';
import type { Confirmation, ConfirmationAnswer, LaunchArguments } from '../messages/debugClient';
import type { Project } from '../project';
import { ConsentFile, Consents, refusal, targetPermissions } from '../run';
import type { RunBackend } from './launchedRun';

export interface ConsentSources {
  /** Absent: nobody is there to ask. */
  readonly ask?: (question: Confirmation) => Promise<ConfirmationAnswer>;
  readonly tell: (sentence: string) => void;
}

/** The consents of one run. No launch configuration grants any: it may come with somebody else's folder. */
export function runConsents(
  { root }: Pick<Project, 'root'>,
  { consentFile }: Pick<RunBackend, 'consentFile'>,
  { ask, tell }: ConsentSources,
): Consents {
  return new Consents({
    folder: root,
    file: consentFile === undefined ? undefined : new ConsentFile(consentFile),
    ask,
    tell,
  });
}

/**
 * Whether the run may begin with its AWS target: handlers are given it with their environment.
 *
 * @returns why it may not, with whether a person has to be told: not who has just declined
 */
export async function refusedTarget(
  { awsTarget = { kind: 'mock' }, awsAccount }: Pick<LaunchArguments, 'awsTarget' | 'awsAccount'>,
  consents: Consents,
): Promise<{ readonly sentence: string; readonly isNews: boolean } | undefined> {
  const wanted = targetPermissions(awsTarget, awsAccount);
  if ('problem' in wanted) return { sentence: wanted.problem, isNews: true };
  const verdict = await consents.allows(wanted, {});
  if (verdict === 'allowed') return undefined;
  return { sentence: refusal(consents.missing(wanted)), isNews: verdict === 'refused' };
}

/** `dynamodb` of `arn:aws:states:::aws-sdk:dynamodb:getItem`. */
export function serviceIn(resource: string): string {
  const parsed = parseResource(resource);
  return parsed?.kind === 'integration' ? parsed.service : resource;
}
