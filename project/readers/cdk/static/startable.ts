/** Everything in an app's source that may be started: functions and state machines. */
import type { Construct, ConstructReader } from './constructs';
import { FUNCTION_CLASSES } from './functions';
import { MACHINE_CLASSES } from './machines';

export function startableConstructs(reader: ConstructReader): readonly Construct[] {
  return [...functionConstructs(reader), ...machineConstructs(reader)];
}

export function functionConstructs(reader: ConstructReader): readonly Construct[] {
  return [...constructsOf(FUNCTION_CLASSES, reader), ...reader.ofPackages(/Function$/, functionClassOf)];
}

export function machineConstructs(reader: ConstructReader): readonly Construct[] {
  return constructsOf(MACHINE_CLASSES, reader);
}

function constructsOf(classes: readonly string[], reader: ConstructReader): readonly Construct[] {
  return [...classes.flatMap((name) => reader.all(name)), ...reader.derived(new Set(classes))];
}

/** The class of the CDK's that one of a package is like, by what it is given: such are made of it. */
function functionClassOf(construct: Construct, reader: ConstructReader): string | undefined {
  const given = (name: string): boolean => reader.property(construct, name) !== undefined;
  if (!given('entry')) return given('code') && given('handler') ? 'Function' : undefined;
  const entry = reader.property(construct, 'entry');
  const isFile = /\.[cm]?[jt]sx?$/.test((entry && reader.evaluate.text(entry)) ?? '');
  return isFile ? 'NodejsFunction' : 'PythonFunction';
}
