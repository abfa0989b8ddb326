/**
 * Beside the AWS Toolkit, which contributes the languages `asl` and `asl-yaml` too and may open definitions in
 * a custom editor. VS Code cannot silence another extension's providers, so one of the two has to withdraw:
 * files move to our twin languages, or our own language features stay away from the shared ones.
 */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { LANGUAGES } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { onDidChangeSetting, readSetting, writeSetting } from './settings/read';
import { SETTINGS } from './settings/table';
import { window } from './window';

export type LanguageProvider = 'ask' | 'stepwise' | 'awsToolkit';

const TOOLKIT = 'amazonwebservices.aws-toolkit-vscode';

/** What "Stepwise" writes into `files.associations` … */
const FILE_ASSOCIATIONS: { readonly [pattern: string]: string } = {
  '*.asl.json': 'stepwise-asl',
  '*.asl': 'stepwise-asl',
  '*.asl.yaml': 'stepwise-asl-yaml',
  '*.asl.yml': 'stepwise-asl-yaml',
};

/** … and into `workbench.editorAssociations`. */
const EDITOR_ASSOCIATIONS: { readonly [pattern: string]: string } = {
  '*.asl.json': 'default',
  '*.asl.yaml': 'default',
  '*.asl.yml': 'default',
};

export function toolkitIsInstalled(): boolean {
  return vscode.extensions.getExtension(TOOLKIT) !== undefined;
}

export function languageProvider(): LanguageProvider {
  return readSetting(SETTINGS.languageProvider);
}

export function registerToolkitCoexistence({ extension }: ClientContext): void {
  let asked = false;
  const askOnce = (document: vscode.TextDocument): void => {
    if (asked || languageProvider() !== 'ask' || !toolkitIsInstalled()) return;
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    asked = true;
    void askForProvider();
  };
  vscode.workspace.textDocuments.forEach(askOnce);
  extension.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(askOnce),
    // A person may answer in the settings instead.
    onDidChangeSetting(SETTINGS.languageProvider, () => void applyProvider(languageProvider())),
  );
}

/** The question of the notification; also a command of its own. */
export async function askForProvider(): Promise<void> {
  const stepwise = 'Stepwise';
  const toolkit = 'AWS Toolkit';
  const choice = await window.showInformationMessage(
    phrase`Stepwise and the AWS Toolkit both support Step Functions definitions. Which should check, complete and format them? Run and Debug of Stepwise are available either way.`,
    stepwise,
    toolkit,
  );
  if (choice === undefined) return;
  const provider: LanguageProvider = choice === stepwise ? 'stepwise' : 'awsToolkit';
  await writeSetting(SETTINGS.languageProvider, provider, vscode.ConfigurationTarget.Global);
  await applyProvider(provider);
}

async function applyProvider(provider: LanguageProvider): Promise<void> {
  if (provider === 'ask' || !toolkitIsInstalled()) return;
  const wanted = provider === 'stepwise';
  await updateAssociations('files.associations', FILE_ASSOCIATIONS, wanted);
  await updateAssociations('workbench.editorAssociations', EDITOR_ASSOCIATIONS, wanted);
}

/** Adds ours, or takes away those that still read as we wrote them. Writes nothing where nothing changes. */
export function withAssociations(
  current: { readonly [pattern: string]: string },
  ours: { readonly [pattern: string]: string },
  wanted: boolean,
): { [pattern: string]: string } | undefined {
  const next: { [pattern: string]: string } = { ...current };
  for (const [pattern, value] of Object.entries(ours)) {
    if (wanted) next[pattern] = value;
    else if (next[pattern] === value) delete next[pattern];
  }
  return JSON.stringify(next) === JSON.stringify(current) ? undefined : next;
}

async function updateAssociations(
  setting: string,
  ours: { readonly [pattern: string]: string },
  wanted: boolean,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const current = configuration.inspect<{ [pattern: string]: string }>(setting)?.globalValue ?? {};
  const next = withAssociations(current, ours, wanted);
  if (!next) return;
  const value = Object.keys(next).length > 0 ? next : undefined;
  await configuration.update(setting, value, vscode.ConfigurationTarget.Global);
}
