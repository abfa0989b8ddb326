import type { TaskOutcome } from '../core/interpreter/host';
import type { MockAnswer, Project, ProjectSettings } from '../project';
import type { MockStore } from './run';

/** The machine under any of its names, the state by its path or name. */
type Mocks = ProjectSettings['mocks'];

/**
 * The mocks of one execution. A list of answers is gone through attempt by attempt, with one counter for
 * each state across loops, iterations and retries (as AWS's own mocks count); the last answer stays.
 */
export function createMockStore(project: Project, first?: Mocks): MockStore {
  const counters = new Map<object, number>();
  const tables = [first, project.settings?.mocks].filter((mocks) => mocks !== undefined);
  return {
    find({ state }, machine) {
      const mock = tables
        .flatMap((mocks) => namesOf(machine, project).map((name) => own(mocks, name)))
        .flatMap((states) => (states ? [own(states, state.path), own(states, state.name)] : []))
        .find((found) => found !== undefined);
      if (mock === undefined) return undefined;
      const answers: readonly MockAnswer[] = Array.isArray(mock) ? mock : [mock as MockAnswer];
      const count = counters.get(mock) ?? 0;
      counters.set(mock, count + 1);
      const answer = answers[Math.min(count, answers.length - 1)];
      return answer && outcomeOf(answer);
    },
  };
}

/** What a task ends with when it is answered so. */
export function outcomeOf(answer: MockAnswer): TaskOutcome {
  if ('return' in answer) return { type: 'success', output: answer.return };
  return { type: 'failure', error: answer.error, cause: answer.cause };
}

function namesOf(machine: string, project: Project): string[] {
  const known = project.machines.find(({ name, aliases }) => name === machine || aliases?.includes(machine));
  return [...new Set([machine, ...(known ? [known.name, ...(known.aliases ?? [])] : [])])];
}

function own<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
