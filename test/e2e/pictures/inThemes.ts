/** A picture in each theme and size. */
import * as vscode from 'vscode';
import { tell } from '../../harness/control';

const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};
const SIZES = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 800, height: 700 },
  half: { width: 720, height: 900 },
};

/** @param open what closes when the window changes */
export async function pictures(name: string, open?: () => Promise<void>): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closePanel');
  for (const [size, place] of Object.entries(SIZES)) {
    await tell('resize', place);
    for (const [theme, label] of Object.entries(THEMES)) {
      await vscode.workspace
        .getConfiguration()
        .update('workbench.colorTheme', label, vscode.ConfigurationTarget.Global);
      const isHighContrast = theme.startsWith('hc');
      await tell('waitFor', {
        selector: `.monaco-workbench${isHighContrast ? `.${theme.replace('hc-dark', 'hc-black')}` : ''}`,
      });
      await open?.();
      await tell('screenshot', { name: `${name}-${size}-${theme}` });
    }
  }
  await tell('resize', SIZES.wide);
}
