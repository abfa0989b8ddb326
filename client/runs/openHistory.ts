/** A history that somebody saved, as a run of the list: on the graph of its machine, or on one that is drawn from it. */
import path from 'node:path';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { HistoryView, MachinePlace } from '../../messages/languageClient';
import type { ClientContext } from '../clientContext';
import { tellFailures } from '../lastFailures';
import { window } from '../window';
import { readHistory } from './runContent';
import type { RunRecord } from './runRecord';

const DEFINITIONS = '**/{*.asl.json,*.asl.yaml,*.asl.yml,*.asl,template.yaml,template.yml,template.json}';
/** Machines that are compared with the history. */
const MOST_FILES = 200;

export async function openHistoryFile(context: ClientContext, given: vscode.Uri | undefined): Promise<void> {
  const file = given ?? (await chooseFile());
  if (!file) return;
  if (file.scheme !== 'file') {
    return void window.showErrorMessage(phrase`Stepwise reads files on disk, and "${file.path}" is not one.`);
  }
  const view = await readHistory(context.server, file.fsPath, await machinesHere(context));
  if (typeof view === 'string') return void window.showErrorMessage(view);
  const machine = await chooseMachine(view);
  if (machine === null) return;
  const run = recordOf(file.fsPath, view, machine);
  context.runs.keep(run);
  if (run.program !== undefined) tellFailures(context.server, run.program, view.events);
  await context.panels.graph.showRun(run.id);
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const title = phrase`Which history?`;
  const filters = { JSON: ['json', 'jsonl'] };
  return (await vscode.window.showOpenDialog({ title, filters }))?.[0];
}

/** Those of the folder, and those that have run. */
async function machinesHere({ server, runs }: ClientContext): Promise<MachinePlace[]> {
  const files = await vscode.workspace.findFiles(DEFINITIONS, '**/node_modules/**', MOST_FILES);
  const known = runs.all().flatMap(({ program }) => (program === undefined ? [] : [vscode.Uri.file(program)]));
  const uris = [...new Set([...known, ...files].map(String))].slice(0, MOST_FILES);
  const places = await Promise.all(
    uris.map(async (uri): Promise<MachinePlace[]> => {
      const machines = (await server.request('stepwise/machines', { uri })) ?? [];
      const own = machines.filter(({ file }) => vscode.Uri.file(file).toString() === uri);
      return own.length > 0 ? own.map(({ name }) => ({ uri, name })) : [];
    }),
  );
  return places.flat();
}

/** Undefined: none fits. Null: the person chose none. */
async function chooseMachine({ machines }: HistoryView): Promise<MachinePlace | undefined | null> {
  if (machines.length < 2) return machines[0];
  const items = machines.map((place) => ({
    label: place.name ?? path.basename(vscode.Uri.parse(place.uri).fsPath),
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri)),
    place,
  }));
  const title = phrase`Of which state machine is this history?`;
  return (await window.showQuickPick(items, { title }))?.place ?? null;
}

/** The same file is the same run, however often it is opened. */
function recordOf(history: string, view: HistoryView, machine: MachinePlace | undefined): RunRecord {
  const { startedAt, endedAt, end, name } = view;
  const program = machine && vscode.Uri.parse(machine.uri).fsPath;
  return {
    id: `opened-${createHash('sha256').update(history).digest('hex').slice(0, 24)}`,
    ...(program !== undefined && { program }),
    name: machine?.name ?? name ?? path.basename(history).replace(/(\.history)?\.[^.]+$/, ''),
    status: end?.status ?? 'INTERRUPTED',
    startedAt,
    endedAt,
    ...(end?.error !== undefined && { error: end.error }),
    history,
    isOpened: true,
    isTold: true,
  };
}
