/** From what the debug adapter tells to the store of runs. */
import * as vscode from 'vscode';
import { KeptEvents } from '../../core/graph/keptEvents';
import { onAdapterEvent } from '../adapterEvents';
import { afresh, isId, isStatus, type LaunchConfiguration } from './runRecord';
import type { RunStore } from './runStore';

export function followRuns(runs: RunStore): vscode.Disposable {
  return vscode.Disposable.from(
    onAdapterEvent('stepwise.runStarted', ({ runId, program, name, input, history, parent }, session) => {
      if (!isId(runId)) return;
      const { workspaceFolder } = session;
      const configuration = afresh(session.configuration as LaunchConfiguration);
      const record = {
        id: runId,
        program,
        name,
        startedAt: Date.now(),
        history,
        ...(parent === undefined && { launch: { configuration, folder: workspaceFolder?.uri.toString() } }),
        // A handler that runs by itself is no run of a machine.
        ...(parent &&
          runs.get(parent.runId) && {
            parent: { id: parent.runId, statePath: parent.statePath, iterations: parent.iterations },
          }),
      };
      const clock = { stands: false, stood: 0, at: record.startedAt };
      runs.begin(record, { session, input, events: new KeptEvents(), clock });
    }),
    onAdapterEvent('stepwise.runEvents', (body) => runs.tell(body.runId, { type: 'runEvents', ...body })),
    onAdapterEvent('stepwise.runEnded', (body) => {
      runs.tell(body.runId, { type: 'runEnded', ...body });
      const { status, error } = body;
      runs.end(body.runId, { status: isStatus(status) ? status : 'ABORTED', error });
    }),
    onAdapterEvent('stepwise.clock', ({ runId, stands, stood }) => runs.setClock(runId, { stands, stood })),
    onAdapterEvent('stepwise.stopped', ({ runId, ...place }) => runs.tell(runId, { type: 'stopped', ...place })),
    vscode.debug.onDidTerminateDebugSession((session) => runs.endSession(session)),
  );
}
