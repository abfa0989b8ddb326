/** ToleratedFailureCount and ToleratedFailurePercentage. */
import type { Json } from '../../json';
import type { MaybePromise } from '../../query';
import type { ScalarField, StateFields } from '../fields';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import { unexpectedType } from '../unexpectedType';
import { countOf, notANumber, readCount } from './mapFields';

/** What a Map Run bears, as DescribeMapRun tells it: 0 where the state does not say. */
export interface Tolerance {
  readonly count: number;
  readonly percentage: number;
  /** Whether so many failed items among so many fail the whole run. Without a field of its own a Map bears none. */
  isExceeded(failed: number, total: number): boolean;
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
        const isExceeded = (failed: number, total: number): boolean =>
          countField || percentageField
            ? (countField !== undefined && failed > count) ||
              (percentageField !== undefined && failed * 100 > percentage * total)
            : failed > 0;
        return { count, percentage, isExceeded };
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
