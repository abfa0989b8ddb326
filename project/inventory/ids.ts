/** How an inventory calls functions and machines. */
import { hasFiller } from '../../core/values';
import type { Project, ProjectFunction, ProjectMachine, SourcePlace } from '../project';
import { stackOf } from '../stackOf';

interface Named {
  readonly name: string;
  readonly names: readonly string[];
  readonly stack?: string;
  readonly source: SourcePlace;
}

export type Ids = ReadonlyMap<ProjectFunction | ProjectMachine, string>;

/** `STACK#NAME` of each; a name that a stack has twice gets a number. */
export function idsOf(project: Project): Ids {
  const ids = new Map<ProjectFunction | ProjectMachine, string>();
  const add = (all: readonly (readonly [ProjectFunction | ProjectMachine, Named])[]): void => {
    const taken = new Map<string, number>();
    for (const [each, named] of all) {
      const id = `${stackOf(named, project)}#${tellingName(named)}`;
      const count = (taken.get(id) ?? 0) + 1;
      taken.set(id, count);
      ids.set(each, count === 1 ? id : `${id}~${count}`);
    }
  };
  add(project.functions.map((each) => [each, each]));
  add(project.machines.map((each) => [each, { ...each, names: [each.name, ...(each.aliases ?? [])] }]));
  return ids;
}

/** A name of which nothing is missing. */
function tellingName({ name, names }: Named): string {
  return hasFiller(name) ? (names.find((each) => !hasFiller(each)) ?? name) : name;
}
