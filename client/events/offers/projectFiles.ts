/** The project's own sample events: the files of `events/`, and those beside its tests. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../../../core/l10n/phrase';
import type { EventChoice, EventSubject, EventText, Offer } from '../choice';
import { readTextFile } from '../../../project/readRegularFile';
import type { Events } from '../../../events/load';
import type { SampleEvent } from '../../../project/project';
import { sourceOf } from '../sourceOf';
import { window } from '../../window';

/** Those that have what the handler reads. */
export const projectFiles: Offer = (subject) => [
  { title: phrase`Events of the project`, choices: choicesOf(subject, ({ file }) => !subject.lacking.has(file)) },
];

/** Those that lack some of it, such as the input of a machine that calls it. */
export const otherFiles: Offer = (subject) => [
  {
    title: phrase`Events that lack what it reads`,
    choices: choicesOf(subject, ({ file }) => subject.lacking.has(file)),
  },
];

/** The one that was run last stands first among them. */
function choicesOf(subject: EventSubject, isWanted: (event: SampleEvent) => boolean): EventChoice[] {
  const last = subject.kept.recent().find(({ file }) => file !== undefined)?.file;
  const files = subject.files
    .filter(isWanted)
    .sort((one, other) => Number(other.file === last) - Number(one.file === last));
  return files.map(({ label, file }): EventChoice => ({
    ...fileChoice(file, subject),
    label: `${label}${path.extname(file)}`,
    description: file === last ? phrase`last time` : vscode.workspace.asRelativePath(path.dirname(file)),
  }));
}

/** A file anywhere. */
export function fileChoice(file: string, subject: EventSubject): EventChoice {
  return {
    label: path.basename(file),
    icon: 'json',
    isRemembered: true,
    text: () => Promise.resolve(textOfFile(file, subject.events)),
  };
}

/** Undefined: the person has been told why it cannot be read. */
export function textOfFile(file: string, events: Events): EventText | undefined {
  const { text, reason } = readTextFile(file);
  if (text !== undefined) return { text, file, source: sourceOf(text, events) };
  void window.showErrorMessage(phrase`${file} cannot be read: ${reason ?? ''}.`);
  return undefined;
}
