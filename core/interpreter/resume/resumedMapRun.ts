/**
 * The run of a Distributed Map that goes on: children that ended are not run again, those that were under way go on; a
 * redrive runs the unsuccessful ones again, each from its own failed state, and starts those that had not begun.
 * Source: "Redriving Map Runs in Step Functions executions" in the developer guide.
 */
import type { Scope } from '../../model/machine';
import type { Line } from '../line';
import { endPoint, redrivePoint, resumePoint } from './checkpoint';
import type { Checkpoint, MapRunPoint } from './linePoint';
import type { ResumedState } from './resumption';

/** A child execution of an earlier run. Without a checkpoint it begins anew under its own name. */
export interface ResumedChild {
  readonly executionArn: string;
  readonly checkpoint: Checkpoint | undefined;
}

/** The parts of a Map Run's ARN: `…:mapRun:MACHINE/LABEL:ID`. */
export function mapRunOf(arn: string): { readonly arn: string; readonly label: string; readonly id: string } {
  const [name = '', id = ''] = arn.split(':').slice(-2);
  return { arn, label: name.slice(name.lastIndexOf('/') + 1), id };
}

/** Records the redrive; a run that merely goes on records nothing. Gives the id that MapStateExited follows. */
export function goOnWith(line: Line, run: MapRunPoint, resumed: ResumedState | undefined): number {
  if (!resumed?.redrive) return run.startedId;
  return line.advance('MapRunRedriven', {
    mapRunRedrivenEventDetails: { mapRunArn: run.arn, redriveCount: run.redriveCount + 1 },
  });
}

export function savedChild(scope: Scope, resumed: ResumedState | undefined, index: number): ResumedChild | undefined {
  const child = resumed?.mapRun?.children.get(index);
  if (!child) return undefined;
  const { executionArn, events } = child;
  const request = { events, children: resumed?.saved ?? [] };
  const point = resumed?.redrive ? redriven(scope, request) : goingOn(scope, request);
  return { executionArn, checkpoint: point };
}

type Request = Parameters<typeof resumePoint>[1];

/** A child that succeeded is kept; one whose history cannot be redriven starts anew. */
function redriven(scope: Scope, request: Request): Checkpoint | undefined {
  const last = request.events[request.events.length - 1]?.type;
  if (last === 'ExecutionSucceeded') return ended(scope, request);
  const point =
    last?.startsWith('Execution') && last !== 'ExecutionStarted'
      ? redrivePoint(scope, request)
      : resumePoint(scope, request);
  return 'problem' in point ? undefined : point;
}

function goingOn(scope: Scope, request: Request): Checkpoint | undefined {
  const point = resumePoint(scope, request);
  return 'problem' in point ? ended(scope, request) : point;
}

/** The checkpoint of an execution that has ended, for the sake of its result. */
function ended(scope: Scope, request: Request): Checkpoint | undefined {
  const point = endPoint(scope, request);
  return 'problem' in point ? undefined : point;
}
