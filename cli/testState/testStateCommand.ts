import { jsonText, jsonValue } from '../../core/jsonText';
import path from 'node:path';
import { shellWord } from '../../core/escape/shellWord';
import { phrase } from '../../core/l10n/phrase';
import type { Project } from '../../project';
import { choicesOfFlags, flagsFor, readProjectOf, TERMINAL, terminalWording } from '../../run';
import type { Choices, Consents } from '../../run';
import { stateToTest, runStateTest } from '../../run/stateTest';
import type { GivenToTest, StateTest, StateToTest } from '../../run/stateTest';
import { commandServices } from '../commandServices';
import { consentsOf, readConsentFlags } from '../consentOptions';
import { EXIT } from '../io';
import type { Io } from '../io';
import { readCommandLine, refuse } from '../commandLine';
import { optionsHelp } from '../options';
import { machineFile } from '../machineFile';
import { readText } from '../readText';
import { OPTIONS, readGiven } from './testStateOptions';
import type { Options } from './testStateOptions';
import { readValueFlags, tellUnusedValues } from '../valueOptions';

const usage = (): string => phrase`stepwise test-state FILE [STATE] [options]

Tests one state on its own, as the TestState API does: FILE is a definition (- is standard input), a template
that holds it, or a single state. STATE is its name, at any depth; a single state needs none. Map, Parallel, activities and
callbacks need a mock; any other task without one calls the project's own handlers, or is answered by
the mocks of .vscode/stepwise.json. The answer is the API's, as JSON on standard output: status, output,
nextState, error, cause, inspectionData.

${optionsHelp(OPTIONS)}

Of --state-configuration: retrierRetryCount, mapIterationFailureCount, errorCausedByState, mapItemReaderData.

Exit codes: 0 SUCCEEDED, 1 FAILED, RETRIABLE or CAUGHT_ERROR, 2 could not be tested.
`;

/** `stepwise test-state`. */
export async function testState(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'test-state', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const subject = await readSubject(parsed.positionals, parsed.options, io);
  if ('problem' in subject) return refuse('test-state', subject.problem, io);
  const given = await readGiven(parsed.options, io);
  if ('problem' in given) return refuse('test-state', given.problem, io);
  const choices = choicesOfFlags<'test-state'>(parsed.options, io);
  if ('problem' in choices) return refuse('test-state', choices.problem, io);
  const allowedByFlag = readConsentFlags(parsed.options);
  if ('problem' in allowedByFlag) return refuse('test-state', allowedByFlag.problem, io);
  const consents = consentsOf(allowedByFlag, subject.project.root, io);
  return tell(await execute(subject, given, { choices, consents }, io), io);
}

interface Subject {
  readonly state: StateToTest;
  readonly project: Project;
}

async function readSubject(
  positionals: readonly string[],
  options: Options,
  io: Io,
): Promise<Subject | { readonly problem: string }> {
  const [written, stateName, ...others] = positionals;
  if (written === undefined) return { problem: phrase`Name a definition and a state: stepwise test-state FILE STATE` };
  if (others.length > 0)
    return {
      problem: phrase`Unexpected argument "${others[0]!}": test-state takes one file and one state. Put quotes around a name with spaces.`,
    };
  const found = machineFile(written, options, io);
  if ('problem' in found) return found;
  const { name, machine } = found;
  const fromInput = Object.values(options).filter((value) => value === '-').length + (name === '-' ? 1 : 0);
  if (fromInput > 1) return { problem: phrase`Only one of the file and the options can be read from standard input.` };
  const read = await readText(name, io);
  if ('problem' in read) return read;
  const file = path.resolve(io.cwd, name === '-' ? 'stdin.asl.yaml' : name);
  const resolve = (written: string): string => path.resolve(io.cwd, written);
  const given = await readValueFlags(options, io);
  if ('problem' in given) return given;
  const project = readProjectOf({ project: options.project }, file, { ...TERMINAL, resolve, values: given.values });
  if ('problem' in project) return project;
  const state = stateToTest({ file, text: read.text, stateName, machine }, project, terminalWording(io.cwd));
  if ('problem' in state) return state;
  tellUnusedValues(options, project, io);
  return { state, project };
}

async function execute(
  { state, project }: Subject,
  given: GivenToTest,
  { choices, consents }: { readonly choices: Choices; readonly consents: Consents },
  io: Io,
): Promise<StateTest> {
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const services = commandServices({ project, choices, consents }, io);
  try {
    return await runStateTest(state, given, { ...services.around, project, signal: abort.signal });
  } finally {
    await services.dispose(abort.signal);
    stopListening();
  }
}

function tell(test: StateTest, io: Io): number {
  if (test.kind === 'unanswered') {
    const { resource, lacks, suggestion } = test.question;
    const consent = lacks ? phrase` or give your consent (${flagsFor(lacks)})` : '';
    return refuse(
      'test-state',
      phrase`Nothing on this machine answers ${resource}. Add a mock${consent}: --mock-result ${shellWord(jsonText(jsonValue(suggestion)))}`,
      io,
    );
  }
  if (test.kind === 'refused') {
    const { code, message } = test.refusal;
    const advice = test.lacksMock ? phrase` Add a mock: --mock-result JSON, or --mock-error ERROR.` : '';
    return refuse('test-state', `${code}: ${message}${advice}`, io);
  }
  const { status, output, nextState, error, cause, inspectionData } = test.response;
  const ordered = { status, output, nextState, error, cause, inspectionData };
  io.data(JSON.stringify(ordered));
  if (test.why !== undefined) io.error(phrase`Why: ${test.why}\n`);
  return status === 'SUCCEEDED' ? EXIT.succeeded : EXIT.failed;
}
