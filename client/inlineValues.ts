/** While the debugger has stopped at a state, the values of its paths and variables stand behind them in the editor. */
import * as vscode from 'vscode';
import { DEBUG_TYPES, LANGUAGES } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { expressionsIn } from './expressionAt';

/** Whole documents that a line would not show: of these a member is shown. */
const WHOLE = new Set(['$', '$$', '$states', '$states.context']);

export function registerInlineValues({ extension }: ClientContext): void {
  const provider: vscode.InlineValuesProvider = {
    provideInlineValues(document, viewPort, { stoppedLocation }) {
      if (vscode.debug.activeDebugSession?.type !== DEBUG_TYPES.workflow) return [];
      const shown = viewPort.intersection(stoppedLocation);
      const values: vscode.InlineValue[] = [];
      for (let line = shown?.start.line ?? 1; line <= (shown?.end.line ?? 0); line++) {
        for (const { start, text } of expressionsIn(document.lineAt(line).text)) {
          if (WHOLE.has(text)) continue;
          const range = new vscode.Range(line, start, line, start + text.length);
          values.push(new vscode.InlineValueEvaluatableExpression(range, text));
        }
      }
      return values;
    },
  };
  const languages = [...LANGUAGES, 'yaml', 'json'];
  // A text that was edited since is shown as the debugger keeps it.
  const selector = ['file', 'debug'].flatMap((scheme) => languages.map((language) => ({ language, scheme })));
  extension.subscriptions.push(vscode.languages.registerInlineValuesProvider(selector, provider));
}
