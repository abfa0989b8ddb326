import type { TaskOutcome } from '../core/interpreter/host';
import type { State } from '../core/model/machine';
import { machineCalled } from '../project';
import type { MockAnswer, Project, ProjectSettings } from '../project';
import type { Mock } from '../project/project';
import { caseAnswer } from './mocks/mockCase';
import type { MockCase } from './mocks/mockCase';
import type { MockStore } from './run';

/** The machine under any of its names, the state by its path or name. */
export type Mocks = ProjectSettings['mocks'];

export interface MockSources {
  /** The test case of a `MockConfigFile.json` chosen for the run: stands before everything. */
  readonly mockCase?: MockCase;
  /** Of this run, in the form of `stepwise.json`: stand before the project's own. */
  readonly mocks?: Mocks;
  readonly project: Pick<Project, 'machines' | 'settings' | 'near'>;
}

/**
 * The mocks of one execution, wherever they are written. Attempts are counted once for each state across loops,
 * iterations and retries (as AWS's own emulator counts). A list of `stepwise.json` stays at its last answer; a test
 * case that has none for an attempt ends the run, so that no Catch hides what is missing.
 */
export function createMockStore({ mockCase, mocks: first, project }: MockSources): MockStore {
  const counters = new Map<unknown, number>();
  const next = (what: unknown): number => {
    const count = counters.get(what) ?? 0;
    counters.set(what, count + 1);
    return count;
  };
  return {
    find({ state }, machine) {
      if (mockCase?.testCase.states.some(({ name }) => name === state.name)) {
        const answer = caseAnswer(mockCase, state.name, next(state.name))!;
        if (!('problem' in answer)) return outcomeOf(answer);
        return { type: 'failure', error: 'States.Runtime', terminal: true, cause: answer.problem };
      }
      const mock = mockOf(state, machine, { mocks: first, project });
      if (mock === undefined) return undefined;
      const answers: readonly MockAnswer[] = Array.isArray(mock) ? mock : [mock as MockAnswer];
      const answer = answers[Math.min(next(mock), answers.length - 1)];
      return answer && outcomeOf(answer);
    },
  };
}

/** The mock of a state, under any name of its machine; those of a run stand before the project's own. */
export function mockOf(
  state: Pick<State, 'name' | 'path'>,
  machine: string,
  { mocks, project }: Pick<MockSources, 'mocks' | 'project'>,
): Mock | undefined {
  return [mocks, project.settings?.mocks]
    .filter((table) => table !== undefined)
    .flatMap((table) => namesOf(machine, project).map((name) => own(table, name)))
    .flatMap((states) => (states ? [own(states, state.path), own(states, state.name)] : []))
    .find((found) => found !== undefined);
}

/** What a task ends with when it is answered so. */
export function outcomeOf(answer: MockAnswer): TaskOutcome {
  if ('return' in answer) return { type: 'success', output: answer.return };
  return { type: 'failure', error: answer.error, cause: answer.cause };
}

function namesOf(machine: string, project: Pick<Project, 'machines' | 'near'>): string[] {
  const known = machineCalled(project, machine);
  return [...new Set([machine, ...(known ? [known.name, ...(known.aliases ?? [])] : [])])];
}

function own<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
