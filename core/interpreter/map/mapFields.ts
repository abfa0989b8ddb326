/** The fields of a Map state that say over what it goes, and how. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { doubleOf, isNumber } from '../../jsonNumber';
import type { State } from '../../model/machine';
import { jsonText } from '../../jsonText';
import { refusedCount, unexpectedType, type MaybePromise } from '../../query';
import { compileStateFields, type ScalarField, type StateFields } from '../fields';
import { compileJsonataField } from '../fields/jsonataFields';
import { compileTemplateField } from '../fields/jsonPathFields';
import { plainPathReader } from '../fields/pathReader';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure } from '../stateFailure';
import type { StatePart } from '../statePart';

export interface MapFields extends StateFields {
  /** ItemsPath, Items, or the input itself. */
  readonly items: Items<Json[]>;
  /** ItemSelector or legacy Parameters; undefined where items go in as they are. */
  readonly itemSelector: ((strand: Strand, input: Json) => MaybePromise<Json>) | undefined;
  /** Evaluated before the items and before MapStateStarted, unlike the tolerated failures. */
  maxConcurrency(strand: Strand, input: Json): MaybePromise<number>;
}

export function compileMapFields(state: State, part: StatePart): MapFields {
  const { definition, queryLanguage } = state;
  // A Map has no Parameters of its own kind: the legacy field shapes its items.
  const fields = compileStateFields({ ...state, definition: without(definition, 'Parameters') }, part);
  const template = definition.ItemSelector ?? definition.Parameters;
  const selector = part.at(
    definition.ItemSelector === undefined && definition.Parameters !== undefined ? 'Parameters' : 'ItemSelector',
  );
  const maxConcurrency = fields.scalar('MaxConcurrency');
  return {
    ...fields,
    items: compileItems(state, part, false) as Items<Json[]>,
    itemSelector:
      queryLanguage === 'JSONata' ? compileJsonataField(template, selector) : compileTemplateField(template, selector),
    maxConcurrency: (strand, input) =>
      andThen(readCount(strand, maxConcurrency, input, 0), (count) => {
        refuseCount('MaxConcurrency', count);
        return count;
      }),
  };
}

type Items<T> = (strand: Strand, input: Json) => MaybePromise<T>;

/** With `objects` the entries of an object may be items too, as in a Distributed Map ("ItemsPath (Map)"). */
export function compileItems(state: State, part: StatePart, objects: boolean): Items<Json[] | JsonObject> {
  const isItems = (value: Json): value is Json[] | JsonObject =>
    Array.isArray(value) || (objects && isJsonObject(value));
  return ITEMS[state.queryLanguage](state.definition, isItems, part);
}

type IsItems = (value: Json) => value is Json[] | JsonObject;

const ITEMS: Record<
  State['queryLanguage'],
  (definition: JsonObject, isItems: IsItems, part: StatePart) => Items<Json[] | JsonObject>
> = {
  JSONPath({ ItemsPath: path }, isItems, part) {
    const text = typeof path === 'string' ? path : '$';
    const plain = plainPathReader(text);
    const read = path === undefined ? plain : part.at('ItemsPath').announced(plain);
    return (strand, input) =>
      andThen(read(strand, input), (items) => {
        if (isItems(items)) return items;
        // Of the context object it is told as if it were the input (recorded).
        throw runtimeFailure(`Reference path "${text.replace(/^\$\$/, '$$')}" must point to array.`);
      });
  },
  JSONata({ Items: items }, isItems, part) {
    const read = compileJsonataField(items, part.at('Items'));
    if (!read) {
      return (_line, input) => {
        if (isItems(input)) return input;
        throw evaluationFailure(`Map state input must be an array but was: ${jsonText(input)}`);
      };
    }
    return (strand, input) =>
      andThen(read(strand, input), (value) => {
        if (isItems(value)) return value;
        if (typeof items === 'string') throw evaluationFailure(unexpectedType(items, 'Items', 'array', value), 'Items');
        throw evaluationFailure(`The field 'Items' must be an array but was: ${jsonText(value)}`, 'Items');
      });
  },
};

/** A whole number such as MaxConcurrency or ToleratedFailureCount. */
export function readCount(
  strand: Strand,
  field: ScalarField | undefined,
  input: Json,
  otherwise: number,
): MaybePromise<number> {
  if (!field) return otherwise;
  return andThen(field.read(strand, input), (value) => {
    const count = countOf(field, value);
    if (count !== undefined && Number.isInteger(count)) return count;
    if (field.template !== undefined && !isNumber(value)) {
      throw evaluationFailure(unexpectedType(field.template, field.name, 'number', value), field.name);
    }
    throw notANumber(field, value, 'integer');
  });
}

export function refuseCount(name: string, count: number): void {
  const refusal = refusedCount(name, count);
  if (refusal !== undefined) throw runtimeFailure(refusal);
}

/** A number; behind a path also text that spells one: variables often hold texts (recorded). */
export function countOf(field: ScalarField, value: Json): number | undefined {
  if (isNumber(value)) return doubleOf(value);
  return field.path !== undefined && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    ? Number(value)
    : undefined;
}

/** What AWS says of a path that leads to no number (recorded). */
export function notANumber(field: ScalarField, value: Json, kind: string) {
  const text = typeof value === 'string' ? value : jsonText(value);
  if (field.path === undefined) {
    return evaluationFailure(
      `The ${field.name} field refers to value "${text}" which is not a valid ${kind}`,
      field.name,
    );
  }
  return runtimeFailure(
    `The ${field.name} field refers to value "${text}" which is not a valid ${kind}: ${field.path}`,
  );
}

export function without(definition: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(definition).filter(([key]) => key !== name));
}

export function isDistributed(definition: JsonObject): boolean {
  return processorConfig(definition).Mode === 'DISTRIBUTED';
}

/** ProcessorConfig of the item processor, or of a legacy Iterator; empty where there is none. */
export function processorConfig(definition: JsonObject): JsonObject {
  const processor = definition.ItemProcessor ?? definition.Iterator;
  return isJsonObject(processor) && isJsonObject(processor.ProcessorConfig) ? processor.ProcessorConfig : {};
}
