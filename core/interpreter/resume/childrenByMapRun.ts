import type { SavedChild } from './strandPoint';

const groups = new WeakMap<readonly SavedChild[], Map<string, Map<number, SavedChild>>>();

/** Child executions by Map Run and index; made once, however many children ask. */
export function childrenByMapRun(saved: readonly SavedChild[]): Map<string, Map<number, SavedChild>> {
  let group = groups.get(saved);
  if (group) return group;
  groups.set(saved, (group = new Map()));
  for (const child of saved) {
    const run = group.get(child.mapRunArn) ?? new Map<number, SavedChild>();
    group.set(child.mapRunArn, run.set(child.index, child));
  }
  return group;
}
