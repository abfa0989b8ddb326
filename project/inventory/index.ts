/** From a project to its inventory. Pure but for the texts that it reads. */
import type { Machine } from '../../core/model/machine';
import type { Files } from '../files';
import type { Project, ProjectFunction, ProjectMachine } from '../project';
import { callsOf } from './calls';
import type { Calls } from './calls';
import { definitionFacts, type DefinitionFacts } from './definitionFacts';
import { functionFacts, whyNotRun } from './functionFacts';
import { idsOf } from './ids';
import type { Inventory, InventoryStack } from './inventory';
import { machineFacts } from './machineFacts';
import { pathFrom, placeFrom } from './place';
import { unresolvedValues } from './unresolved';
import { oncePer } from '../once';
import { NO_STACK, stackOf } from '../stackOf';

export type * from './inventory';

export interface InventoryOptions {
  readonly files: Files;
  /** A machine of the project with its deploy-time values in place, or why there is none. */
  load(known: ProjectMachine, files: Files): { readonly machine: Machine } | { readonly problem: string };
}

/** @param project read as a whole */
export function inventoryOf(project: Project, { files, load }: InventoryOptions): Inventory {
  const { root, functions, machines } = project;
  const ids = idsOf(project);
  const definitions = new Map<ProjectMachine, DefinitionFacts>();
  const calls = new Map<ProjectMachine, Calls>();
  const users = new Map<Calls['targets'][number], string[]>();
  for (const known of machines) {
    const facts = files.kept(keyOf(known, root), (noted) => definitionFacts(load(known, noted)));
    definitions.set(known, facts);
    const called = callsOf(facts, known, project);
    calls.set(known, called);
    for (const target of called.targets) users.set(target, [...(users.get(target) ?? []), known.name]);
  }
  // Asked last: what nothing uses is not looked up.
  const { unset } = project;
  return {
    root,
    stacks: stacksOf(project),
    functions: functions.map((found) => functionFacts(found, ids.get(found)!, project, files, users.get(found) ?? [])),
    machines: machines.map((known) => {
      const fault = definitions.get(known)!.problem;
      return machineFacts(known, calls.get(known)!, { project, ids, files, unset }, fault === undefined ? [] : [fault]);
    }),
    unresolved: unresolvedValues(project, definitions, unset),
    notRun: [
      ...functions.map((found) => ({ id: ids.get(found)!, why: whyNotRun(found) })),
      ...machines.map((known) => ({ id: ids.get(known)!, why: known.notRun })),
    ].flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }])),
    problems: project.problems.map(({ message, place }) => ({ message, place: place ? placeFrom(root, place) : null })),
  };
}

/** All that a definition is made of besides its file. */
const keyOf = oncePer((known: ProjectMachine) => {
  const { file, name, template, span, substitutions, text, fault, notRun } = known;
  const made = [known.mapped, known.values].map((each) => each && identityOf(each));
  return `facts:${JSON.stringify([file, name, template, span, substitutions, text, fault, notRun, made])}`;
});

const identities = new WeakMap<object, number>();
let identified = 0;

/** What is read anew is another object. */
function identityOf(made: object): number {
  const known = identities.get(made) ?? ++identified;
  identities.set(made, known);
  return known;
}

function stacksOf(project: Project): InventoryStack[] {
  const { root, stacks, functions, machines } = project;
  const described = stacks.map(({ id, kind, files, state, why = null }) => ({
    id,
    kind,
    files: files.map((file) => pathFrom(root, file)),
    state,
    why,
  }));
  const isAlone = (each: ProjectFunction | ProjectMachine): boolean => stackOf(each, project) === NO_STACK;
  const hasOthers = ![...functions, ...machines].some(isAlone) || stacks.some(({ id }) => id === NO_STACK);
  return hasOthers ? described : [...described, { id: NO_STACK, kind: 'plain', files: [], state: 'static', why: null }];
}
