import path from 'node:path';
import type { AwsTarget } from '../lambda/lambda';
import { homeFolder } from '../project';
import type { Project } from '../project';
import { AwsServices, installedThing, SDK_DAY } from '../run';
import type { Consents } from '../run';
import type { Io } from './io';

/** Where clients of the AWS SDK are installed by consent, for every project that has none of its own. */
function installFolder(): string | undefined {
  const home = homeFolder();
  return home === undefined ? undefined : path.join(home, '.stepwise', 'aws-sdk');
}

/** The services behind the endpoints of the project and of the command line; AWS itself is not among them. */
export function awsServices(target: AwsTarget, project: Project, consents: Consents, io: Io): AwsServices {
  return new AwsServices({
    target,
    region: 'us-east-1',
    endpoints: project.settings?.endpoints,
    // Asked for at the first call of a service: finding the functions takes a while.
    get folders() {
      return [project.root, ...project.functions.map(({ codeDir }) => codeDir)];
    },
    installFolder: installFolder(),
    async mayInstall(client, folder, signal) {
      const verdict = await consents.allows([{ kind: 'install', client }], { folder, day: SDK_DAY }, signal);
      if (verdict === 'allowed') io.error(`Installing ${installedThing(client)} into ${folder}\n`);
      return verdict === 'allowed';
    },
  });
}
