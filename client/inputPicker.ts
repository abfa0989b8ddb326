/** Asks for the input of a run: a sample file of the project, the last one, or one written as a document. */
import path from 'node:path';
import { applyEdits, format } from 'jsonc-parser';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { NamedStart } from '../core/triggers/starts';
import type { SampleEvent } from '../project/project';
import type { ClientContext } from './clientContext';
import { window } from './window';

/** One of the three of `LaunchArguments`. */
export type ChosenInput = { readonly inputFile: string } | { readonly inputText: string } | { readonly as: string };

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

export interface InputRequest {
  /** What the last input is remembered by: one per machine or handler. */
  readonly key: string;
  readonly events: readonly SampleEvent[];
  readonly title: string;
  readonly beside?: ChoiceBeside;
  /** What starts the machine where it is deployed. */
  readonly starts?: readonly NamedStart[];
  /** What the machine reads of its input, as JSON text. */
  readonly sample?: string;
  /** What a run had there, as JSON text. */
  readonly had?: { readonly text: string; readonly when: string };
}

export async function pickInput(
  { extension, documents }: Pick<ClientContext, 'extension' | 'documents'>,
  request: InputRequest,
): Promise<ChosenInput | undefined> {
  const memory = extension.workspaceState;
  const memoryKey = `input:${request.key}`;
  const last = memory.get<ChosenInput>(memoryKey);
  const draft = { text: last && 'inputText' in last ? last.inputText : (request.had?.text ?? request.sample ?? '{}') };
  const write = async (): Promise<ChosenInput | 'again'> => {
    const written = await documents.ask({
      name: request.title,
      text: pretty(draft.text),
      action: phrase`Use this input (or save)`,
      changed: (text) => void (draft.text = text),
    });
    return written ? { inputText: written.text } : 'again';
  };
  let input: ChosenInput | 'again' | undefined;
  do {
    const offered = [...items(request, last, write), ...(request.beside ? itemsBeside(request.beside) : [])];
    const chosen = await window.showQuickPick(offered, {
      title: request.title,
      placeHolder: phrase`Choose the input`,
      matchOnDescription: true,
    });
    input = await chosen?.choose();
  } while (input === 'again');
  // What a run had is kept with the run alone, where it is masked in its time.
  const isOfRun = input !== undefined && 'inputText' in input && input.inputText === request.had?.text;
  if (input && !isOfRun) await memory.update(memoryKey, input);
  return input;
}

function itemsBeside(beside: ChoiceBeside): InputItem[] {
  const choose = (): Promise<'again'> => beside.choose().then(() => 'again');
  return [
    { label: beside.group, kind: vscode.QuickPickItemKind.Separator, choose },
    { label: beside.label(), iconPath: new vscode.ThemeIcon('beaker'), choose },
  ];
}

function items(
  { events, starts = [], had, sample }: InputRequest,
  last: ChosenInput | undefined,
  write: () => Promise<ChosenInput | 'again'>,
): InputItem[] {
  const lastFile = last && 'inputFile' in last ? last.inputFile : undefined;
  const files = [...events].sort((one, other) => Number(other.file === lastFile) - Number(one.file === lastFile));
  if (lastFile !== undefined && files[0]?.file !== lastFile) {
    files.unshift({ label: path.basename(lastFile, '.json'), file: lastFile });
  }
  const lastText = last && 'inputText' in last ? last.inputText : undefined;
  const lastStart = last && 'as' in last ? last.as : undefined;
  const triggers = [...starts].sort((one, other) => Number(other.name === lastStart) - Number(one.name === lastStart));
  return [
    ...triggers.map(({ name, title }) => ({
      label: phrase`Start as ${name} would`,
      iconPath: new vscode.ThemeIcon('zap'),
      description: name === lastStart ? phrase`last time` : title,
      choose: () => ({ as: name }),
    })),
    ...(had
      ? [
          {
            label: oneLine(had.text),
            iconPath: new vscode.ThemeIcon('debug-rerun'),
            description: had.when,
            choose: () => ({ inputText: had.text }),
          },
        ]
      : []),
    ...(lastText === undefined || lastText === had?.text
      ? []
      : [
          {
            label: oneLine(lastText),
            iconPath: new vscode.ThemeIcon('history'),
            description: phrase`written last time`,
            choose: () => ({ inputText: lastText }),
          },
        ]),
    ...files.map(({ label, file }) => ({
      label: `${label}${path.extname(file)}`,
      iconPath: new vscode.ThemeIcon('json'),
      description: file === lastFile ? phrase`last time` : vscode.workspace.asRelativePath(path.dirname(file)),
      choose: () => ({ inputFile: file }),
    })),
    ...(sample === undefined || sample === lastText
      ? []
      : [
          {
            label: oneLine(sample),
            iconPath: new vscode.ThemeIcon('lightbulb'),
            description: phrase`what the machine reads`,
            choose: () => ({ inputText: sample }),
          },
        ]),
    {
      label: phrase`Write an input…`,
      iconPath: new vscode.ThemeIcon('edit'),
      description: phrase`as a JSON document`,
      choose: write,
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

export async function chooseFile(): Promise<{ readonly inputFile: string } | 'again'> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: phrase`A file with the input, as JSON`,
      filters: { JSON: ['json'] },
    })) ?? [];
  return file ? { inputFile: file.fsPath } : 'again';
}

/** What is no JSON yet stays as it is. */
export function pretty(text: string): string {
  if (text.includes('\n')) return text;
  const edits = format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' });
  return applyEdits(text, edits);
}

export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
