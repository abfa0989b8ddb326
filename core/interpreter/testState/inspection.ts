/** Which stages TestState tells of, by query language and type (recorded). */
import type { QueryLanguage, State, StateType } from '../../model/machine';
import { jsonText } from '../../jsonText';
import type { Strand } from '../strand';
import type { ErrorInspection, InspectionData } from './testStateCall';

/** What goes into the iterations of a Map (API reference, "InspectionData"). */
const ITEMS = ['afterItemSelector', 'afterItemBatcher'];
const RESULT = ['afterResultSelector', 'afterResultPath'];
const MAP_FIGURES = ['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'];

const STAGES: Record<QueryLanguage, Record<StateType, readonly string[]>> = {
  JSONPath: {
    Pass: ['afterInputPath', 'afterParameters', ...RESULT],
    Task: ['afterInputPath', 'afterParameters', 'result', ...RESULT],
    Choice: ['afterInputPath'],
    Wait: ['afterInputPath'],
    Succeed: ['afterInputPath'],
    Fail: [],
    Parallel: RESULT,
    Map: ['afterInputPath', 'afterItemsPath', ...ITEMS, ...MAP_FIGURES, ...RESULT],
  },
  JSONata: {
    Pass: [],
    Task: ['afterArguments', 'result'],
    Choice: [],
    Wait: [],
    Succeed: [],
    Fail: [],
    Parallel: [],
    Map: [...ITEMS, ...MAP_FIGURES],
  },
};

/** A Pass state with a Result looks at nothing else. */
const FIXED_RESULT = ['result', ...RESULT];

export function inspectionData(
  state: State,
  strand: Strand,
  input: string,
  errorDetails?: ErrorInspection,
): InspectionData {
  const { type = 'Pass', queryLanguage } = state;
  const fixed = type === 'Pass' && queryLanguage === 'JSONPath' && state.definition.Result !== undefined;
  const data: InspectionData = { input };
  for (const stage of fixed ? FIXED_RESULT : STAGES[queryLanguage][type]) {
    const value = strand.stages?.[stage];
    if (value === undefined) continue;
    data[stage] = MAP_FIGURES.includes(stage) ? Number(value) : jsonText(value);
  }
  // Those given in the request and those the state assigned; none are not told of (recorded).
  if (Object.keys(strand.variables).length > 0) data.variables = jsonText(strand.variables);
  if (errorDetails && Object.keys(errorDetails).length > 0) data.errorDetails = errorDetails;
  return data;
}
