/** Where SDK calls of handlers go: nowhere (the default), to an endpoint, or, confirmed once per session, to AWS. */
import * as vscode from 'vscode';
import type { AwsTarget } from '../lambda/lambda';
import { SETTINGS } from '../messages/ids';

type Kind = AwsTarget['kind'];

interface Choice {
  readonly icon: string;
  readonly title: string;
  readonly detail: string;
}

export class AwsTargets implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** Accounts (profile and region) the person agreed to in this session. */
  private readonly confirmed = new Set<string>();
  private readonly listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('stepwise.aws')) this.changed.fire();
  });

  current(): AwsTarget {
    const settings = vscode.workspace.getConfiguration();
    const kind = settings.get<Kind>(SETTINGS.awsTarget, 'mock');
    if (kind === 'endpoint') {
      const url = settings.get<string>(SETTINGS.awsEndpoint, '').trim();
      const services = settings.get<{ [service: string]: string }>(SETTINGS.awsServiceEndpoints, {});
      return { kind, url, services };
    }
    if (kind === 'aws') {
      const profile = settings.get<string>(SETTINGS.awsProfile, '').trim();
      return { kind, profile: profile || undefined, region: settings.get<string>(SETTINGS.awsRegion, 'us-east-1') };
    }
    return { kind: 'mock' };
  }

  describe(): { text: string; tooltip: string } {
    const target = this.current();
    const { icon, detail } = choices()[target.kind];
    const name = { mock: 'mock', endpoint: 'endpoint', aws: target.kind === 'aws' ? awsName(target) : '' }[target.kind];
    return {
      text: `$(${icon}) AWS: ${name}`,
      tooltip: vscode.l10n.t('Stepwise, AWS target: {0}. {1} Click to choose another.', name, detail),
    };
  }

  /** The target for a run, or undefined where the person does not agree to call AWS. */
  async forRun(): Promise<AwsTarget | undefined> {
    const target = this.current();
    if (target.kind === 'endpoint' && !target.url && Object.keys(target.services ?? {}).length === 0) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('The AWS target is "endpoint", but the setting {0} is empty.', SETTINGS.awsEndpoint),
      );
      return undefined;
    }
    if (target.kind !== 'aws' || this.confirmed.has(awsName(target))) return target;
    const go = vscode.l10n.t('Call AWS');
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t('Handlers of this run will call AWS with {0}.', awsName(target)),
      {
        modal: true,
        detail: vscode.l10n.t('What they create, change and delete there is real. You are asked once per session.'),
      },
      go,
    );
    if (choice !== go) return undefined;
    this.confirmed.add(awsName(target));
    return target;
  }

  /** Asks for another target and keeps it in the settings. */
  async choose(): Promise<void> {
    const current = this.current().kind;
    const items = (['mock', 'endpoint', 'aws'] as const).map((kind) => {
      const { icon, title, detail } = choices()[kind];
      return {
        target: kind,
        label: `$(${icon}) ${title}`,
        detail,
        description: kind === current ? vscode.l10n.t('current') : '',
      };
    });
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Where do the AWS calls of handlers go?'),
      matchOnDetail: true,
    });
    if (!chosen) return;
    const settings = vscode.workspace.getConfiguration();
    const scope = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    for (const question of QUESTIONS[chosen.target]) {
      const value = await vscode.window.showInputBox({
        title: chosen.label.replace(/^\$\([a-z-]+\) /, ''),
        prompt: question.prompt(),
        value: settings.get<string>(question.setting, ''),
        placeHolder: question.placeHolder,
      });
      if (value === undefined) return;
      await settings.update(question.setting, value, scope);
    }
    await settings.update(SETTINGS.awsTarget, chosen.target, scope);
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }
}

interface Question {
  readonly setting: string;
  readonly placeHolder: string;
  prompt(): string;
}

const QUESTIONS: Record<Kind, readonly Question[]> = {
  mock: [],
  endpoint: [
    {
      setting: SETTINGS.awsEndpoint,
      placeHolder: 'http://localhost:4566',
      prompt: () =>
        vscode.l10n.t('The endpoint that answers in place of AWS. Per service: {0}', SETTINGS.awsServiceEndpoints),
    },
  ],
  aws: [
    {
      setting: SETTINGS.awsProfile,
      placeHolder: 'default',
      prompt: () => vscode.l10n.t('The profile in your AWS configuration'),
    },
    { setting: SETTINGS.awsRegion, placeHolder: 'us-east-1', prompt: () => vscode.l10n.t('The region') },
  ],
};

function choices(): Record<Kind, Choice> {
  return {
    mock: {
      icon: 'shield',
      title: vscode.l10n.t('Mock'),
      detail: vscode.l10n.t('AWS is never called: handlers get no credentials, and their SDK calls are refused.'),
    },
    endpoint: {
      icon: 'server-environment',
      title: vscode.l10n.t('Endpoint URL'),
      detail: vscode.l10n.t('SDK calls of handlers go to an endpoint of yours, such as LocalStack.'),
    },
    aws: {
      icon: 'cloud',
      title: vscode.l10n.t('AWS'),
      detail: vscode.l10n.t('SDK calls of handlers go to your real account.'),
    },
  };
}

function awsName(target: Extract<AwsTarget, { kind: 'aws' }>): string {
  return `${target.profile ?? 'default'} / ${target.region}`;
}
