/** Chooses the fields of a state by its query language. */
import type { JsonObject } from '../../json';
import { jsonText } from '../../jsonText';
import type { QueryLanguage, State } from '../../model/machine';
import type { MaybePromise } from '../../query';
import type { StatePart } from '../statePart';
import type { Strand } from '../strand';
import { compileJsonataCatcher, compileJsonataFields } from './jsonataFields';
import { compileJsonPathCatcher, compileJsonPathFields } from './jsonPathFields';
import type { Closing, StateFields } from './stateFields';

export type { Closing, ScalarField, StateFields } from './stateFields';

const FIELDS: Record<QueryLanguage, (definition: JsonObject, part: StatePart) => StateFields> = {
  JSONPath: compileJsonPathFields,
  JSONata: compileJsonataFields,
};

type CatcherFields = (strand: Strand, errorOutput: JsonObject) => MaybePromise<Closing>;

const CATCHER_FIELDS: Record<QueryLanguage, (definition: JsonObject, part: StatePart) => CatcherFields> = {
  JSONPath: compileJsonPathCatcher,
  JSONata: compileJsonataCatcher,
};

/**
 * States that shape their data alike share their compiled fields, and most shape nothing: what many states run through
 * then lies close together in memory.
 */
const shared = new Map<string, StateFields>();
const MOST_SHARED = 500;
const LONGEST_KEY = 1000;

/** @param part the state as a whole, or a part of it that has such fields too */
export function compileStateFields({ queryLanguage, definition }: State, part: StatePart): StateFields {
  if (part.isWatched) return FIELDS[queryLanguage](definition, part);
  const shaping = Object.entries(definition).filter(([name]) => !STRUCTURE.has(name));
  const key = `${queryLanguage} ${jsonText(shaping)}`;
  const known = shared.get(key);
  if (known) return known;
  const fields = FIELDS[queryLanguage](definition, part);
  if (key.length > LONGEST_KEY) return fields;
  if (shared.size >= MOST_SHARED) shared.clear();
  shared.set(key, fields);
  return fields;
}

/** Fields of a state that say what it does and where it goes, not how its data are shaped. */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...['Type', 'Comment', 'Next', 'End', 'Default', 'Choices', 'Branches', 'ItemProcessor', 'Iterator'],
  ...['Resource', 'Result', 'Retry', 'Catch', 'QueryLanguage'],
]);

/** @param part the catcher */
export function compileCatcherFields(definition: JsonObject, language: QueryLanguage, part: StatePart): CatcherFields {
  return CATCHER_FIELDS[language](definition, part);
}
