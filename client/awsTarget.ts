/** Where SDK calls of handlers go: nowhere (the default), to an endpoint, or to AWS. The run asks before it begins. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { AwsTarget } from '../lambda/lambda';
import type { ConfirmationAnswer, LaunchArguments } from '../messages/debugClient';
import { DEBUG_TYPES } from '../messages/ids';
import { readProfiles, type AwsProfile } from './awsProfiles';
import { readTarget } from './readTarget';
import { inspectSetting, readSetting, writeSetting } from './settings/read';
import { SETTINGS } from './settings/table';
import { choices, QUESTIONS } from './targetChoices';
import { window, withIcon } from './window';

type Kind = AwsTarget['kind'];

export class AwsTargets implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** Endpoints that the person has typed in this session: to type one is to agree to it. */
  private readonly typed = new Set<string>();
  /** Runs under way that were started with the target `aws`, whatever the settings say by now. */
  private readonly calling = new Map<string, AwsAccess>();
  private readonly listeners = [
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('stepwise.aws')) this.changed.fire();
    }),
    vscode.debug.onDidStartDebugSession(({ id, type, configuration }) => {
      const target = type === DEBUG_TYPES.workflow ? readTarget(configuration['awsTarget']) : phrase`another debugger`;
      if (typeof target === 'string' || target.kind !== 'aws') return;
      this.calling.set(id, target);
      this.changed.fire();
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      if (this.calling.delete(id)) this.changed.fire();
    }),
  ];

  /** As the settings have it; what is no target there is `mock`. */
  current(): AwsTarget {
    const target = this.read();
    return typeof target === 'string' ? { kind: 'mock' } : target;
  }

  /** For the status bar: what a run under way calls stands before what the next one would. */
  describe(): { text: string; tooltip: string; isAws: boolean; isWrong?: true } {
    const [running] = this.calling.values();
    const set = this.read();
    if (!running && typeof set === 'string') {
      const tooltip = [set, phrase`Until it is corrected, no run begins.`, phrase`Click to choose another.`].join(' ');
      return { text: withIcon('warning', phrase`AWS: cannot be used`), tooltip, isAws: false, isWrong: true };
    }
    const target = running ?? this.current();
    const { icon, detail } = choices()[target.kind];
    const name = NAMES[target.kind](target as never);
    const state = running ? phrase`A run is calling AWS.` : '';
    return {
      text: withIcon(icon, `AWS: ${name}`),
      tooltip: [phrase`Stepwise, AWS target: ${name}.`, state, detail, phrase`Click to choose another.`]
        .filter(Boolean)
        .join(' '),
      isAws: target.kind === 'aws',
    };
  }

  /**
   * The target for a run and whose account it calls, or undefined where it cannot be used.
   * @param configured what the launch configuration says in place of the settings
   */
  async forRun(configured?: unknown): Promise<Pick<LaunchArguments, 'awsTarget' | 'awsAccount'> | undefined> {
    const target = configured === undefined ? this.read() : readTarget(configured);
    if (typeof target === 'string') {
      void window.showErrorMessage(target);
      return undefined;
    }
    if (target.kind !== 'aws') return { awsTarget: target };
    const profiles = await readProfiles();
    const profile = profiles.find(({ name }) => name === (target.profile ?? 'default'));
    if (target.profile !== undefined && !profile) {
      const known = profiles.map(({ name }) => name).join(', ') || phrase`none`;
      void window.showErrorMessage(
        phrase`The profile "${target.profile}" is not in your AWS configuration. It has: ${known}.`,
      );
      return undefined;
    }
    return { awsTarget: target, awsAccount: profile?.account };
  }

  /** Whom calls are made with, for the question before a run. */
  async wordsFor(access: Pick<AwsAccess, 'profile' | 'region'>): Promise<string> {
    const profiles = await readProfiles();
    return accountOf(
      access,
      profiles.find(({ name }) => name === (access.profile ?? 'default')),
    );
  }

  /**
   * What the person has said of an endpoint without being asked: to type one here is to allow it, and what the settings
   * of the user name is their own word as well, which no folder brings.
   */
  ownWord(origin: string): ConfirmationAnswer {
    const isIt = (url: unknown): boolean =>
      typeof url === 'string' && URL.canParse(url) && new URL(url).origin === origin;
    if ([...this.typed].some(isIt)) return 'always';
    const url = inspectSetting(SETTINGS.awsEndpoint).globalValue;
    const services = (inspectSetting(SETTINGS.awsServiceEndpoints).globalValue as object | undefined) ?? {};
    return [url, ...Object.values(services)].some(isIt) ? 'once' : 'no';
  }

  /** The target of the settings, or what is wrong with them. */
  private read(): AwsTarget | string {
    return readTarget({
      kind: readSetting(SETTINGS.awsTarget),
      url: readSetting(SETTINGS.awsEndpoint).trim(),
      services: readSetting(SETTINGS.awsServiceEndpoints),
      profile: readSetting(SETTINGS.awsProfile),
      region: readSetting(SETTINGS.awsRegion),
    });
  }

  /** Asks for another target and keeps it in the settings. */
  async choose(): Promise<void> {
    const current = this.current().kind;
    const items = (['mock', 'endpoint', 'aws'] as const).map((kind) => {
      const { icon, title, detail } = choices()[kind];
      return {
        target: kind,
        label: title,
        iconPath: new vscode.ThemeIcon(icon),
        detail,
        description: kind === current ? phrase`current` : '',
      };
    });
    const chosen = await window.showQuickPick(items, {
      title: phrase`Where do the AWS calls of handlers and tasks go?`,
      matchOnDetail: true,
    });
    if (!chosen) return;
    const scope = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    for (const question of QUESTIONS[chosen.target]) {
      const title = chosen.label;
      const before = readSetting(question.setting);
      const offered = (await question.offers?.()) ?? [];
      const value =
        offered.length > 0
          ? (await window.showQuickPick(offered, { title, placeHolder: question.prompt() }))?.label
          : await window.showInputBox({
              title,
              prompt: question.prompt(),
              value: before,
              placeHolder: question.placeHolder,
              validateInput: question.problemOf,
            });
      if (value === undefined) return;
      if (question.setting === SETTINGS.awsEndpoint) this.typed.add(value.trim());
      await writeSetting(question.setting, value, scope);
    }
    await writeSetting(SETTINGS.awsTarget, chosen.target, scope);
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    this.changed.dispose();
  }
}

type AwsAccess = Extract<AwsTarget, { kind: 'aws' }>;

/** What the status bar calls a target. */
const NAMES: { readonly [K in Kind]: (target: Extract<AwsTarget, { kind: K }>) => string } = {
  mock: () => 'mock',
  endpoint: ({ url, services }) => {
    const [first = ''] = [url, ...Object.values(services ?? {})].filter(Boolean);
    return URL.canParse(first) ? new URL(first).host : 'endpoint';
  },
  aws: ({ profile, region }) => `${profile ?? 'default'} / ${region}`,
};

/** What a person is asked to agree to: whose account, as far as their own configuration tells without a call. */
function accountOf(
  { profile: chosen, region }: Pick<AwsAccess, 'profile' | 'region'>,
  profile: AwsProfile | undefined,
): string {
  // An SDK takes keys of the environment before any profile; without a chosen one handlers are given them.
  if (chosen === undefined && process.env['AWS_ACCESS_KEY_ID']) {
    return phrase`the access keys this editor was started with, in ${region}`;
  }
  const name = chosen ?? 'default';
  if (profile?.account === undefined) return phrase`the profile "${name}", in ${region}`;
  const account = [profile.account, profile.role].filter(Boolean).join(' / ');
  return phrase`the profile "${name}" (account ${account}), in ${region}`;
}
