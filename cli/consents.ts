import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { findProjectFolder } from '../project';
import { ConsentFile, originOf, permissionWords } from '../run';
import type { Grant, Permission } from '../run';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse as refuseCommand } from './commandLine';
import { optionsHelp } from './options';
import type { ParsedOptions } from './options';

export const OPTIONS = {
  project: {
    value: 'DIR',
    help: () => phrase`allow: the project's folder (default: the nearest parent folder with a deployment file)`,
  },
  host: {
    value: 'HOST|URL',
    many: true,
    help: () => phrase`allow: requests of HTTP Tasks and calls to endpoints may go there`,
  },
  env: {
    value: 'NAME',
    many: true,
    help: () => phrase`allow: this environment variable may go to each --host`,
  },
  connection: {
    value: 'NAME',
    many: true,
    help: () => phrase`allow: the contents of this connection may go to each --host`,
  },
  aws: {
    value: 'PROFILE',
    help: () => phrase`allow: handlers and tasks may call AWS with this profile, in --region`,
  },
  region: {
    value: 'REGION',
    help: () => phrase`allow: the region of --aws (default: us-east-1)`,
  },
  format: {
    value: 'text|json',
    values: ['text', 'json'],
    help: () => phrase`the format of the list`,
  },
  help: {
    help: () => phrase`show this help`,
  },
} as const;

type Options = ParsedOptions<typeof OPTIONS>['options'];

const usage = (): string => phrase`stepwise consents                       shows what you have allowed, folder by folder
stepwise consents allow [options]       allows it to the project of a folder, until you withdraw it
stepwise consents withdraw ID…          withdraws it

Only you decide what may leave this machine; no file of a project can. The editor asks you. In CI, use
--allow-host and --allow-env of "stepwise run". This command is for editors that cannot ask.

${optionsHelp(OPTIONS)}

Exit codes: 0 done, 2 could not be done.
`;

/** `stepwise consents`. */
export function consents(args: string[], io: Io): Promise<number> {
  return Promise.resolve(answer(args, io));
}

function answer(args: readonly string[], io: Io): number {
  const parsed = readCommandLine(args, { command: 'consents', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const refuse = (problem: string): number => refuseCommand('consents', problem, io);
  const { options, positionals } = parsed;
  if (io.consentFile === undefined) return refuse(phrase`You have no home folder, so consents cannot be kept.`);
  const file = new ConsentFile(io.consentFile);
  const [deed, ...ids] = positionals;
  const known = file.list();
  if ('problem' in known) return refuse(known.problem);
  if (deed === undefined) return show(known, options, io);
  if (deed === 'withdraw') {
    const unknown = ids.find((id) => !known.some((grant) => grant.id === id));
    if (ids.length === 0)
      return refuse(phrase`Name what to withdraw: stepwise consents withdraw ID… ("stepwise consents" lists the ids).`);
    if (unknown !== undefined) return refuse(phrase`There is no consent ${unknown}. "stepwise consents" lists them.`);
    const problem = file.withdraw(ids);
    return problem === undefined ? EXIT.succeeded : refuse(problem);
  }
  if (deed !== 'allow') return refuse(phrase`The action must be "allow" or "withdraw", not "${deed}".`);
  if (ids.length > 0) return refuse(phrase`Unexpected argument "${ids[0]!}": allow takes only options.`);
  const permissions = permissionsOf(options);
  if ('problem' in permissions) return refuse(permissions.problem);
  const folder = options.project === undefined ? findProjectFolder(io.cwd) : path.resolve(io.cwd, options.project);
  const problem = file.add(folder, permissions);
  if (problem !== undefined) return refuse(problem);
  io.error(phrase`Allowed to ${folder}:\n${permissions.map((each) => `  ${permissionWords(each)}\n`).join('')}`);
  return EXIT.succeeded;
}

function show(grants: readonly Grant[], { format }: Options, io: Io): number {
  if (format === 'json') {
    io.out(`${JSON.stringify(grants.map((grant) => ({ ...grant, words: permissionWords(grant.permission) })))}\n`);
    return EXIT.succeeded;
  }
  if (grants.length === 0) io.error(phrase`You have allowed nothing.\n`);
  for (const folder of new Set(grants.map((grant) => grant.folder))) {
    const lines = grants
      .filter((grant) => grant.folder === folder)
      .map(({ id, permission }) => `  ${id}  ${permissionWords(permission)}\n`);
    io.out(`${folder}\n${lines.join('')}`);
  }
  return EXIT.succeeded;
}

function permissionsOf({
  host: hosts = [],
  env = [],
  connection = [],
  aws,
  region = 'us-east-1',
}: Options): readonly Permission[] | { readonly problem: string } {
  const origins: string[] = [];
  for (const host of hosts) {
    const url = host.includes('://') ? host : `https://${host}`;
    const origin = originOf(url);
    if (origin === undefined || new URL(url).href !== `${origin}/`) {
      return {
        problem: phrase`--host must be a host such as api.example.com or http://minio.lan:9000, not "${host}".`,
      };
    }
    origins.push(origin);
  }
  if (origins.length === 0 && env.length + connection.length > 0) {
    return { problem: phrase`--env and --connection need --host HOST, which says where they may go.` };
  }
  const permissions = [
    ...origins.flatMap((origin): Permission[] => [
      { kind: 'http', origin, writes: true },
      { kind: 'endpoint', origin },
      ...env.map((name): Permission => ({ kind: 'secret', name, origin })),
      ...connection.map((name): Permission => ({ kind: 'connection', name, origin })),
    ]),
    ...(aws === undefined ? [] : [{ kind: 'aws', profile: aws, region } as const]),
  ];
  return permissions.length > 0 ? permissions : { problem: phrase`Say what to allow: --host HOST or --aws PROFILE.` };
}
