/** What the states that call the function pass to it, found with made-up inputs and answers: for when it has not been called yet. */
import path from 'node:path';
import * as vscode from 'vscode';
import { jsonValue, prettyJsonText } from '../../../core/jsonText';
import { phrase } from '../../../core/l10n/phrase';
import { requestOfAdapter } from '../../adapterRequests';
import { beginQuietly } from '../../quietSession';
import { window } from '../../window';
import type { EventChoice, EventSubject, EventText, Offer } from '../choice';

export const passed: Offer = (subject) => {
  const choices = subject.callers.map((machine): EventChoice => ({
    label: phrase`What ${machine} passes`,
    description: phrase`made up from its definition`,
    icon: 'type-hierarchy-sub',
    isRemembered: true,
    text: () => passedBy(machine, subject),
  }));
  return [{ title: phrase`From a state machine`, choices }];
};

async function passedBy(machine: string, { uri, declared, name }: EventSubject): Promise<EventText | undefined> {
  const session = await beginQuietly(uri, { target: 'app', program: uri.fsPath }, path.basename(uri.fsPath));
  if (!session) return undefined;
  try {
    const names = declared ? [declared.name, ...declared.names] : [name];
    const { passed } = await requestOfAdapter(session, 'stepwise.passed', { machine, names });
    const found = await oneOf(passed, machine);
    return found && { text: prettyJsonText(jsonValue(found.event)), source: 'step-functions-task' };
  } finally {
    await vscode.debug.stopDebugging(session);
  }
}

interface Passed {
  readonly state: string;
  readonly event: string;
}

async function oneOf(passed: readonly Passed[], machine: string): Promise<Passed | undefined> {
  if (passed.length === 0) {
    void window.showInformationMessage(phrase`No input was found with which ${machine} calls the function.`);
    return undefined;
  }
  if (passed.length === 1) return passed[0];
  const items = passed.map((each) => ({ label: each.state, description: each.event, each }));
  return (await window.showQuickPick(items, { title: phrase`Which state?` }))?.each;
}
