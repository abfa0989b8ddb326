/** ToleratedFailureCount and ToleratedFailurePercentage. */
import type { Json } from '../../json';
import type { MaybePromise } from '../../query';
import type { ScalarField, StateFields } from '../fields';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import { unexpectedType } from '../unexpectedType';
import { countOf, notANumber, readCount } from './mapFields';

/** What a Map Run bears, where something says so. */
export interface Tolerance {
  readonly count?: number;
  readonly percentage?: number;
}

/** Whether so many failed items among so many fail the whole run. Where nothing says what it bears, it bears none. */
export function isExceeded({ count, percentage }: Tolerance, failed: number, total: number): boolean {
  if (count === undefined && percentage === undefined) return failed > 0;
  return (count !== undefined && failed > count) || (percentage !== undefined && failed * 100 > percentage * total);
}

export function compileToleratedFailures(
  fields: StateFields,
): (strand: Strand, input: Json) => MaybePromise<Tolerance> {
  const countField = fields.scalar('ToleratedFailureCount');
  const percentageField = fields.scalar('ToleratedFailurePercentage');
  return (strand, input) =>
    andThen(readTolerated(strand, countField, input), (count) =>
      andThen(readPercentage(strand, percentageField, input), (percentage) => {
        if (countField) strand.stage('toleratedFailureCount', count);
        if (percentageField) strand.stage('toleratedFailurePercentage', percentage);
        return { ...(countField && { count }), ...(percentageField && { percentage }) };
      }),
    );
}

function readTolerated(strand: Strand, field: ScalarField | undefined, input: Json): MaybePromise<number> {
  return andThen(readCount(strand, field, input, 0), (count) => {
    if (count < 0) throw runtimeFailure('ToleratedFailureCount cannot be negative.');
    return count;
  });
}

function readPercentage(strand: Strand, field: ScalarField | undefined, input: Json): MaybePromise<number> {
  if (!field) return 0;
  return andThen(field.read(strand, input), (value) => {
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
