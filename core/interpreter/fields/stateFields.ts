/** The fields that shape data, the same questions in both query languages. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { MaybePromise } from '../../query';
import type { JsonData } from '../jsonData';
import type { Strand } from '../strand';

/** What a state, choice rule or catcher leaves behind. */
export interface Closing {
  readonly output: JsonData;
  readonly assigned?: JsonObject;
}

/** A field that holds one value, given literally, by a path or by an expression. */
export interface ScalarField {
  /** As the causes of AWS name it: `TimeoutSeconds`, or `TimeoutSecondsPath` where a path gave the value. */
  readonly name: string;
  /** The path as written, where one gives the value. */
  readonly path?: string;
  /** The field as written, where an expression gives the value. */
  readonly template?: string;
  read(strand: Strand, input: Json): MaybePromise<Json>;
}

export interface StateFields {
  /** No field shapes the data between input and output, arguments aside: what goes in comes out. */
  readonly isPlain: boolean;
  /** After InputPath, which the state's program announces. JSONata states take their input as it is. */
  input(strand: Strand): JsonData;
  /** After Parameters or Arguments; the input where there are none. */
  arguments(strand: Strand, input: JsonData): MaybePromise<JsonData>;
  /** Credentials and other templates beside the main one. */
  template(name: string): ((strand: Strand, input: Json) => MaybePromise<Json>) | undefined;
  /** `result`, `ResultSelector` to `OutputPath`, or Output; and Assign. Undefined where the state makes no result of its own. */
  close(strand: Strand, input: JsonData, result: JsonData | undefined): MaybePromise<Closing>;
  scalar(name: string): ScalarField | undefined;
}

/** Assign, where it is what it must be: a definition that AWS refuses may be run all the same. */
export function assignments({ Assign: assign }: JsonObject): JsonObject | undefined {
  return isJsonObject(assign) ? assign : undefined;
}
