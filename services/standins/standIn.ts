/** What stands in for a service on this machine: a table of its operations, in the names of its model. */
import type { Phrase } from '../../core/l10n/phrase';
import type { Occurrence } from '../../core/triggers/occurrence';
import type { CallError, Members } from '../wire';

export interface StandInContext<Store> {
  /** Milliseconds since the epoch, by the run's clock. */
  now(): number;
  uuid(): string;
  readonly store: Store;
  /** Tells what has happened to whoever has a trigger for it. */
  emit(occurrence: Occurrence): void;
  /** Of the handler that calls; absent: a state does, or nobody knows. */
  readonly processId?: string;
}

export type StandInAnswer = (
  | {
      readonly output: Members;
      /** What of it anybody but the caller may see; absent: all. */
      readonly seen?: Members;
    }
  | { readonly error: CallError }
) & {
  /** What was asked for has never been here, which says nothing of another place: what it is called. */
  readonly neverHere?: string;
  /** What a person should know of the answer. */
  readonly remark?: Phrase;
};

export interface StandIn<Store> {
  /** As the catalogue calls it. */
  readonly service: string;
  /** Whether it has the operation, and the thing that a call is about is kept here; of others nothing is known. */
  knows(operation: string, input: Members, context: StandInContext<Store>): Promise<boolean>;
  /** Undefined: an operation that it has not. */
  answer(operation: string, input: Members, context: StandInContext<Store>): Promise<StandInAnswer> | undefined;
}

/** Thrown by an operation, and the answer of the service. */
export class ServiceFault extends Error {
  constructor(readonly fault: CallError) {
    super(fault.message);
  }
}

/** What an operation comes to. @param failed what else it throws; by default that is a bug of ours */
export async function answered(
  work: () => Promise<Members> | Members,
  failed: (error: unknown) => CallError = (error) => {
    throw error;
  },
): Promise<StandInAnswer> {
  try {
    return { output: await work() };
  } catch (error) {
    return { error: error instanceof ServiceFault ? error.fault : failed(error) };
  }
}
