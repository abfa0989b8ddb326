/**
 * The catalogue: what the language's words are called, where they are allowed, what they mean. It is
 * data, written once; validation, completion, hover and documentation are readers of it.
 */
import type { QueryLanguage, StateType } from '../model/machine';

/** Which object of a definition a field stands in. */
export type FieldOwner =
  | 'machine'
  | StateType
  | 'choiceRule' // a top-level member of Choices
  | 'nestedRule' // below And, Or, Not
  | 'retrier'
  | 'catcher'
  | 'branch'
  | 'itemProcessor'
  | 'processorConfig'
  | 'itemReader'
  | 'readerConfig'
  | 'itemBatcher'
  | 'resultWriter'
  | 'writerConfig'
  | 'credentials';

/** What kind of value a field takes; drives type checks, completion and expression highlighting. */
export type ValueKind =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'object'
  | 'array'
  | 'stringArray'
  | 'any'
  | 'stateName'
  | 'path' // JSONPath or context path, may be null where `nullable`
  | 'referencePath' // a path without wildcards
  | 'payloadTemplate' // JSONPath payload template
  | 'jsonataTemplate' // any JSON with {% %} strings inside
  | 'timestamp'
  | 'resource'
  | 'errorNames'
  | 'states'
  | 'scopes'
  | 'choiceRules'
  | 'retriers'
  | 'catchers';

export interface FieldSpec {
  readonly name: string;
  readonly owners: readonly FieldOwner[];
  readonly value: ValueKind;
  /** In which query language it may stand; absent: both. */
  readonly queryLanguage?: QueryLanguage;
  /** Where AWS refuses a definition without it. */
  readonly required?: boolean;
  /** Null is allowed (InputPath and the like). */
  readonly nullable?: boolean;
  /** In JSONata states the value may be a `{% %}` string whatever its kind. */
  readonly jsonata?: boolean;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string;
  /** Fields that may not stand beside it, such as `SecondsPath` beside `Seconds`. */
  readonly excludes?: readonly string[];
  /** Only in a Map whose processor runs DISTRIBUTED. */
  readonly distributedOnly?: boolean;
  /** What the value (or each item of it, for an array) is, where that is an object with fields of its own. */
  readonly child?: FieldOwner;
  /** A path here may also be an intrinsic function (ErrorPath, CausePath). */
  readonly intrinsic?: boolean;
  /** One or two sentences in Markdown, our own words. */
  readonly doc: string;
  /** The property as it is written in JSON: `"Seconds": 30`. */
  readonly example: string;
  /** The States Language section or AWS page the facts come from. */
  readonly source: string;
  /** A complete value to insert, LSP snippet syntax in JSON; the YAML form is derived. */
  readonly snippet?: string;
}
