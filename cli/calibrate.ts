/** `stepwise calibrate`: what AWS answers beside what Stepwise answers, of a project's own definitions. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { isJsonObject, type Json } from '../core/json';
import { jsonText, prettyJsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import { looksSecret } from '../core/values/secretName';
import type { AwsTarget } from '../lambda/lambda';
import { filesOnDisk, readProject, reasonOf } from '../project';
import type { Project } from '../project';
import { AwsServices, Consents, installFolderOfUser, loadProjectMachine, targetPermissions } from '../run';
import type { LoadedMachine, Permission } from '../run';
import { COMMANDS, differencesIn, measure, planOf, withoutSecrets } from '../run/calibrate';
import type { Measurement, Plan, ServiceAnswer } from '../run/calibrate';
import { readCommandLine, refuse as refuseCommand } from './commandLine';
import { EXIT } from './io';
import type { Io } from './io';
import { HELP, optionsHelp } from './options';
import { readValueFlags, tellUnusedValues } from './valueOptions';

export const OPTIONS = {
  profile: { value: 'NAME', help: () => phrase`the profile of ~/.aws whose account is asked` },
  account: {
    value: 'ID',
    help: () => phrase`the account that may be asked: without it nothing is sent but who is asking`,
  },
  region: { value: 'REGION', help: () => phrase`where (default: AWS_REGION, else us-east-1)` },
  endpoint: { value: 'URL', help: () => phrase`asks another service than AWS, such as an emulator` },
  'role-arn': { value: 'ARN', help: () => phrase`a role for TestState; tasks are mocked, and need none` },
  out: { value: 'FILE', help: () => phrase`writes the differences there (default: standard output)` },
  value: { value: 'NAME=VALUE', many: true, help: () => phrase`a value that only a deployment knows; can be repeated` },
  values: { value: 'FILE', help: () => phrase`a JSON file of such values` },
  ...HELP,
} as const;

const usage = (): string => phrase`stepwise calibrate DIR --profile NAME [--account ID] [options]

Asks AWS what it makes of the state machines of a project: ValidateStateMachineDefinition of each definition, TestState of
each state with a sample input. What AWS answers otherwise than Stepwise is written as vectors, without secrets. It says what it
would send first; only with --account, the number of the account that is to be asked, it sends it. Tasks, Maps and Parallels are
tested with mocks: no execution starts, and no service is called but Step Functions and STS.

${optionsHelp(OPTIONS)}

Exit codes: 0 no differences, 1 differences, 2 nothing was asked, 3 stopped: what was measured by then is written.
`;

type Flags = { readonly [Name in Exclude<keyof typeof OPTIONS, 'value' | 'help'>]?: string };

export async function calibrate(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'calibrate', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const refuse = (problem: string): number => refuseCommand('calibrate', problem, io);
  const { options, positionals } = parsed;
  const [folder, ...others] = positionals;
  if (folder === undefined) return refuse(phrase`Name a project: stepwise calibrate DIR --profile NAME`);
  if (others.length > 0) return refuse(phrase`Unexpected argument "${others[0]!}": calibrate takes one folder.`);
  const target = targetOf(options, io);
  if ('problem' in target) return refuse(target.problem);
  const given = await readValueFlags(options, io);
  if ('problem' in given) return refuse(given.problem);
  const project = readProject(path.resolve(io.cwd, folder), { isWhole: true, values: given.values });
  const machines = machinesOf(project, io);
  if (machines.length === 0) return refuse(phrase`There is no state machine in ${folder} that can be sent.`);
  tellUnusedValues(options, project, io);

  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const aws = new AwsServices({
    target,
    region: target.kind === 'aws' ? target.region : 'us-east-1',
    folders: [project.root],
    installFolder: installFolderOfUser(),
  });
  try {
    const plan = await planOf(machines, abort.signal, { roleArn: options['role-arn'] });
    tellPlan(plan, io);
    const asked = { target, options, folder, abort: abort.signal };
    const account = await accountOf(aws, asked, io);
    if ('exit' in account) return account.exit;
    if ('problem' in account) return refuse(account.problem);
    if (!(await mayAsk(target, account.id, project)))
      return refuse(phrase`The account ${account.id} may not be asked.`);
    const measurement = await measure(plan.calls, {
      send: (command, input, signal) => send(aws, 'sfn', command, input, signal),
      wait: (milliseconds, signal) => after(milliseconds, undefined, { signal }),
      signal: abort.signal,
    });
    return deliver(measurement, plan, { account: account.id, secrets: secretsIn(given.values), out: options.out }, io);
  } finally {
    stopListening();
    await aws.dispose();
  }
}

function targetOf({ profile, endpoint, region }: Flags, { env }: Io): AwsTarget | { readonly problem: string } {
  if (endpoint !== undefined) {
    const target = { kind: 'endpoint', url: endpoint } as const;
    const permissions = targetPermissions(target);
    return 'problem' in permissions ? permissions : target;
  }
  // Never the default keys of whoever happens to be logged in: the person says whose account it is.
  if (profile === undefined) return { problem: phrase`Name the profile whose account is to be asked: --profile NAME` };
  return { kind: 'aws', profile, region: region ?? env.AWS_REGION ?? 'us-east-1' };
}

function machinesOf(project: Project, io: Io): LoadedMachine[] {
  const files = filesOnDisk();
  return project.machines.flatMap((known) => {
    const loaded = loadProjectMachine(known, { project, files });
    if (!('problem' in loaded)) return [loaded];
    io.error(phrase`${known.name} is left out: ${loaded.problem}\n`);
    return [];
  });
}

function tellPlan({ calls, left }: Plan, io: Io): void {
  const count = (kind: keyof typeof COMMANDS): number => calls.filter((call) => call.kind === kind).length;
  io.error(
    phrase`To be sent: ${count('validation')} × ${COMMANDS.validation}, ${count('test_state')} × ${COMMANDS.test_state}, and before them once sts:GetCallerIdentity.\n`,
  );
  io.error(
    phrase`Price class: API calls that AWS has no price for. They start no execution, and tasks are mocked, so that no other service is called.\n`,
  );
  for (const { machine, state, why } of left) {
    io.error(
      why === 'notReached'
        ? phrase`Not tested: "${state}" of ${machine}, which no sample input leads to.\n`
        : phrase`Not tested: "${state}" of ${machine}, which reads its items from a file.\n`,
    );
  }
}

interface Asking {
  readonly target: AwsTarget;
  readonly options: Flags;
  readonly folder: string;
  readonly abort: AbortSignal;
}

/** Whose account answers; that it is the one that the person has named. */
async function accountOf(
  aws: AwsServices,
  { target, options, folder, abort }: Asking,
  io: Io,
): Promise<{ readonly id: string } | { readonly exit: number } | { readonly problem: string }> {
  const answer = await send(aws, 'sts', 'GetCallerIdentity', {}, abort);
  if (abort.aborted) return { exit: EXIT.stopped };
  if (answer.type !== 'success') return { problem: phrase`AWS does not say whose account this is: ${answer.message}` };
  const { Account: id, Arn: arn } = isJsonObject(answer.output) ? answer.output : {};
  if (typeof id !== 'string' || !/^\d{12}$/.test(id)) {
    return { problem: phrase`AWS does not say whose account this is: its answer names no account.` };
  }
  if (options.account === id) return { id };
  const who = typeof arn === 'string' ? `${id} (${arn})` : id;
  if (options.account !== undefined) {
    return {
      problem: phrase`These are the credentials of account ${who}, not of ${options.account}. Nothing was sent.`,
    };
  }
  const from = target.kind === 'aws' ? ['--profile', target.profile] : ['--endpoint', options.endpoint];
  const command = ['stepwise', 'calibrate', folder, ...from, '--account', id].join(' ');
  io.error(phrase`The account is ${who}. Nothing else was sent. To send it: ${command}\n`);
  return { exit: EXIT.unusable };
}

/** By the flags of this command line alone: nothing is kept, and no word of the workspace counts. */
async function mayAsk(target: AwsTarget, account: string, { root }: Project): Promise<boolean> {
  const wanted = targetPermissions(target, account);
  if ('problem' in wanted) return false;
  const typed = (permission: Permission): boolean => permission.kind === 'aws' || permission.kind === 'endpoint';
  return (await new Consents({ folder: root, allowedByFlag: typed }).allows(wanted, {})) === 'allowed';
}

async function send(
  aws: AwsServices,
  service: string,
  command: string,
  input: Json,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const answer = await aws.call(service, command, input, signal);
  if (typeof answer === 'string') return { type: 'broken', message: answer };
  if (answer.type === 'success') return { type: 'success', output: answer.output };
  if (answer.type !== 'failure') return { type: 'broken', message: phrase`The SDK cannot make the call ${command}.` };
  const { name, message, status } = answer;
  return status === undefined ? { type: 'broken', message } : { type: 'failure', name, message, status };
}

interface Delivery {
  readonly account: string;
  readonly secrets: readonly string[];
  readonly out: string | undefined;
}

function deliver(measurement: Measurement, { calls }: Plan, { account, secrets, out }: Delivery, io: Io): number {
  const { measured, stopped, isInterrupted } = measurement;
  for (const { command, message } of stopped) {
    io.error(phrase`No more is asked of ${command}: ${message}\n`);
  }
  if (measured.length === 0) return isInterrupted ? EXIT.stopped : EXIT.unusable;
  const day = new Date().toISOString().slice(0, 10);
  const found = withoutSecrets(differencesIn(measured, day), { secrets, account });
  io.error(phrase`${measured.length} of ${calls.length} answers measured, ${found.length} differ.\n`);
  const text = `${prettyJsonText(found)}\n`;
  if (out === undefined) io.data(jsonText(found));
  else {
    try {
      writeFileSync(path.resolve(io.cwd, out), text);
    } catch (error) {
      io.error(phrase`${out} cannot be written: ${reasonOf(error)}.\n`);
      io.data(jsonText(found));
    }
  }
  if (isInterrupted) return EXIT.stopped;
  return found.length > 0 ? EXIT.failed : EXIT.succeeded;
}

/** What was given on the command line for what is a secret. */
function secretsIn(values: { readonly [key: string]: Json }): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    typeof value === 'string' && (key.startsWith('secret:') || looksSecret(key)) ? [value] : [],
  );
}
