/** Tests of one state each, as often as the editor asks: what the state calls is answered as in a run, by the same consents. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import type { AdapterRequests, StateMock, StateTestLaunch, StateTestResult } from '../messages/debugClient';
import { MISSING, readTextFile } from '../project';
import type { Project } from '../project';
import { executablesOf, readInput } from '../run';
import type { Consents, LaunchServices } from '../run';
import { runStateTest, stateToTest } from '../run/stateTest';
import type { GivenToTest, StateTest } from '../run/stateTest';
import { launchedServices } from './launchedServices';
import type { RunBackend, RunWords } from './launchedRun';
import { READER } from './prepareLaunch';

type Request = AdapterRequests['stepwise.testState'];

export class StateTests {
  private readonly abort = new AbortController();
  private readonly services: LaunchServices;

  constructor(
    private readonly launch: StateTestLaunch,
    private readonly project: Project,
    consents: Consents,
    backend: RunBackend,
    write: (words: RunWords) => void,
  ) {
    const target = launch.awsTarget ?? { kind: 'mock' };
    const prepared = { project, target, executables: executablesOf(launch) };
    this.services = launchedServices(prepared, { args: launch, consents, backend, write });
  }

  /** Each test reads the definition anew. Never rejects for a user's mistake. */
  async test({ state, mock, inspectionLevel, ...input }: Request): Promise<StateTestResult> {
    const file = path.resolve(this.launch.program);
    const { text, reason } = readTextFile(file);
    if (text === undefined) {
      const what =
        reason === MISSING ? phrase`The file ${file} does not exist.` : phrase`${file} cannot be read: ${reason}.`;
      return { kind: 'refused', message: what };
    }
    const read = await readInput(input, READER);
    if ('problem' in read) return { kind: 'refused', message: read.problem };
    const wanted = { file, text, stateName: state, machine: this.launch.machine };
    const subject = stateToTest(wanted, this.project);
    if ('problem' in subject) return { kind: 'refused', message: subject.problem };
    const given = { input: read.text, mock: mock && mockOf(mock), inspectionLevel };
    const { project, services } = this;
    const { signal } = this.abort;
    return told(await runStateTest(subject, given, { ...services.around, project, seed: this.launch.seed, signal }));
  }

  /** Aborts the test under way; resolves when its processes are gone. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.services.dispose(this.abort.signal);
  }
}

function mockOf(mock: StateMock): GivenToTest['mock'] {
  return 'result' in mock ? mock : { errorOutput: mock };
}

function told(test: StateTest): StateTestResult {
  if (test.kind === 'tested') return test;
  if (test.kind === 'unanswered') {
    const { resource, suggestion } = test.question;
    return { kind: 'needsMock', resource, suggestion };
  }
  if (test.lacksMock) return { kind: 'needsMock', suggestion: '[]' };
  return { kind: 'refused', message: `${test.refusal.code}: ${test.refusal.message}` };
}
