/** The profiles of a person's AWS configuration: their names and accounts, never their keys. Nothing is sent anywhere. */
import os from 'node:os';
import path from 'node:path';
import { readTextFile } from '../project/readRegularFile';

export interface AwsProfile {
  readonly name: string;
  /** Twelve digits, where the configuration says them: of single sign-on or of the role it takes on. */
  readonly account?: string;
  readonly role?: string;
  readonly region?: string;
}

/** docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html: both files, by profile. */
export function readProfiles(env: NodeJS.ProcessEnv = process.env): Promise<AwsProfile[]> {
  const home = path.join(homeFolder(), '.aws');
  const textOf = (file: string): string => readTextFile(file).text ?? '';
  const config = textOf(env['AWS_CONFIG_FILE'] ?? path.join(home, 'config'));
  const credentials = textOf(env['AWS_SHARED_CREDENTIALS_FILE'] ?? path.join(home, 'credentials'));
  return Promise.resolve(profilesIn(config, credentials));
}

export function profilesIn(config: string, credentials: string): AwsProfile[] {
  const found = new Map<string, Map<string, string>>();
  const take = (text: string, nameOf: (section: string) => string | undefined): void => {
    let fields: Map<string, string> | undefined;
    for (const line of text.split(/\r?\n/)) {
      const section = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
      if (section !== undefined) {
        const name = nameOf(section);
        fields = name === undefined ? undefined : (found.get(name) ?? new Map<string, string>());
        if (name !== undefined && fields) found.set(name, fields);
        continue;
      }
      const [, key, value] = /^([a-z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (key && value && READ.has(key)) fields?.set(key, value);
    }
  };
  take(config, (section) => (section === 'default' ? section : /^profile\s+"?([^"]+?)"?$/.exec(section)?.[1]));
  take(credentials, (section) => section);
  return [...found].map(([name, fields]) => {
    const [, roleAccount, role] =
      /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(fields.get('role_arn') ?? '') ?? [];
    return {
      name,
      account: roleAccount ?? fields.get('sso_account_id'),
      role: role ?? fields.get('sso_role_name'),
      region: fields.get('region'),
    };
  });
}

/** In many a container the user is a number that no list of users has, and has no folder. */
function homeFolder(): string {
  try {
    return os.homedir();
  } catch {
    return '';
  }
}

/** Keys and tokens are passed over. */
const READ = new Set(['role_arn', 'sso_account_id', 'sso_role_name', 'region']);
