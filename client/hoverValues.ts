/** While the debugger has stopped, hovering a path or variable in a definition shows its value: what to evaluate stands here. */
import * as vscode from 'vscode';
import { LANGUAGES } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { expressionAt } from './expressionAt';

export function registerHoverValues({ extension }: ClientContext): void {
  const provider: vscode.EvaluatableExpressionProvider = {
    provideEvaluatableExpression(document, position) {
      const found = expressionAt(document.lineAt(position.line).text, position.character);
      return (
        found &&
        new vscode.EvaluatableExpression(
          new vscode.Range(position.line, found.start, position.line, found.start + found.text.length),
          found.text,
        )
      );
    },
  };
  const languages = [...LANGUAGES, 'yaml', 'json'];
  const selector = ['file', 'debug'].flatMap((scheme) => languages.map((language) => ({ language, scheme })));
  extension.subscriptions.push(vscode.languages.registerEvaluatableExpressionProvider(selector, provider));
}
