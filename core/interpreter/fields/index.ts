/** Chooses the fields of a state by its query language. */
import type { JsonObject } from '../../json';
import type { QueryLanguage, State } from '../../model/machine';
import type { MaybePromise } from '../../query';
import type { Line } from '../line';
import { compileJsonataCatcher, compileJsonataFields } from './jsonataFields';
import { compileJsonPathCatcher, compileJsonPathFields } from './jsonPathFields';
import type { Closing, StateFields } from './stateFields';

export type { Closing, ScalarField, StateFields } from './stateFields';

const FIELDS: Record<QueryLanguage, (definition: JsonObject) => StateFields> = {
  JSONPath: compileJsonPathFields,
  JSONata: compileJsonataFields,
};

type CatcherFields = (line: Line, errorOutput: JsonObject) => MaybePromise<Closing>;

const CATCHER_FIELDS: Record<QueryLanguage, (definition: JsonObject, index: number) => CatcherFields> = {
  JSONPath: compileJsonPathCatcher,
  JSONata: compileJsonataCatcher,
};

export function compileStateFields(state: State): StateFields {
  return FIELDS[state.queryLanguage](state.definition);
}

/** `index` is the catcher's place in Catch. */
export function compileCatcherFields(definition: JsonObject, language: QueryLanguage, index: number): CatcherFields {
  return CATCHER_FIELDS[language](definition, index);
}
