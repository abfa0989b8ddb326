/**
 * Text in VS Code's notifications, prompts of input boxes and titles. Its notifications and prompts make a link, or a button
 * that runs a command, of `[text](https://…)` and `[text](command:…)`; labels of lists, the status bar and lines above code make
 * icons of `$(name)`. Neither is Markdown, so each has a small escape of its own.
 */
import { visible, visibleLines } from './visible';

/** Of a notification, a dialog or a prompt: nothing in it can be clicked. */
export function notificationText(text: string): string {
  return visibleLines(text).replace(/\](?=\()/g, '] ');
}

/** A label of a list or of the status bar: no part of it turns into an icon. */
export function label(text: string): string {
  return visible(text).replace(/\$\((?=[\w~-]+\))/g, '\\$(');
}
