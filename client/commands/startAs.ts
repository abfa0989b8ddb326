/** Start as…: runs a machine with the input that one of its triggers would start it with. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { MACHINE_IN_FRONT } from '../contextKey';
import { machineStarts } from '../machineStarts';
import { meantMachine } from '../meantMachine';
import { mayRun } from '../trust';
import { window } from '../window';
import type { Command } from './command';
import { startMachine } from './runWorkflow';

export const startAs: Command = {
  icon: 'zap',
  menus: { 'editor/title/run': { when: MACHINE_IN_FRONT, group: '1_run@15' } },
  async run(context, argument, given) {
    const meant = await meantMachine(context, argument, given);
    if (!meant || !mayRun(meant.uri)) return;
    const { uri, machine } = meant;
    const project = await context.server.request('stepwise/project', { uri: uri.toString() });
    const starts = machineStarts(uri, machine, project);
    const called = machine ?? vscode.workspace.asRelativePath(uri);
    if (starts.length === 0) {
      const nothing = phrase`Nothing in this project starts ${called}, as far as its files tell.`;
      return void window.showInformationMessage(nothing);
    }
    const debug = { iconPath: new vscode.ThemeIcon('debug-alt'), tooltip: phrase`Debug` };
    const items = starts.map(({ name, title }) => ({
      label: name,
      description: title,
      iconPath: new vscode.ThemeIcon('zap'),
      buttons: [debug],
    }));
    const picked = await window.showQuickPickWithButtons(items, {
      title: phrase`Start ${called} as …`,
      placeHolder: phrase`Choose what starts it: its sample event becomes the input`,
      matchOnDescription: true,
    });
    if (!picked) return;
    await startMachine(uri, { machine, as: picked.item.label }, !picked.isButton);
  },
};
