/** The debug adapter's custom requests, typed. */
import type * as vscode from 'vscode';
import type { AdapterRequests, AdapterResult } from '../messages/debugClient';

/** Rejects with the adapter's sentence, and where the session has ended. */
export async function requestOfAdapter<Name extends keyof AdapterRequests>(
  session: vscode.DebugSession,
  name: Name,
  args: AdapterRequests[Name],
): Promise<AdapterResult<Name>> {
  return (await session.customRequest(name, args)) as AdapterResult<Name>;
}
