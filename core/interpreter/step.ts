/** What a state is compiled to. */
import type { JsonObject } from '../json';
import type { Scope, State } from '../model/machine';
import type { MaybePromise } from '../query';
import type { JsonData } from './jsonData';
import type { Strand } from './strand';
import type { StatePoint } from './resume/strandPoint';
import type { StateFailure } from './stateFailure';
import type { StatePart } from './statePart';

/** How a state ended well. */
export interface Completion {
  readonly output: JsonData;
  readonly assigned?: JsonObject;
  readonly transition: 'next' | 'choice' | 'default' | 'catch' | 'end';
  /** Of the choice rule or catcher. */
  readonly index?: number;
  /** Name of the next state; undefined at an end. */
  readonly next?: string;
}

/** The part of a state that differs from type to type. Throws {@link StateFailure}. */
export interface StateBody {
  /** One attempt. */
  run(strand: Strand): MaybePromise<Completion>;
  /** Records that the state has failed for good, where its type has an event for it. */
  failed?(strand: Strand, failure: StateFailure): void;
}

/** A compiled set of states. */
export interface Program {
  readonly scope: Scope;
  readonly startAt: string;
  /** Undefined where there is no such state. */
  readonly start: Step | undefined;
  readonly steps: ReadonlyMap<string, Step>;
}

export interface Step {
  readonly state: State;
  /** Runs the state in full: events, retries, catchers. Gives the next step; throws where the strand fails. */
  run(strand: Strand): MaybePromise<Step | undefined>;
  /** Goes on in the state, which an earlier run entered. */
  resume(strand: Strand, point: StatePoint): MaybePromise<Step | undefined>;
}

export type StateCompiler = (state: State, compileScope: (scope: Scope) => Program, part: StatePart) => StateBody;
