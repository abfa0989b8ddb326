/** An entry of the list of what the workspace's folders hold, and how it looks. */
import path from 'node:path';
import * as vscode from 'vscode';
import { label } from '../../core/escape/linkedText';
import { visibleLines } from '../../core/escape/visible';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { commandId } from '../commands/commandId';
import type {
  Inventory,
  InventoryFunction,
  InventoryMachine,
  InventoryPlace,
  InventoryValue,
} from '../../project/inventory/inventory';

export type Section = 'machines' | 'functions' | 'values';

/** As commands are given it. */
export type ProjectEntry =
  | { readonly kind: 'section'; readonly section: Section; readonly count: number }
  | {
      readonly kind: 'machine';
      readonly root: string;
      readonly machine: InventoryMachine;
      readonly why?: string;
      readonly synthesizable: boolean;
    }
  | {
      readonly kind: 'function';
      readonly root: string;
      readonly function: InventoryFunction;
      readonly why?: string;
      readonly synthesizable: boolean;
    }
  | {
      readonly kind: 'value';
      readonly root: string;
      readonly value: InventoryValue;
      /** A secret that the editor keeps. */
      readonly isKept?: boolean;
    };

/** What a folder holds, and which secrets of it the editor keeps. */
export interface ShownInventory extends Inventory {
  readonly kept?: readonly string[];
}

export function isProjectEntry(argument: unknown): argument is ProjectEntry {
  return typeof argument === 'object' && argument !== null && 'kind' in argument;
}

/** The sections that have anything, of all folders together. */
export function sectionsOf(inventories: readonly ShownInventory[]): ProjectEntry[] {
  const sections = Object.keys(SECTIONS) as Section[];
  return sections.flatMap((section): ProjectEntry[] => {
    const count = entriesOf(section, inventories).length;
    return count === 0 ? [] : [{ kind: 'section', section, count }];
  });
}

export function entriesOf(section: Section, inventories: readonly ShownInventory[]): ProjectEntry[] {
  return inventories.flatMap(({ root, stacks, machines, functions, unresolved, notRun, kept = [] }): ProjectEntry[] => {
    // Running the app would tell more of it.
    const unsure = stacks.filter(({ kind, state }) => kind === 'cdk' && state !== 'fresh').map(({ id }) => `${id}#`);
    const synthesizable = (id: string): boolean => unsure.some((stack) => id.startsWith(stack));
    const whyNot = (wanted: string): string | undefined => notRun.find(({ id }) => id === wanted)?.why;
    switch (section) {
      case 'machines':
        return machines.map((machine) => ({
          kind: 'machine',
          root,
          machine,
          why: whyNot(machine.id),
          synthesizable: synthesizable(machine.id),
        }));
      case 'functions':
        return functions.map((each) => ({
          kind: 'function',
          root,
          function: each,
          why: whyNot(each.id),
          synthesizable: synthesizable(each.id),
        }));
      case 'values':
        return unresolved.map((value) => ({ kind: 'value', root, value, isKept: kept.includes(value.key) }));
    }
  });
}

const SECTIONS: { readonly [section in Section]: { readonly words: () => Phrase; readonly icon: string } } = {
  machines: { words: () => phrase`Machines`, icon: 'type-hierarchy' },
  functions: { words: () => phrase`Functions`, icon: 'symbol-function' },
  values: { words: () => phrase`Values to Give`, icon: 'symbol-variable' },
};

export function projectItem(entry: ProjectEntry): vscode.TreeItem {
  switch (entry.kind) {
    case 'section':
      return sectionItem(entry.section, entry.count);
    case 'machine': {
      const { id, names, file, span, calls, problems } = entry.machine;
      const place: InventoryPlace = [file, span?.line ?? 1];
      return leaf(entry, {
        id,
        name: names[0] ?? id,
        details: [file, ...(entry.why === undefined ? [] : [phrase`not run here`])].join(' · '),
        place,
        icon: SECTIONS.machines.icon,
        abilities: [
          'machine',
          ...(entry.why === undefined ? ['runnable'] : []),
          ...(entry.synthesizable ? ['synthesizable'] : []),
        ],
        more: [
          ...(entry.why === undefined ? [] : [entry.why]),
          ...problems,
          ...(calls.length === 0 ? [] : [phrase`Calls ${calls.join(', ')}`]),
        ],
        isWrong: problems.length > 0,
      });
    }
    case 'function': {
      const { why } = entry;
      const { id, names, runs, runtime, file, line, from, usedBy, problems } = entry.function;
      return leaf(entry, {
        id,
        name: names[0] ?? id,
        details: [file ?? phrase`no file`, ...(why === undefined ? [] : [phrase`not run here`])].join(' · '),
        place: file === null ? from.declared : [file, line ?? 1],
        icon: SECTIONS.functions.icon,
        abilities: ['function', ...(runs ? ['runnable'] : []), ...(entry.synthesizable ? ['synthesizable'] : [])],
        more: [
          ...(runtime === null ? [] : [runtime]),
          ...(usedBy.length === 0 ? [] : [phrase`Called by ${usedBy.join(', ')}`]),
          ...new Set([...problems, ...(why === undefined ? [] : [why])]),
        ],
        isWrong: problems.length > 0,
      });
    }
    case 'value': {
      const { key, why, usedIn, place } = entry.value;
      const item = leaf(entry, {
        id: key,
        name: key,
        details: [...(entry.isKept ? [phrase`kept by the editor`] : []), ...usedIn].join(', '),
        place: place ?? undefined,
        icon: SECTIONS.values.icon,
        abilities: ['value', ...(place ? ['placed'] : [])],
        more: [why],
        isWrong: false,
      });
      item.command = { command: commandId('giveValue'), title: phrase`Give Value`, arguments: [entry] };
      return item;
    }
  }
}

function sectionItem(section: Section, count: number): vscode.TreeItem {
  const { words, icon } = SECTIONS[section];
  const item = new vscode.TreeItem(words(), vscode.TreeItemCollapsibleState.Expanded);
  item.id = section;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'section';
  return item;
}

interface Look {
  readonly id: string;
  readonly name: string;
  readonly details: string;
  readonly place: InventoryPlace | undefined;
  readonly icon: string;
  /** For the `when` of commands. */
  readonly abilities: readonly string[];
  readonly more: readonly string[];
  readonly isWrong: boolean;
}

function leaf({ kind, ...entry }: ProjectEntry, look: Look): vscode.TreeItem {
  const root = 'root' in entry ? entry.root : '';
  const item = new vscode.TreeItem(label(look.name), vscode.TreeItemCollapsibleState.None);
  item.id = `${kind} ${root} ${look.id}`;
  item.description = label(look.details);
  item.tooltip = visibleLines([look.id, look.details, ...look.more].join('\n'));
  const color = look.isWrong ? new vscode.ThemeColor('list.warningForeground') : undefined;
  item.iconPath = new vscode.ThemeIcon(look.isWrong ? 'warning' : look.icon, color);
  item.contextValue = look.abilities.join(' ');
  if (look.place) item.command = openCommand(root, look.place);
  return item;
}

/** The command that leads to a line. */
export function openCommand(root: string, [file, line]: InventoryPlace): vscode.Command {
  const position = new vscode.Position(line - 1, 0);
  return {
    command: 'vscode.open',
    title: phrase`Open`,
    arguments: [
      vscode.Uri.file(path.resolve(root, file)),
      { selection: new vscode.Range(position, position) } satisfies vscode.TextDocumentShowOptions,
    ],
  };
}
