/** A run, and a machine with its runs, as entries of the list. */
import * as vscode from 'vscode';
import { label } from '../../core/escape/linkedText';
import { visible, visibleLines } from '../../core/escape/visible';
import { durationText } from '../../core/l10n/durationText';
import { phrase } from '../../core/l10n/phrase';
import { COMMANDS } from '../../messages/ids';
import type { OpenQuestion } from '../questions';
import { canBeRedriven, type RunRecord } from './runRecord';
import { LOOKS, momentText, stateName } from './runWords';

export interface RunState {
  /** It has started others. */
  readonly hasStarted: boolean;
  /** Path of the state at which the debugger has stopped it. */
  readonly stopped: string | undefined;
  readonly question: OpenQuestion | undefined;
}

export function runItem(run: RunRecord, { hasStarted, stopped, question }: RunState): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label(run.name), hasStarted ? Collapsed : None);
  const { words, icon, color } = LOOKS[run.status];
  const duration = run.endedAt === undefined ? [] : [durationText(run.endedAt - run.startedAt)];
  // What a person has to do or to know stands first: a narrow side bar cuts the rest.
  const details = [...doing(), momentText(run.startedAt), ...duration].join(' · ');
  item.id = run.id;
  item.description = label(details);
  item.tooltip = visibleLines(tooltipOf(run, question?.words ?? words()));
  const shownIcon = question ? 'bell-dot' : stopped !== undefined ? 'debug-pause' : icon;
  item.iconPath = new vscode.ThemeIcon(shownIcon, new vscode.ThemeColor(question ? 'charts.purple' : color));
  item.contextValue = ['run', ...abilities(run, question !== undefined)].join(' ');
  item.command = { command: COMMANDS.showRun, title: phrase`Show Run`, arguments: [run.id] };
  item.accessibilityInformation = { label: visible(`${run.name}, ${words()}, ${details}`) };
  return item;

  function doing(): string[] {
    if (question) return [phrase`needs your answer: ${question.state}`];
    if (run.status === 'SUCCEEDED') return [];
    if (run.status !== 'RUNNING') return [run.error ?? words()];
    return [stopped === undefined ? phrase`running` : phrase`stopped at ${stateName(stopped)}`];
  }
}

interface RunMachine {
  readonly name: string;
  readonly program: string | undefined;
  readonly count: number;
}

export function machineItem({ name, program, count }: RunMachine): vscode.TreeItem {
  const item = new vscode.TreeItem(label(name), vscode.TreeItemCollapsibleState.Expanded);
  item.id = machineKey(program, name);
  item.description = label(
    program === undefined ? phrase`not in this folder` : vscode.workspace.asRelativePath(program),
  );
  item.iconPath = new vscode.ThemeIcon('type-hierarchy');
  item.tooltip = visible(phrase`Runs of ${name}: ${count}`);
  item.contextValue = 'machine';
  return item;
}

export function machineKey(program: string | undefined, name: string): string {
  return `${program ?? ''}#${name}`;
}

/** For the `when` of commands in the list. */
function abilities(run: RunRecord, hasQuestion: boolean): string[] {
  const isRunning = run.status === 'RUNNING';
  return [
    ...(isRunning ? ['running'] : ['ended']),
    ...(!isRunning && run.program !== undefined && !run.parent ? ['again'] : []),
    ...(canBeRedriven(run) && !run.parent ? ['redrivable'] : []),
    ...(run.history !== undefined && !run.isOpened ? ['history'] : []),
    ...(hasQuestion ? ['asks'] : []),
  ];
}

function tooltipOf(
  { name, program, startedAt, endedAt, error, isMasked, isOpened, history }: RunRecord,
  words: string,
): string {
  return [
    `${name}: ${words}`,
    phrase`Started ${new Date(startedAt).toLocaleString(vscode.env.language)}`,
    ...(endedAt === undefined ? [] : [phrase`Took ${durationText(endedAt - startedAt)}`]),
    ...(error === undefined ? [] : [error]),
    program ?? phrase`The state machine is not in this folder.`,
    ...(isOpened && history !== undefined ? [phrase`Opened from ${history}`] : []),
    ...(isMasked ? [phrase`Kept without what stepwise.mask names.`] : []),
  ].join('\n');
}
