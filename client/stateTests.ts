/**
 * The session in which states are tested: a debug adapter of its own, which shows nothing of itself. What the state calls
 * runs there by the settings, the trust and the consents of a run, and ends with it.
 */
import * as vscode from 'vscode';
import type { AdapterRequests, StateTestLaunch, StateTestResult } from '../messages/debugClient';
import { requestOfAdapter } from './adapterRequests';
import { beginQuietly } from './quietSession';
import { window } from './window';

/** Rejects where the test cannot be made. */
type TestState = (request: AdapterRequests['stepwise.testState']) => Promise<StateTestResult>;

/** Not said to a person: they cancelled, or a message has been shown. */
class Ended extends Error {}

/**
 * @param machine which of several in a template
 * @param title what a person sees while a test is under way
 * @param work may ask for several tests
 * @returns what it returns; undefined where a person cancelled, or where the session does not begin and has said why
 */
export async function withStateTests<Result>(
  program: vscode.Uri,
  machine: string | undefined,
  title: string,
  work: (test: TestState) => Promise<Result>,
): Promise<Result | undefined> {
  const launch: StateTestLaunch = { target: 'state', program: program.fsPath, machine };
  const session = await beginQuietly(program, launch, title);
  if (!session) return undefined;
  try {
    return await work((request) => tested(session, title, request));
  } catch (error) {
    if (error instanceof Ended) return undefined;
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  } finally {
    await vscode.debug.stopDebugging(session);
  }
}

function tested(
  session: vscode.DebugSession,
  title: string,
  request: AdapterRequests['stepwise.testState'],
): Promise<StateTestResult> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const test = window.withProgress(options, (_progress, cancelled) => {
    const cancellation = new Promise<never>((_resolve, reject) => {
      cancelled.onCancellationRequested(() => reject(new Ended()));
    });
    return Promise.race([requestOfAdapter(session, 'stepwise.testState', request), cancellation]);
  });
  return Promise.resolve(test);
}
