/** Copies a sample project into a folder the person chooses and opens it: the extension's own folder is not theirs to edit. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { ClientContext } from '../clientContext';
import type { Command } from './command';
import { window } from '../window';

const SAMPLES = ['order-fulfilment', 'jsonata-travel-expenses', 'refund-approval', 'product-import'] as const;
type Sample = (typeof SAMPLES)[number];
const DEFINITIONS: Record<Sample, string> = {
  'order-fulfilment': 'order-fulfilment.asl.json',
  'jsonata-travel-expenses': 'travel-expenses.asl.json',
  'refund-approval': 'refund-approval.asl.json',
  'product-import': 'product-import.asl.json',
};

export const openSample: Command = { run: open };

async function open({ extension, log }: ClientContext, wanted: unknown): Promise<void> {
  const name = SAMPLES.find((sample) => sample === wanted) ?? (await chooseSample());
  if (!name) return;
  const here = await definitionInWorkspace(name);
  if (here) {
    await vscode.window.showTextDocument(here);
    return;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: phrase`Where should the sample be copied?`,
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: phrase`Copy Here`,
    })) ?? [];
  if (!folder) return;
  const copy = vscode.Uri.joinPath(folder, name);
  try {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(extension.extensionUri, 'samples', name), copy);
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage(
      phrase`The sample could not be copied to ${copy.fsPath}. Check that you can write to this folder, and that it does not hold this sample already.`,
    );
    return;
  }
  await vscode.commands.executeCommand('vscode.openFolder', copy, { forceNewWindow: false });
}

async function chooseSample(): Promise<Sample | undefined> {
  const about: Record<Sample, string> = {
    'order-fulfilment': phrase`JSONPath; functions in JavaScript, TypeScript and Python; Retry and Catch`,
    'jsonata-travel-expenses': phrase`JSONata, variables and a JavaScript function`,
    'refund-approval': phrase`A task that waits for a person to answer`,
    'product-import': phrase`A distributed Map over a price list in S3, which is a local folder here`,
  };
  const items = SAMPLES.map((name) => ({ label: name, detail: about[name], name }));
  return (await window.showQuickPick(items, { title: phrase`Which sample?` }))?.name;
}

/** A folder that holds the sample already (a checkout of Stepwise does) needs no copy. */
async function definitionInWorkspace(name: Sample): Promise<vscode.Uri | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const parts of [[], [name], ['samples', name]]) {
      const file = vscode.Uri.joinPath(uri, ...parts, DEFINITIONS[name]);
      const found = await vscode.workspace.fs.stat(file).then(
        () => true,
        () => false,
      );
      if (found) return file;
    }
  }
  return undefined;
}
