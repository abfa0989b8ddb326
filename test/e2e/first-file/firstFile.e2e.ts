/** The window has just opened with one file, and nobody has clicked or typed: whatever it is, all of ours is there. */
import path from 'node:path';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { closePick } from '../../harness/editor';
import { suiteWindow } from '../../harness/mochaRun';

interface Expected {
  /** What the buttons of the editor's title begin with. */
  readonly button?: string;
  /** Above the text. */
  readonly lens?: string;
  /** Pressed, and what the list that opens then holds. */
  readonly keys: readonly (readonly [key: string, row: string])[];
  /** From the palette, where no machine is in front: it takes the project's. */
  readonly command?: string;
}

const MACHINE: Expected = {
  button: 'Run Workflow',
  lens: 'Run',
  keys: [
    ['F5', 'large-order.json'],
    ['Control+F5', 'large-order.json'],
  ],
};
const HANDLER: Omit<Expected, 'keys'> = { button: 'Run Handler', lens: 'Run handler' };

const FILES: Readonly<Record<string, Expected>> = {
  'order-fulfilment.asl.json': MACHINE,
  // No debugger is one for YAML: F5 is our key there.
  'template.yaml': {
    ...MACHINE,
    keys: [
      ['F5', '{}'],
      ['Control+F5', '{}'],
    ],
  },
  // A handler's events, not VS Code's list of debuggers.
  'charge-card.ts': {
    ...HANDLER,
    keys: [
      ['F5', 'charge-card/charge.json'],
      ['Control+F5', 'charge-card/charge.json'],
    ],
  },
  'reserve_item.py': { ...HANDLER, keys: [['F5', 'reserve-item/reserve.json']] },
  'MockConfigFile.json': { lens: 'Run case', keys: [] },
  'README.md': { keys: [], command: 'stepwise.runWorkflow' },
};

const { file = '' } = suiteWindow;
const { button, lens, keys, command } = FILES[path.basename(file)]!;
const ROW = '.quick-input-widget .monaco-list-row';

describe(`A window that opens with ${path.basename(file)}`, () => {
  before(() => tell('waitForText', { selector: '.tab.active', text: path.basename(file) }));

  if (button !== undefined) {
    it(`has the button ${button}`, () => tell('waitFor', { selector: `.editor-actions [aria-label^="${button}"]` }));
  }
  if (lens !== undefined) {
    it(`has "${lens}" above the text`, () => tell('waitForText', { selector: '.codelens-decoration a', text: lens }));
  }
  if (command !== undefined) {
    it(`runs the project's machine by ${command}`, async () => {
      void vscode.commands.executeCommand(command);
      await tell('waitForText', { selector: ROW, text: 'large-order.json' });
      await closePick();
    });
  }
  for (const [key, row] of keys) {
    it(`offers ${row} at ${key}`, async () => {
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await tell('press', { key });
      await tell('waitForText', { selector: ROW, text: row });
      await closePick();
    });
  }
});
