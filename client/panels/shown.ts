/** What a graph's panel shows. Its page keeps it, so that a panel that VS Code opens again shows the same. */
import * as vscode from 'vscode';
import type { ShownInPanel } from '../../messages/graphWebview';
import type { RunRecord } from '../runs/runRecord';

export type Shown = ShownInPanel;

/** A machine of a file. */
export type Home = NonNullable<Shown['home']>;

/** A run, on the graph of its machine. */
export function shownRun({ program, name, id }: RunRecord): Shown {
  return { ...(program !== undefined && { uri: vscode.Uri.file(program).toString() }), name, runId: id };
}

/** A name that is not known yet is that of any machine of the file. */
export function isSameMachine(one: Partial<Home>, other: Partial<Home>): boolean {
  const isSameName = one.name === undefined || other.name === undefined || one.name === other.name;
  return one.uri === other.uri && isSameName;
}

/** @param state what a page has kept; nothing is shown where that is not ours */
export function readShown(state: unknown): Shown {
  const shown = (state as { shown?: unknown } | null | undefined)?.shown;
  if (typeof shown !== 'object' || shown === null) return {};
  const { uri, name, runId, isAlone, home } = shown as Record<string, unknown>;
  return {
    ...text({ uri, name, runId }),
    ...(isAlone === true && { isAlone }),
    ...(isHome(home) && { home: { ...text(home), uri: home.uri } }),
  };
}

function text<Name extends string>(values: Readonly<Record<Name, unknown>>): { [Each in Name]?: string } {
  const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as { [Each in Name]?: string };
}

function isHome(value: unknown): value is { readonly uri: string; readonly name: unknown } {
  return typeof (value as { uri?: unknown } | null | undefined)?.uri === 'string';
}
