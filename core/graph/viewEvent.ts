/**
 * What views of a run hear: its events as long as they are few. Of Map iterations beyond that they hear how many stand how,
 * and all of an iteration once a person looks at it. `viewFeed` makes it, `foldRun` reads it.
 */
import type { Envelope, ErrorDetails, RunEvent } from '../interpreter/historyEvent';
import type { StateMarks, StateStatus } from './runView';

export type ViewEvent = RunEvent | Totals | IterationSoFar;

/** How the iterations stand that are not told event by event. Each figure takes the place of the one told before. */
export interface Totals {
  readonly kind: 'totals';
  /** Of no strand. */
  readonly envelope: Envelope;
  readonly states: readonly StateTotals[];
  readonly edges: readonly { readonly id: string; readonly taken: number }[];
  readonly maps: readonly MapTotals[];
}

export interface StateTotals {
  readonly path: string;
  /** Of all those iterations as one, with the numbers of any of them; absent: there are none any more. */
  readonly marks?: StateMarks;
  /** Of a Map inside an iteration: how many of its own iterations stand how. */
  readonly items?: readonly (readonly [status: StateStatus, count: number])[];
}

/** Which iterations of a Map have changed. */
export interface MapTotals {
  readonly path: string;
  /** Of the Maps around it, joined with commas. */
  readonly within: string;
  readonly items: readonly (readonly [status: StateStatus, indices: readonly number[]])[];
  readonly error?: ErrorDetails;
}

/** What is known of an iteration that is told event by event from now on. */
export interface IterationSoFar {
  readonly kind: 'iteration';
  /** Of no strand. */
  readonly envelope: Envelope;
  readonly places: readonly StateMarks[];
  /** `within`: the iterations, joined with commas. */
  readonly edges: readonly { readonly id: string; readonly within: string; readonly taken: number }[];
}
