/** A machine as an entry of an inventory. */
import { localStateMachineArn } from '../../core/template/localAddress';
import { readTrigger } from '../../core/triggers/readTrigger';
import type { UnsetValue } from '../../core/values';
import type { Files } from '../files';
import { oncePer } from '../once';
import { findFunction, findMachine, hasFunction, hasMachine } from '../findFunction';
import type { Project, ProjectMachine } from '../project';
import type { Calls } from './calls';
import type { Ids } from './ids';
import type { InventoryLines, InventoryMachine } from './inventory';
import { eventFrom, linesOf, pathFrom, placesFrom } from './place';

interface Known {
  readonly project: Project;
  readonly ids: Ids;
  readonly files: Files;
  readonly unset: readonly UnsetValue[];
}

export function machineFacts(
  found: ProjectMachine,
  calls: Calls,
  { project, ids, files, unset }: Known,
  faults: readonly string[],
): InventoryMachine {
  const { root } = project;
  const substitutions = Object.entries(found.substitutions).map(
    ([name, value]) => [name, { value, is: whatIs(value, { project, ids, unset }) }] as const,
  );
  return {
    ...ownFacts(found, root),
    id: ids.get(found) ?? found.name,
    span: spanOf(found, files),
    substitutions: Object.fromEntries(substitutions),
    calls: calls.targets.map((target) => ('service' in target ? target.service : (ids.get(target) ?? target.name))),
    problems: [...new Set([...faults, ...calls.problems, ...(found.inactive === undefined ? [] : [found.inactive])])],
  };
}

/** What it says of itself; the rest, in its place, is still to be filled in. */
const ownFacts = oncePer((found: ProjectMachine, root): InventoryMachine => ({
  id: '',
  names: [...new Set([found.name, ...(found.aliases ?? []), localStateMachineArn(found.name)])],
  type: found.type,
  file: pathFrom(root, found.file),
  span: null,
  declared: found.stack !== undefined || found.template !== undefined,
  active: found.inactive === undefined,
  substitutions: {},
  calls: [],
  events: (found.triggers ?? []).map((trigger) => ({
    ...eventFrom(root, trigger),
    handsOver: readTrigger(trigger)?.handOver ?? null,
  })),
  from: placesFrom(root, found.source, found.from),
  problems: [],
}));

function spanOf({ file, span, mapped }: ProjectMachine, files: Files): InventoryLines | null {
  const within = span ?? mapped?.span;
  if (!within) return null;
  const { start, end } = within;
  return files.keptData(`lines:${file}:${start}:${end}`, (noted) =>
    linesOf(noted.read(file).text ?? '', { start, end }),
  );
}

/** What stands behind the text of a placeholder. */
function whatIs(value: string, { project, ids, unset }: Omit<Known, 'files'>): string {
  if (/:stateMachine:/.test(value) || hasMachine(project, value)) {
    const machine = findMachine(project, value);
    if (machine) return `machine:${ids.get(machine) ?? machine.name}`;
  }
  const isMeant = /:function:/.test(value) || hasFunction(project, value);
  const found = isMeant ? findFunction(project, value) : undefined;
  const unknown = unset.find(({ filler }) => value.includes(filler));
  // Of a name with a filler in it a likeness says nothing.
  const isNamed = found && 'function' in found && !(unknown && found.guessedFrom !== undefined);
  if (isNamed) return `function:${ids.get(found.function) ?? found.function.name}`;
  return unknown ? `unset:${unknown.key}` : 'text';
}
