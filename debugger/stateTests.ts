/** Tests of one state each, as often as the editor asks: what the state calls is answered as in a run, by the same consents. */
import path from 'node:path';
import type { LambdaHost } from '../lambda/lambda';
import type { AdapterRequests, StateMock, StateTestLaunch, StateTestResult } from '../messages/debugClient';
import { MISSING, readTextFile } from '../project';
import type { Project } from '../project';
import { StepFunctionsService } from '../run';
import type { AwsServices, Consents } from '../run';
import { runStateTest, stateToTest } from '../run/stateTest';
import type { GivenToTest, StateTest } from '../run/stateTest';
import { launchedHost } from './launchedHost';
import type { RunBackend, RunWords } from './launchedRun';
import { readInput } from './prepareLaunch';
import { awsServices } from './serviceAccess';

type Request = AdapterRequests['stepwise.testState'];

export class StateTests {
  private readonly abort = new AbortController();
  private readonly stepFunctions = new StepFunctionsService();
  private readonly lambda: LambdaHost;
  private readonly aws: AwsServices;

  constructor(
    private readonly launch: StateTestLaunch,
    private readonly project: Project,
    private readonly consents: Consents,
    backend: RunBackend,
    write: (words: RunWords) => void,
  ) {
    this.lambda = launchedHost(launch, backend, { stepFunctions: this.stepFunctions, write });
    this.aws = awsServices(project, launch.awsTarget ?? { kind: 'mock' }, launch, consents);
  }

  /** Each test reads the definition anew. Never rejects for a user's mistake. */
  async test({ state, mock, inspectionLevel, ...input }: Request): Promise<StateTestResult> {
    const file = path.resolve(this.launch.program);
    const { text, reason } = readTextFile(file);
    if (text === undefined) {
      const what = reason === MISSING ? `There is no file ${file}.` : `${file} cannot be read: ${reason}.`;
      return { kind: 'refused', message: what };
    }
    const read = readInput(input);
    if (!read.ok) return { kind: 'refused', message: read.message };
    const wanted = { file, text, stateName: state, machine: this.launch.machine };
    const subject = stateToTest(wanted, this.project);
    if ('problem' in subject) return { kind: 'refused', message: subject.problem };
    const given = { input: read.text, mock: mock && mockOf(mock), inspectionLevel };
    const { project, lambda, aws, consents, stepFunctions } = this;
    const { seed, proxy } = this.launch;
    const { signal } = this.abort;
    return told(
      await runStateTest(subject, given, { project, lambda, aws, consents, stepFunctions, seed, proxy, signal }),
    );
  }

  /** Aborts the test under way; resolves when its processes are gone. */
  async stop(): Promise<void> {
    this.abort.abort();
    await Promise.all([this.lambda.dispose(), this.aws.dispose(), this.stepFunctions.close()]);
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
