/** A picture in each theme and size. */
import * as vscode from 'vscode';
import { tell } from '../../harness/control';

const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};
/** The last one stays. */
const SIZES = {
  half: { width: 720, height: 900 },
  wide: { width: 1440, height: 900 },
};

/** Of one scene with its pictures, in milliseconds; a machine may be busy with other things. */
export const TIME = 180_000;

/** @param open what closes when the window changes */
export async function pictures(name: string, open?: () => Promise<void>): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closePanel');
  for (const [theme, label] of Object.entries(THEMES)) {
    await vscode.workspace.getConfiguration().update('workbench.colorTheme', label, vscode.ConfigurationTarget.Global);
    const isHighContrast = theme.startsWith('hc');
    await tell('waitFor', {
      selector: `.monaco-workbench${isHighContrast ? `.${theme.replace('hc-dark', 'hc-black')}` : ''}`,
    });
    for (const [size, place] of Object.entries(SIZES)) {
      await tell('resize', place);
      await open?.();
      await tell('screenshot', { name: `${name}-${size}-${theme}` });
    }
  }
}
