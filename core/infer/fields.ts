/** What a walk asks of the data fields of a state, in either query language. */
import type { JsonObject } from '../json';
import type { Datum } from './datum';

/** What a strand carries from state to state. */
export interface Carried {
  readonly data: Datum;
  readonly variables: ReadonlyMap<string, Datum>;
}

/** The data fields of a state in its query language. */
export interface Fields {
  input(): Promise<Datum>;
  arguments(input: Datum): Promise<Datum | undefined>;
  passed(input: Datum): Promise<Datum | undefined>;
  wait(input: Datum): Promise<void>;
  read(field: string, input: Datum): Promise<Datum | undefined>;
  items(input: Datum): Promise<Datum>;
  item(input: Datum, item: Datum): Promise<Datum | undefined>;
  choose(rules: readonly JsonObject[], index: number, input: Datum): Promise<boolean>;
  close(input: Datum, result: Datum | undefined, part?: JsonObject): Promise<Carried>;
  catch(catcher: JsonObject, input: Datum, errorOutput: Datum): Promise<Carried>;
}
