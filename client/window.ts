/**
 * VS Code's window as everything here speaks through it. Its notifications and prompts make links and buttons of
 * `[text](command:…)`, its lists and its status bar icons of `$(name)`; what is said to people holds names and errors of a
 * folder that somebody else may have written. So texts go in as they are, and icons of ours apart from them.
 */
import * as vscode from 'vscode';
import { label, notificationText } from '../core/escape/linkedText';
import { visible } from '../core/escape/visible';

type Show = typeof vscode.window.showErrorMessage;

export const window = {
  showErrorMessage: spoken(() => vscode.window.showErrorMessage as Show),
  showWarningMessage: spoken(() => vscode.window.showWarningMessage as Show),
  showInformationMessage: spoken(() => vscode.window.showInformationMessage as Show),

  /** Icons stand in `iconPath`, never in a label. */
  async showQuickPick<Item extends vscode.QuickPickItem>(
    items: readonly Item[],
    options: vscode.QuickPickOptions = {},
    token?: vscode.CancellationToken,
  ): Promise<Item | undefined> {
    const shown = items.map((item) => ({ ...shownItem(item), item }));
    return (await vscode.window.showQuickPick(shown, shownBox(options), token))?.item;
  },

  /** Items may have a button of their own; the first is the chosen one from the start. */
  showQuickPickWithButtons<Item extends vscode.QuickPickItem>(
    items: readonly Item[],
    { title, placeHolder, matchOnDescription = false }: vscode.QuickPickOptions = {},
  ): Promise<{ readonly item: Item; readonly isButton: boolean } | undefined> {
    const shown = items.map((item) => ({ ...shownItem(item), item }));
    const box = vscode.window.createQuickPick<(typeof shown)[number]>();
    const { title: shownTitle, placeHolder: placeholder } = shownBox({ title, placeHolder });
    Object.assign(box, { title: shownTitle, placeholder, matchOnDescription, items: shown });
    const first = shown.find(({ item }) => item.kind !== vscode.QuickPickItemKind.Separator);
    if (first) box.activeItems = [first];
    return new Promise((resolve) => {
      box.onDidAccept(() => {
        const [chosen] = box.selectedItems;
        resolve(chosen && { item: chosen.item, isButton: false });
        box.hide();
      });
      box.onDidTriggerItemButton(({ item: { item } }) => {
        resolve({ item, isButton: true });
        box.hide();
      });
      box.onDidHide(() => {
        resolve(undefined);
        box.dispose();
      });
      box.show();
    });
  },

  /** Several may be chosen. */
  async showQuickPickOfMany<Item extends vscode.QuickPickItem>(
    items: readonly Item[],
    options: vscode.QuickPickOptions = {},
  ): Promise<Item[] | undefined> {
    const shown = items.map((item) => ({ ...shownItem(item), item }));
    const chosen = await vscode.window.showQuickPick(shown, { ...shownBox(options), canPickMany: true });
    return chosen?.map(({ item }) => item);
  },

  showInputBox(options: vscode.InputBoxOptions, token?: vscode.CancellationToken): Thenable<string | undefined> {
    const { prompt, validateInput } = options;
    return vscode.window.showInputBox(
      {
        ...shownBox(options),
        ...(prompt !== undefined && { prompt: notificationText(prompt) }),
        ...(validateInput && { validateInput: async (text) => shownProblem(await validateInput(text)) }),
      },
      token,
    );
  },

  withProgress<Result>(
    options: vscode.ProgressOptions,
    task: Parameters<typeof vscode.window.withProgress<Result>>[1],
  ): Thenable<Result> {
    const { title } = options;
    return vscode.window.withProgress({ ...options, title: title && notificationText(title) }, task);
  },

  /** Beside the items of the status bar, and gone by itself. */
  setStatusBarMessage(text: string, milliseconds: number): vscode.Disposable {
    return vscode.window.setStatusBarMessage(label(text), milliseconds);
  },
};

/** What an item of the status bar, or a line above code, shows. */
export function withIcon(icon: string, text: string): string {
  return `$(${icon}) ${label(text)}`;
}

function spoken(show: () => Show): Show {
  const escaped = (message: string, ...rest: unknown[]): Thenable<unknown> =>
    (show() as (...args: unknown[]) => Thenable<unknown>)(notificationText(message), ...rest.map(withDetail));
  return escaped as Show;
}

/** Of a dialog's options; buttons are ours, and the answer is known by them. */
function withDetail(given: unknown): unknown {
  const detail = (given as vscode.MessageOptions | undefined)?.detail;
  return typeof detail === 'string' ? { ...(given as object), detail: notificationText(detail) } : given;
}

function shownItem({ label: text, description, detail, ...item }: vscode.QuickPickItem): vscode.QuickPickItem {
  return {
    ...item,
    label: label(text),
    ...(description !== undefined && { description: label(description) }),
    ...(detail !== undefined && { detail: label(detail) }),
  };
}

function shownBox<Options extends { title?: string; placeHolder?: string }>(options: Options): Options {
  const { title, placeHolder } = options;
  return {
    ...options,
    ...(title !== undefined && { title: visible(title) }),
    ...(placeHolder !== undefined && { placeHolder: visible(placeHolder) }),
  };
}

function shownProblem<Problem extends string | vscode.InputBoxValidationMessage | undefined | null>(
  problem: Problem,
): string | vscode.InputBoxValidationMessage | undefined | null {
  if (typeof problem === 'string') return notificationText(problem);
  return problem && { ...problem, message: notificationText(problem.message) };
}
