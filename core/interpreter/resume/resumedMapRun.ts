/**
 * The run of a Distributed Map that goes on: children that ended are not run again, those that were under way go on; a
 * redrive runs the unsuccessful ones again, each from its own failed state, and starts those that had not begun.
 * Source: "Redriving Map Runs in Step Functions executions" in the developer guide.
 */
import { jsonValue } from '../../jsonText';
import type { Scope } from '../../model/machine';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import type { EndedChild, ExecutionType } from '../map/childExecution';
import { endPoint, redrivePoint, resumePoint, type CheckpointRequest } from './checkpoint';
import type { Checkpoint, MapRunPoint } from './strandPoint';
import type { ResumedState } from './resumption';

/** A child execution that an earlier run had started. */
export interface EarlierChild {
  readonly executionArn: string;
  readonly name: string;
  readonly input: JsonData;
  /** How it ended, where it does not run again. */
  readonly ended: EndedChild | undefined;
  /** Where it goes on. */
  readonly checkpoint: Checkpoint | undefined;
}

/** The parts of a Map Run's ARN: `…:mapRun:MACHINE/LABEL:ID`. */
export function mapRunOf(arn: string): { readonly label: string; readonly id: string } {
  const [name = '', id = ''] = arn.split(':').slice(-2);
  return { label: name.slice(name.lastIndexOf('/') + 1), id };
}

/** Records the redrive; a run that merely goes on records nothing. Gives the id that MapStateExited follows. */
export function goOnWith(strand: Strand, run: MapRunPoint, resumed: ResumedState): number {
  if (!resumed.redrive) return run.startedId;
  return strand.advance('MapRunRedriven', {
    mapRunRedrivenEventDetails: { mapRunArn: run.arn, redriveCount: run.redriveCount + 1 },
  });
}

/** Undefined: the child begins anew, as one does whose history was not kept. */
export function earlierChild(
  scope: Scope,
  resumed: ResumedState,
  type: ExecutionType,
  index: number,
): EarlierChild | undefined {
  const saved = resumed.mapRun?.children.get(index);
  if (!saved) return undefined;
  const { executionArn, events } = saved;
  const request = { events, children: resumed.saved };
  const ended = endPoint(scope, request);
  const isEnded = !('problem' in ended);
  const keeps = isEnded && (!resumed.redrive || ended.end?.status === 'SUCCEEDED');
  // An unsuccessful express child is started again, with StartExecution (guide).
  if (isEnded && !keeps && type === 'EXPRESS') return undefined;
  const point = keeps ? ended : goingOn(scope, request, isEnded);
  if ('problem' in point) return undefined;
  // `arn:aws:states:REGION:ACCOUNT:execution:MACHINE/LABEL:NAME`; an express one has an id behind its name.
  const name = executionArn.split(':')[7] ?? '';
  const input = new JsonData(jsonValue(point.input), point.input);
  return {
    executionArn,
    name,
    input,
    ended: keeps ? endedChild(executionArn, name, input, point) : undefined,
    checkpoint: keeps ? undefined : point,
  };
}

/** A child that failed is redriven; one that was under way when the run ended goes on. */
function goingOn(scope: Scope, request: CheckpointRequest, isEnded: boolean) {
  return isEnded ? redrivePoint(scope, request) : resumePoint(scope, request);
}

function endedChild(executionArn: string, name: string, input: JsonData, point: Checkpoint): EndedChild {
  const { status = 'SUCCEEDED', output, error, cause } = point.end ?? {};
  return {
    name,
    executionArn,
    stateMachineArn: executionArn.replace(/:(?:execution|express):([^:]*):.*$/, ':stateMachine:$1'),
    startDate: point.startTime,
    stopDate: point.lastTime,
    input,
    status,
    ...(output !== undefined && { output: new JsonData(jsonValue(output), output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
