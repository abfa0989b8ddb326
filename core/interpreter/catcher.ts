/** Catch: which catcher takes a failure, and what it makes of it. */
import { isJsonObject, type JsonObject } from '../json';
import type { State } from '../model/machine';
import type { MaybePromise } from '../query';
import { errorNames, matchesError } from './errorEquals';
import { compileCatcherFields, type Closing } from './fields';
import type { Strand } from './strand';
import type { StateFailure } from './stateFailure';

export interface Catcher {
  readonly index: number;
  readonly errorEquals: readonly string[];
  readonly next: string;
  complete(strand: Strand, errorOutput: JsonObject): MaybePromise<Closing>;
}

export function compileCatchers(state: State): readonly Catcher[] {
  const catchers = state.definition.Catch;
  if (!Array.isArray(catchers)) return [];
  return catchers.filter(isJsonObject).map((definition, index) => ({
    index,
    errorEquals: errorNames(definition.ErrorEquals),
    next: typeof definition.Next === 'string' ? definition.Next : '',
    complete: compileCatcherFields(definition, state.queryLanguage, index),
  }));
}

/** The first catcher that names the failure. */
export function findCatcher(catchers: readonly Catcher[], failure: StateFailure): Catcher | undefined {
  return catchers.find((catcher) => matchesError(catcher.errorEquals, failure));
}
