/** What a walk asks of the data fields of a state, in either query language. */
import type { JsonObject } from '../json';
import type { State } from '../model/machine';
import type { Datum, Journal } from './datum';

/** What a strand carries from state to state. */
export interface Carried {
  readonly data: Datum;
  readonly variables: ReadonlyMap<string, Datum>;
}

/** What limits the batches of a Distributed Map, with the number that is inferred where the data decide. */
export const BATCH_LIMITS = [
  ['MaxItemsPerBatch', 10],
  ['MaxInputBytesPerBatch', 262_144],
] as const;

/** The data fields of a state in its query language. */
export abstract class Fields {
  protected readonly context: Datum;

  constructor(
    protected readonly state: State,
    protected readonly carried: Carried,
    protected readonly journal: Journal,
    protected readonly contextOf: (item?: Datum) => Datum,
  ) {
    this.context = contextOf();
  }

  abstract input(): Promise<Datum>;
  abstract arguments(input: Datum): Promise<Datum | undefined>;
  abstract passed(input: Datum): Promise<Datum | undefined>;
  abstract wait(input: Datum): Promise<void>;
  abstract read(field: string, input: Datum): Promise<Datum | undefined>;
  abstract items(input: Datum): Promise<Datum>;
  abstract item(input: Datum, item: Datum): Promise<Datum | undefined>;
  /** What each batch of a Distributed Map has beside its items. */
  abstract batched(batcher: JsonObject, input: Datum): Promise<Datum | undefined>;
  abstract choose(rules: readonly JsonObject[], index: number, input: Datum): Promise<boolean>;
  abstract close(input: Datum, result: Datum | undefined, part?: JsonObject): Promise<Carried>;
  abstract catch(catcher: JsonObject, input: Datum, errorOutput: Datum): Promise<Carried>;

  /** What the strand carries on: data, and the variables with those that a state has assigned. */
  protected carriesOn(data: Datum, assigned: Datum | undefined): Carried {
    return { data, variables: new Map([...this.carried.variables, ...(assigned?.members ?? [])]) };
  }
}
