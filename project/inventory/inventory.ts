/**
 * What a project holds, as data for programs and views: `stepwise project --format json` prints it, the editor shows it. Paths
 * are relative to {@link Inventory.root} with `/`; lines are one-based; what is not known is null or empty.
 */
import type { JsonObject } from '../../core/json';
import type { HandOver } from '../../core/triggers/handOver';
import type { ValueKind } from '../../core/values';
import type { Stack } from '../project';

export interface Inventory {
  /** Absolute. */
  readonly root: string;
  readonly stacks: readonly InventoryStack[];
  readonly functions: readonly InventoryFunction[];
  readonly machines: readonly InventoryMachine[];
  /** Values that only a deployment knows and that nobody has given. */
  readonly unresolved: readonly InventoryValue[];
  /** Functions and machines that cannot be run here, each with the sentence that says why. */
  readonly notRun: readonly { readonly id: string; readonly why: string }[];
  /** What is wrong with the project's own files: sentences, with their place where they have one. */
  readonly problems: readonly { readonly message: string; readonly place: InventoryPlace | null }[];
}

/** File, line, and what of the line says it. */
export type InventoryPlace =
  readonly [file: string, line: number] | readonly [file: string, line: number, word: string];

export interface InventoryStack {
  readonly id: string;
  readonly kind: Stack['kind'];
  /** The main one first. */
  readonly files: readonly string[];
  readonly state: Stack['state'];
  readonly why: string | null;
}

/** Lines of a file, both included. */
export interface InventoryLines {
  readonly line: number;
  readonly endLine: number;
}

export interface InventoryFunction {
  /** `STACK#NAME`, unique. */
  readonly id: string;
  /** All that a Task, an ARN or a person may call it. */
  readonly names: readonly string[];
  readonly runtime: string | null;
  readonly runs: boolean;
  readonly handler: string | null;
  readonly file: string | null;
  /** Where the export stands. */
  readonly line: number | null;
  readonly export: string | null;
  readonly codeDir: string;
  /** Code that stands in `file`, a deployment file. */
  readonly inline: InventoryLines | null;
  readonly env: { readonly [name: string]: string };
  readonly layers: readonly { readonly arn: string; readonly dir: string | null }[];
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memory: number;
  readonly events: readonly InventoryEvent[];
  /** Whether the stack would have it. */
  readonly active: boolean;
  /** Where single facts stand. */
  readonly from: { readonly [fact: string]: InventoryPlace };
  /** Names of machines. */
  readonly usedBy: readonly string[];
  readonly problems: readonly string[];
}

export interface InventoryMachine {
  /** As a function's. */
  readonly id: string;
  readonly names: readonly string[];
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly file: string;
  /** Where it stands in the file; null: it is the file. */
  readonly span: InventoryLines | null;
  /** Whether a deployment file declares it. */
  readonly declared: boolean;
  readonly active: boolean;
  /** `is`: `function:ID`, `machine:ID`, `unset:KEY`, or `text`. */
  readonly substitutions: { readonly [name: string]: { readonly value: string; readonly is: string } };
  /** Ids of functions and machines; of the rest what is called, such as `sqs:sendMessage`. */
  readonly calls: readonly string[];
  readonly events: readonly InventoryEvent[];
  readonly from: { readonly [fact: string]: InventoryPlace };
  readonly problems: readonly string[];
}

/** What starts a function or machine, in the words of its deployment file. */
export interface InventoryEvent {
  /** By which a person may mean it: a key of `Events`, an address; null: it has none. */
  readonly name: string | null;
  readonly type: string;
  readonly properties: JsonObject;
  readonly place: InventoryPlace | null;
  /** Of a machine's: what of its event it hands over, in one form for all kinds of files; null: that is not known. */
  readonly handsOver?: HandOver | null;
}

export interface InventoryValue {
  /** `KIND:NAME`, as the settings have it. */
  readonly key: string;
  readonly kind: ValueKind;
  readonly why: string;
  /** Such as `functions/Charge env.STAGE` and `machines/Order state Charge`. */
  readonly usedIn: readonly string[];
  readonly place: InventoryPlace | null;
  /** The likeliest first. */
  readonly suggest: readonly string[];
  /** It must not be written into a file. */
  readonly secret: boolean;
  readonly filler: string;
}
