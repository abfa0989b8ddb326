import path from 'node:path';
import { nearestName } from '../../core/nearestName';
import { mockedMachineOf } from '../../project';
import type { MockAnswer, MockConfig, MockedMachine, MockTestCase } from '../../project';

/** One test case of a `MockConfigFile.json`, chosen for a run. */
export interface MockCase {
  readonly config: MockConfig;
  readonly machine: MockedMachine;
  readonly testCase: MockTestCase;
}

/** The test case of that name for a machine that goes by these names, or the sentence that says why there is none. */
export function chooseMockCase(
  config: MockConfig,
  name: string,
  machineNames: readonly string[],
): MockCase | { readonly problem: string } {
  const file = path.basename(config.file);
  const machine = mockedMachineOf(config, machineNames);
  if (!machine) {
    const known = config.machines.map((each) => each.name);
    const wanted = machineNames[0] ?? '';
    return {
      problem: `${file} has no state machine "${wanted}"${meant(wanted, known, 'Choose one with --machine. ')}`,
    };
  }
  const testCase = machine.cases.findLast((each) => each.name === name);
  if (testCase) return { config, machine, testCase };
  const known = machine.cases.map((each) => each.name);
  return { problem: `"${machine.name}" in ${file} has no test case "${name}"${meant(name, known)}` };
}

/**
 * What the case answers an attempt of a state with. Undefined: the case does not name the state, and whoever comes
 * next answers. A sentence: it names the state, but has nothing for this attempt.
 */
export function caseAnswer(
  { config, testCase }: MockCase,
  state: string,
  attempt: number,
): MockAnswer | { readonly problem: string } | undefined {
  const mocked = testCase.states.findLast(({ name }) => name === state);
  if (!mocked) return undefined;
  const where = `in the test case "${testCase.name}" of ${path.basename(config.file)}`;
  const response = config.responses.findLast(({ name }) => name === mocked.response);
  if (!response)
    return {
      problem: `"${state}" is answered by "${mocked.response}" ${where}, but "MockedResponses" does not have it.`,
    };
  const found = response.attempts.find(({ from, to }) => from <= attempt && attempt <= to);
  if (found) return found.answer;
  return {
    problem: `"${state}" ${where} has no answer for attempt ${attempt}. Add "${attempt}" to "${response.name}" in "MockedResponses".`,
  };
}

function meant(name: string, known: readonly string[], more = ''): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `. Did you mean "${nearest}"?`;
  return known.length === 0 ? '.' : `. ${more}It has ${known.map((each) => `"${each}"`).join(', ')}.`;
}
