/** A text asked for in a box that may be left and come back to: what was typed by then stands there again. */
import type * as vscode from 'vscode';
import { window } from './window';

export class KeptText {
  private left = false;

  constructor(private text: string) {}

  /** Undefined: the box was left. */
  async ask(options: vscode.InputBoxOptions, token?: vscode.CancellationToken): Promise<string | undefined> {
    const { validateInput } = options;
    const answer = await window.showInputBox(
      {
        ...options,
        value: this.text,
        // A suggestion is typed over; what a person typed is gone on with.
        valueSelection: this.left ? [this.text.length, this.text.length] : undefined,
        ignoreFocusOut: true,
        validateInput: (text) => {
          this.text = text;
          return validateInput?.(text);
        },
      },
      token,
    );
    this.left = answer === undefined;
    return answer;
  }
}
