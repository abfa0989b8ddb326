/** What a launched run may reach beyond this machine: endpoints, AWS where chosen, HTTP APIs; each by consent. */
import { parseResource } from '../core/catalog/integrations';
import type { AwsTarget } from '../lambda/lambda';
import type { Confirmation, LaunchArguments } from '../messages/debugClient';
import type { Project } from '../project';
import { AwsServices, SDK_DAY } from '../run';
import type { StartRunOptions } from '../run';

type Confirm = (question: Confirmation, signal: AbortSignal) => Promise<boolean>;

export function awsServices(
  project: Project,
  target: AwsTarget,
  { sdkDir, proxy }: Pick<LaunchArguments, 'sdkDir' | 'proxy'>,
  confirm: Confirm | undefined,
): AwsServices {
  return new AwsServices({
    target,
    region: target.kind === 'aws' ? target.region : 'us-east-1',
    endpoints: project.settings?.endpoints,
    // Asked for at the first call of a service: finding the functions takes a while.
    get folders() {
      return [project.root, ...project.functions.map(({ codeDir }) => codeDir)];
    },
    installFolder: sdkDir,
    proxy,
    mayInstall:
      confirm && ((client, folder, signal) => confirm({ kind: 'install', client, day: SDK_DAY, folder }, signal)),
  });
}

/** Allowed for the whole run, or asked about once for each method and host of it. */
export function requestPermission(
  { allowHttp }: Pick<LaunchArguments, 'allowHttp'>,
  confirm: Confirm | undefined,
): StartRunOptions['mayRequest'] {
  if (allowHttp === true) return () => Promise.resolve(true);
  if (!confirm) return undefined;
  const answers = new Map<string, Promise<boolean>>();
  return ({ method, url, state }, signal) => {
    const key = `${method} ${new URL(url).host}`;
    const answer = answers.get(key) ?? confirm({ kind: 'http', method, url, state }, signal);
    answers.set(key, answer);
    return answer;
  };
}

/** `dynamodb` of `arn:aws:states:::aws-sdk:dynamodb:getItem`. */
export function serviceIn(resource: string): string {
  const parsed = parseResource(resource);
  return parsed?.kind === 'integration' ? parsed.service : resource;
}
