/** Everything in an app's source that may be started: functions and state machines. */
import type { Construct, ConstructReader } from './constructs';
import { FUNCTION_CLASSES } from './functions';
import { MACHINE_CLASSES } from './machines';

const CLASSES = [...FUNCTION_CLASSES, ...MACHINE_CLASSES];

export function startableConstructs(reader: ConstructReader): readonly Construct[] {
  return [...CLASSES.flatMap((name) => reader.all(name)), ...reader.derived(new Set(CLASSES))];
}
