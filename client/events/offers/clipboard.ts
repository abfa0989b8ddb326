/** What the person has copied: an event, or a line of a log with an event in it. It is looked at before it runs. */
import * as vscode from 'vscode';
import { phrase } from '../../../core/l10n/phrase';
import { prettyJsonText } from '../../../core/jsonText';
import type { EventChoice, EventText, Offer } from '../choice';
import { sourceOf } from '../sourceOf';
import { oneLine } from '../../inputPicker';
import { window } from '../../window';

export const clipboard: Offer = async ({ events }) => {
  const read = async (): Promise<string | undefined> => {
    const found = events.eventInText(await vscode.env.clipboard.readText());
    return found === undefined ? undefined : prettyJsonText(found);
  };
  const choiceOf = (label: string, text: () => Promise<EventText | undefined>, description?: string): EventChoice => ({
    label,
    ...(description !== undefined && { description }),
    icon: 'clippy',
    isDraft: true,
    isRemembered: true,
    text,
  });
  // A browser asks the person before it lets anybody read: only where it was wished for.
  if (vscode.env.uiKind === vscode.UIKind.Web) {
    const choice = choiceOf(phrase`Paste from the clipboard…`, async () => {
      const text = await read();
      if (text !== undefined) return { text, source: sourceOf(text, events) };
      void window.showErrorMessage(
        phrase`The clipboard holds no JSON object or list. Copy an event, or a line of a log that has one.`,
      );
      return undefined;
    });
    return [{ title: phrase`Clipboard`, choices: [choice] }];
  }
  const text = await read();
  if (text === undefined) return [];
  const choice = choiceOf(
    oneLine(text),
    () => Promise.resolve({ text, source: sourceOf(text, events) }),
    phrase`from the clipboard, to look at first`,
  );
  return [{ title: phrase`Clipboard`, choices: [choice] }];
};
