/** Pictures of the list of events and of a document with one. */
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { closePick, openText } from '../../harness/editor';
import { pictures, TIME } from './inThemes';

const ROW = '.quick-input-widget .monaco-list-row';

describe('Pictures of events', function () {
  this.timeout(TIME);
  before(() => vscode.commands.executeCommand('workbench.action.closeAuxiliaryBar'));

  it('of the list', async () => {
    await openText('e2e/parcel-queue/src/weigh.js', 1);
    await pictures('events', async () => {
      await closePick();
      void vscode.commands.executeCommand('stepwise.debugHandler');
      await tell('waitFor', { selector: `${ROW}.focused` });
    });
    await closePick();
  });

  it('of a document', async () => {
    await openText('e2e/parcel-queue/src/weigh.js', 1);
    void vscode.commands.executeCommand('stepwise.debugHandler');
    await tell('waitFor', { selector: `${ROW}.focused` });
    await tell('click', { selector: `${ROW}.focused .action-label` });
    await tell('waitForText', { selector: '.codelens-decoration', text: 'New values' });
    await tell('type', { text: 'x' });
    await tell('waitFor', { selector: '.squiggly-error, .squiggly-warning' });
    await pictures('event-document');
  });

  it('of what starts a machine', async () => {
    await openText('e2e/parcel-queue/weighing.asl.json', 1);
    await pictures('start-as', async () => {
      await closePick();
      void vscode.commands.executeCommand('stepwise.startAs');
      await tell('waitForText', { selector: `${ROW}.focused`, text: 'Nightly' });
    });
    await closePick();
  });

  it('of what a caller does with an answer', async () => {
    await openText('e2e/parcel-queue/src/weigh.js', 1);
    void vscode.commands.executeCommand('stepwise.runHandler');
    await tell('waitFor', { selector: `${ROW}.focused` });
    await tell('press', { key: 'Enter' });
    await pictures('event-answer', async () => {
      await vscode.commands.executeCommand('workbench.panel.repl.view.focus');
      await tell('waitForText', { selector: '.repl', text: 'Accepted' });
    });
  });
});
