/** Catch: which catcher takes a failure, and what it makes of it. */
import { isJsonObject, type JsonObject } from '../json';
import type { State } from '../model/machine';
import type { MaybePromise } from '../query';
import { errorNames, matchesError } from './errorEquals';
import { compileCatcherFields, type Closing } from './fields';
import type { Strand } from './strand';
import type { StateFailure } from './stateFailure';
import type { StatePart } from './statePart';

export interface Catcher {
  readonly index: number;
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly part: StatePart;
  complete(strand: Strand, errorOutput: JsonObject): MaybePromise<Closing>;
}

/** @param part the state as a whole */
export function compileCatchers(state: State, part: StatePart): readonly Catcher[] {
  const catchers = state.definition.Catch;
  if (!Array.isArray(catchers)) return [];
  return catchers.filter(isJsonObject).map((definition, index) => {
    const own = part.at('Catch', index);
    own.declare();
    return {
      index,
      part: own,
      errorEquals: errorNames(definition.ErrorEquals),
      next: typeof definition.Next === 'string' ? definition.Next : '',
      complete: compileCatcherFields(definition, state.queryLanguage, own),
    };
  });
}

/** The first catcher that names the failure. */
export function findCatcher(catchers: readonly Catcher[], failure: StateFailure): Catcher | undefined {
  return catchers.find((catcher) => matchesError(catcher.errorEquals, failure));
}
