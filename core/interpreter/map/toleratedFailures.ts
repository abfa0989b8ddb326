/** ToleratedFailureCount and ToleratedFailurePercentage. */
import type { Json } from '../../json';
import { unexpectedType, type MaybePromise } from '../../query';
import type { ScalarField, StateFields } from '../fields';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, StateFailure } from '../stateFailure';
import { countOf, notANumber, readCount, refuseCount } from './mapFields';

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
    refuseCount('ToleratedFailureCount', count);
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
    refuseCount('ToleratedFailurePercentage', percentage);
    return percentage;
  });
}

export function toleratedThresholdExceeded(): StateFailure {
  return new StateFailure({
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  });
}
