/** ToleratedFailureCount and ToleratedFailurePercentage. */
import type { Json } from '../../json';
import type { MaybePromise } from '../../query';
import type { ScalarField, StateFields } from '../fields';
import type { Line } from '../line';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import { unexpectedType } from '../unexpectedType';
import { countOf, notANumber, readCount } from './mapFields';

/** Whether so many failures among so many items fail the whole run. */
export type Exceeds = (failed: number, total: number) => boolean;

export function compileToleratedFailures(fields: StateFields): (line: Line, input: Json) => MaybePromise<Exceeds> {
  const count = fields.scalar('ToleratedFailureCount');
  const percentage = fields.scalar('ToleratedFailurePercentage');
  return (line, input) =>
    andThen(readTolerated(line, count, input), (tolerated) =>
      andThen(readPercentage(line, percentage, input), (percent) => {
        if (count) line.stage('toleratedFailureCount', tolerated);
        if (percentage) line.stage('toleratedFailurePercentage', percent);
        if (!count && !percentage) return (failed: number) => failed > 0;
        return (failed: number, total: number) =>
          (count !== undefined && failed > tolerated) || (percentage !== undefined && failed * 100 > percent * total);
      }),
    );
}

function readTolerated(line: Line, field: ScalarField | undefined, input: Json): MaybePromise<number> {
  return andThen(readCount(line, field, input, 0), (count) => {
    if (count < 0) throw runtimeFailure('ToleratedFailureCount cannot be negative.');
    return count;
  });
}

function readPercentage(line: Line, field: ScalarField | undefined, input: Json): MaybePromise<number> {
  if (!field) return 0;
  return andThen(field.read(line, input), (value) => {
    const percentage = countOf(field, value);
    if (percentage === undefined) {
      if (field.template === undefined) throw notANumber(field, value, 'float');
      throw evaluationFailure(unexpectedType(field.template, field.name, 'number', value), field.name);
    }
    if (percentage < 0 || percentage > 100) {
      throw runtimeFailure('ToleratedFailurePercentage must be between 0 and 100.');
    }
    return percentage;
  });
}

export function toleratedThresholdExceeded(): StateFailure {
  return new StateFailure({
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  });
}
