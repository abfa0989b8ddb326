/**
 * The model: the names the Amazon States Language gives to the parts of a definition, each with the
 * node it was read from. Half-typed text is the normal case, so every part may be missing.
 */
import type { JsonObject } from '../json';
import type { ObjectNode, StringNode, SyntaxDocument } from '../syntax/tree';

export const STATE_TYPES = ['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const;
export type StateType = (typeof STATE_TYPES)[number];
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A state machine: the outermost scope of a definition, wherever its text stands. */
export interface Machine {
  readonly document: SyntaxDocument;
  /** The definition itself; for a machine inside a template, the region of it. */
  readonly node: ObjectNode;
  readonly root: Scope;
  readonly queryLanguage: QueryLanguage;
  /** Every state of every scope, in source order. */
  readonly states: readonly State[];
  /** By {@link State.path}. */
  readonly byPath: ReadonlyMap<string, State>;
  /** The plain value of `node`, with placeholders as their text. */
  readonly definition: JsonObject;
}

/** A set of states that can name each other: the machine, a Parallel's branch, a Map's item processor. */
export interface Scope {
  readonly kind: 'machine' | 'branch' | 'itemProcessor';
  /** Index among the branches of a Parallel; 0 elsewhere. */
  readonly index: number;
  /** The object holding StartAt and States. */
  readonly node: ObjectNode;
  readonly startAt?: StringNode;
  /** In source order. */
  readonly states: readonly State[];
  /** By name; of duplicates the last. A Map: names such as `__proto__` are allowed. */
  readonly byName: ReadonlyMap<string, State>;
  /** The Parallel or Map this scope belongs to. */
  readonly owner?: State;
}

export interface State {
  readonly name: string;
  readonly nameNode: StringNode;
  readonly node: ObjectNode;
  /** Undefined where Type is missing or unknown. */
  readonly type?: StateType;
  readonly scope: Scope;
  /** Its own QueryLanguage or the machine's. */
  readonly queryLanguage: QueryLanguage;
  /** Everything that names another state, in source order. */
  readonly transitions: readonly Transition[];
  /** Branches of a Parallel, the item processor (or legacy Iterator) of a Map; empty elsewhere. */
  readonly scopes: readonly Scope[];
  /**
   * Unique in the machine and stable across edits elsewhere: the names from the root joined by `/`,
   * with the branch's index where the owner is a Parallel (`Prepare/0/Reserve`, `EachItem/Pack`); `/`
   * and `~` inside names are escaped as in JSON Pointer (`~1`, `~0`).
   */
  readonly path: string;
  /** The plain value of `node`. */
  readonly definition: JsonObject;
}

export interface Transition {
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
  /** Index of the choice rule or catcher; 0 elsewhere. */
  readonly index: number;
  readonly target: string;
  /** The string that names the target. */
  readonly node: StringNode;
}
