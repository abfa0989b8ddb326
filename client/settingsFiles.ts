/** `.vscode/stepwise.json`: names in it that nothing has. */
import { checkFiles } from './checkedFiles';
import type { ClientContext } from './clientContext';

export function registerSettingsFiles(context: ClientContext): void {
  checkFiles(context, {
    name: 'stepwise-settings',
    files: { scheme: 'file', pattern: '**/.vscode/stepwise.json' },
    async problemsOf(document) {
      const params = { uri: document.uri.toString(), text: document.getText() };
      return (await context.server.request('stepwise/settingsFile', params))?.problems ?? [];
    },
  });
}
