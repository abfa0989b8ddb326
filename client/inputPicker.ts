/** Asks for the input of a run: a sample file of the project, the last one, or typed. */
import path from 'node:path';
import { jsonMistake } from '../core/syntax/jsonMistake';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { SampleEvent } from '../project/project';
import { KeptText } from './keptText';
import { window } from './window';

/** One of the two of `LaunchArguments`. */
export type ChosenInput = { readonly inputFile: string } | { readonly inputText: string };

/** A choice beside the input's, such as that of a test case: shown with what is chosen by now, and asked in its turn. */
export interface ChoiceBeside {
  /** Above it in the list. */
  readonly group: string;
  label(): string;
  choose(): Promise<void>;
}

interface InputItem extends vscode.QuickPickItem {
  /** `again`: something else was chosen, the input is still to choose. */
  choose(): Thenable<ChosenInput | 'again' | undefined> | ChosenInput;
}

/** @param key what the last input is remembered by: one per machine or handler */
export async function pickInput(
  memory: vscode.Memento,
  key: string,
  events: readonly SampleEvent[],
  title: string,
  beside?: ChoiceBeside,
): Promise<ChosenInput | undefined> {
  const memoryKey = `input:${key}`;
  const last = memory.get<ChosenInput>(memoryKey);
  const typed = new KeptText((last && 'inputText' in last ? last.inputText : '{}').replace(/\n/g, ' '));
  let input: ChosenInput | 'again' | undefined;
  do {
    const offered = [...items(events, last, typed), ...(beside ? itemsBeside(beside) : [])];
    const chosen = await window.showQuickPick(offered, {
      title,
      placeHolder: phrase`Choose the input`,
      matchOnDescription: true,
    });
    input = await chosen?.choose();
  } while (input === 'again');
  if (input) await memory.update(memoryKey, input);
  return input;
}

function itemsBeside(beside: ChoiceBeside): InputItem[] {
  const choose = (): Promise<'again'> => beside.choose().then(() => 'again');
  return [
    { label: beside.group, kind: vscode.QuickPickItemKind.Separator, choose },
    { label: beside.label(), iconPath: new vscode.ThemeIcon('beaker'), choose },
  ];
}

function items(events: readonly SampleEvent[], last: ChosenInput | undefined, typed: KeptText): InputItem[] {
  const lastFile = last && 'inputFile' in last ? last.inputFile : undefined;
  const files = [...events].sort((one, other) => Number(other.file === lastFile) - Number(one.file === lastFile));
  if (lastFile !== undefined && files[0]?.file !== lastFile) {
    files.unshift({ label: path.basename(lastFile, '.json'), file: lastFile });
  }
  const lastText = last && 'inputText' in last ? last.inputText : undefined;
  return [
    ...(lastText === undefined
      ? []
      : [
          {
            label: oneLine(lastText),
            iconPath: new vscode.ThemeIcon('history'),
            description: phrase`typed last time`,
            choose: () => ({ inputText: lastText }),
          },
        ]),
    ...files.map(({ label, file }) => ({
      label: `${label}${path.extname(file)}`,
      iconPath: new vscode.ThemeIcon('json'),
      description: file === lastFile ? phrase`last time` : vscode.workspace.asRelativePath(path.dirname(file)),
      choose: () => ({ inputFile: file }),
    })),
    {
      label: phrase`Type an input…`,
      iconPath: new vscode.ThemeIcon('edit'),
      description: phrase`JSON on one line`,
      choose: () => typeInput(typed),
    },
    {
      label: phrase`Choose a file…`,
      iconPath: new vscode.ThemeIcon('folder-opened'),
      choose: chooseFile,
    },
    {
      label: '{}',
      iconPath: new vscode.ThemeIcon('bracket'),
      description: phrase`an empty object`,
      choose: () => ({ inputText: '{}' }),
    },
  ];
}

async function typeInput(typed: KeptText): Promise<ChosenInput | 'again'> {
  const text = await typed.ask({ title: phrase`The input, as JSON`, validateInput: jsonMistake });
  return text === undefined ? 'again' : { inputText: text };
}

async function chooseFile(): Promise<ChosenInput | 'again'> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: phrase`A file with the input, as JSON`,
      filters: { JSON: ['json'] },
    })) ?? [];
  return file ? { inputFile: file.fsPath } : 'again';
}

/** For input boxes: what is wrong with a JSON text, or undefined. */
export { jsonMistake as problemOf } from '../core/syntax/jsonMistake';

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
