import { existsSync } from 'node:fs';
import path from 'node:path';
import { explainHandler } from '../core/explain';
import { languageOfFile } from '../core/handlers';
import { answerReads } from '../core/handlers/dataReads';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { FunctionSpec } from '../lambda/lambda';
import {
  concerning,
  problemsConcerning,
  CodeModules,
  filesOnDisk,
  findFunction,
  findMachine,
  findProjectFolder,
  functionNamed,
  functionsInFile,
  isDefinitionFile,
  MISSING,
  onlyFunction,
  handlerCode,
  plainFunction,
  readProject,
  settingsFolderOf,
} from '../project';
import { shellCommand } from '../processes/shell';
import type { Project, ProjectFunction, ProjectMachine, ReadProjectOptions } from '../project';
import {
  answerToCall,
  choicesOfFlags,
  idleNames,
  INFERRED_MOCKS,
  readMocks,
  digitsLost,
  foreseenCalls,
  ForeseenFunction,
  flagsOf,
  functionSpec,
  howToCall,
  howToRun,
  notStreamed,
  responseOfUrl,
  terminalWording,
  urlMode,
  type AnswersCalls,
  type LaunchServices,
  type ForeseenCall,
  type MocksOfRun,
} from '../run';
import { commandServices, type CommandServices } from './commandServices';
import { consentsOf, readConsentFlags } from './consentOptions';
import { asksMachines, readEvent, type FoundFunction, type InvokedEvent } from './invokedEvent';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse } from './commandLine';
import { exitOfGuess } from './inferredAnswers';
import { MadeUp, tellOfMadeUp, type AnswersToCalls } from './madeUpCalls';
import { HELP, optionsHelp } from './options';
import { readerOf } from './prepareRun';
import { PrintedStream } from './printedStream';
import { tellUnanswered } from './tellUnanswered';
import { tellProblems } from './tellProblems';
import { readValueFlags, tellUnusedValues } from './valueOptions';
import { tellOfWaitingTasks } from './waitingTasks';

export const OPTIONS = {
  event: {
    value: 'JSON|FILE|-|NAME',
    alone: '',
    help: () =>
      phrase`the event, a JSON file with it, a sample of "stepwise events list", state:MACHINE/STATE for what a state passes, or history:FILE for what it was given last in a saved run; - reads standard input; without a value: the event that the function is written for (default: {})`,
  },
  set: {
    value: 'NAME=VALUE',
    many: true,
    help: () => phrase`a parameter of the sample event, such as body=hello`,
  },
  seed: {
    value: 'NUMBER',
    help: () => phrase`the same ids and times in the sample event for the same number`,
  },
  logs: { help: () => phrase`says the function's log as Lambda writes it, with START, END and REPORT` },
  ...flagsOf('invoke'),
  ...HELP,
} as const;

const usage = (): string => phrase`stepwise invoke FUNCTION|FILE[#export] [options]

Calls one handler: a function of the project by its name, or an export of a file. The result goes to
standard output, a streamed one as it comes; the handler's logs go to standard error. AWS is never called: SDK calls
are answered by "calls" and "endpoints" of .vscode/stepwise.json, by the buckets below .stepwise/s3, by --endpoint, or
fail; calls to Step Functions start the project's own state machines here, calls to Lambda its functions.

${optionsHelp(OPTIONS)}

Exit codes: 0 succeeded, 1 the handler failed, 2 could not start, 3 aborted.
`;

/** `stepwise invoke`. */
export async function invoke(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'invoke', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  const [name, ...others] = positionals;
  if (!name || others.length > 0)
    return refuse('invoke', phrase`Name a function or file: stepwise invoke FUNCTION|FILE[#export]`, io);
  const given = await readValueFlags(options, io);
  if ('problem' in given) return refuse('invoke', given.problem, io);
  const isWhole = asksMachines(options.event);
  const found = specOf(name, { folder: options.project, values: given.values, isWhole }, io);
  if ('problem' in found) return refuse('invoke', found.problem, io);
  tellUnusedValues(options, found.project, io);
  const event = await readEvent(options, found, io);
  if ('problem' in event) return refuse('invoke', event.problem, io);
  tellProblems({ problems: problemsConcerning(found.declared, found.concerned) }, io);
  const allowedByFlag = readConsentFlags(options);
  if ('problem' in allowedByFlag) return refuse('invoke', allowedByFlag.problem, io);
  const choices = choicesOfFlags<'invoke'>(options, io);
  if ('problem' in choices) return refuse('invoke', choices.problem, io);
  const mocks = await readMocks(choices, readerOf(io));
  if ('problem' in mocks) return refuse('invoke', mocks.problem, io);
  for (const line of idleNames(found, mocks.source, terminalWording(io.cwd))) io.error(`${line}\n`);
  const consents = consentsOf(allowedByFlag, found.project.root, io);
  for (const line of unsetIn(found.spec, found.concerned)) io.error(`${line}\n`);
  const around = {
    choices,
    consents,
    mocks,
    tellsWholeLog: options.logs !== undefined,
    allowsInferred: options['allow-inferred'] !== undefined,
  };
  return call(name, { ...found, ...around }, event, io);
}

async function call(
  name: string,
  {
    spec,
    declared,
    project,
    choices,
    consents,
    mocks,
    tellsWholeLog,
    allowsInferred,
  }: Omit<FoundFunction, 'concerned'> &
    Pick<CommandServices, 'choices' | 'consents' | 'tellsWholeLog'> & {
      readonly mocks: MocksOfRun;
      readonly allowsInferred: boolean;
    },
  { text: event, judge, judgeFailure }: InvokedEvent,
  io: Io,
): Promise<number> {
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const services = commandServices({ project, choices, consents, calls: mocks.calls, tellsWholeLog }, io);
  const waits = tellOfWaitingTasks(services.stepFunctions, (line) => io.error(`${line}\n`));
  const { signal } = abort;
  // A handler's code is read once, for all that is said of its calls.
  const modules = new CodeModules();
  const answers = answersTo(declared, modules);
  const made = choices.mocks === INFERRED_MOCKS ? new MadeUp(answers) : undefined;
  const executions = services.host(choices.clock ?? 'real', { signal, waits, mocks: mocks.mocks, ...made?.hooks });
  try {
    const lost = digitsLost(spec, event);
    if (lost !== undefined) io.error(`${lost}\n`);
    const stream = new PrintedStream(io);
    const outcome = await services.lambda.invoke(spec, event, { signal, stream });
    stream.end();
    // Executions that it started go on, as they would on AWS.
    await executions.idle();
    const unused = unusedMocks(mocks, name, services, io);
    if (unused !== undefined) io.error(`${unused}\n`);
    const { unanswered } = executions;
    const settings = path.join(settingsFolderOf(project), '.vscode', 'stepwise.json');
    const guesses = {
      still: () => Promise.resolve([]),
      foreseen: ({ machine }: { readonly machine: string }) =>
        machine === '' ? foreseenIn(declared, executions, modules) : Promise.resolve([]),
      answerToCall: answers,
    };
    await tellUnanswered({ unanswered, ...guesses }, settings, io);
    const isInferred = made !== undefined && tellOfMadeUp(made, { name: declared.name, project }, io);
    if (abort.signal.aborted) return EXIT.stopped;
    if (outcome.type === 'success') {
      if (!stream.hasBegun) io.data(outcome.payload);
      const mode = stream.hasBegun ? urlMode(declared.triggers ?? []) : undefined;
      if (mode === 'BUFFERED') io.error(phrase`${notStreamed()}\n`);
      const type = mode === 'RESPONSE_STREAM' ? stream.type : undefined;
      const verdict = judge?.(type === undefined ? outcome.payload : responseOfUrl(outcome.payload, type));
      if (verdict !== undefined) io.error(verdict);
      return isInferred && !allowsInferred ? exitOfGuess(io) : EXIT.succeeded;
    }
    const headline = `${outcome.errorType}: ${outcome.errorMessage}`;
    // Node's stack begins with the headline again.
    const lines = outcome.stackTrace.map((line) => line.trim()).filter((line) => line !== headline);
    io.error(phrase`${name} failed: ${headline}\n${lines.map((line) => `    ${line}\n`).join('')}`);
    const why = explainHandler({ error: outcome.errorType, cause: outcome.payload }, outcome.facts, event);
    if (why) io.error(phrase`Why: ${why.sentence}\n`);
    if (outcome.reason === 'start' || outcome.reason === 'refused') return EXIT.unusable;
    const told = judgeFailure?.(outcome);
    if (told !== undefined) io.error(told);
    return EXIT.failed;
  } catch (error) {
    if (abort.signal.aborted) return EXIT.stopped;
    throw error;
  } finally {
    await services.dispose(abort.signal);
    stopListening();
  }
}

/** A handler has no states: their mocks answer in state machines that it starts. */
function unusedMocks(
  { mocks = {}, source }: MocksOfRun,
  name: string,
  { stepFunctions }: LaunchServices,
  io: Io,
): Phrase | undefined {
  const machines = Object.keys(mocks);
  if (machines.length === 0 || source?.file === undefined || stepFunctions.executions.count > 0) return undefined;
  const file = terminalWording(io.cwd).shown(source.file);
  return phrase`${name} has started no state machine, so the mocks of states in ${file} were not used: ${machines.join(', ')}.`;
}

/** What the function's own calls are answered with, by what its code reads. */
function answersTo(declared: ProjectFunction, modules: CodeModules): AnswersToCalls {
  return async (question) => {
    // Those of an execution that it has started are not its own.
    const code = question.machine === '' ? handlerCode(declared, modules) : undefined;
    if (!code) return undefined;
    return answerToCall(question, answerReads(code.files));
  };
}

/** What the function would call next, that nothing answers. */
async function foreseenIn(
  declared: ProjectFunction,
  answers: AnswersCalls,
  modules: CodeModules,
): Promise<readonly ForeseenCall[]> {
  const code = handlerCode(declared, modules);
  return code ? foreseenCalls([new ForeseenFunction(declared, code)], answers) : [];
}

/** A name means a file where there is one, else a function of the project around the current folder. */
function specOf(
  name: string,
  { folder, ...read }: { readonly folder: string | undefined } & Pick<ReadProjectOptions, 'values' | 'isWhole'>,
  io: Io,
): FoundFunction | { readonly problem: string } {
  const [fileName = name, exportName] = name.split('#');
  const file = path.resolve(io.cwd, fileName);
  const isFile = filesOnDisk().isFile(file);
  const root = folder === undefined ? findProjectFolder(isFile ? file : io.cwd) : path.resolve(io.cwd, folder);
  if (!existsSync(root)) return { problem: phrase`The folder ${root} does not exist.` };
  const project = readProject(root, read);
  const found = foundIn(project, { name, fileName, exportName, file, isFile }, io);
  if ('problem' in found) tellProblems(project, io);
  return found;
}

interface Wanted {
  /** As it was written, and apart. */
  readonly name: string;
  readonly fileName: string;
  readonly exportName: string | undefined;
  readonly file: string;
  readonly isFile: boolean;
}

function foundIn(
  project: Project,
  { name, fileName, exportName, file, isFile }: Wanted,
  io: Io,
): FoundFunction | { readonly problem: string } {
  // `STACK#NAME`, as an inventory has it: a deployment file, or the folder of one.
  if (exportName !== undefined && languageOfFile(fileName) === undefined) {
    const stack = path.relative(project.root, file).split(path.sep).join('/');
    const own = project.functions.find((each) => each.stack === stack && each.names.includes(exportName));
    if (own) return specified(own, project);
  }
  if (!isFile) {
    const found = findFunction(project, name);
    // Functions of a CDK app are called as their constructs are: Orders/Charge.
    const isNamed = 'function' in found && found.guessedFrom === undefined;
    if (filesOnDisk().isFolder(file) && !isNamed) return { problem: isAFolder({ name: fileName, file }, project, io) };
    const isPath = /[\\/]|\.(json|ya?ml|tf|tofu|md|txt)$/i.test(fileName) || languageOfFile(fileName) !== undefined;
    if (isPath && !isNamed) return { problem: notAFile(fileName, filesOnDisk().problemOf(file)) };
    const machine = 'problem' in found ? findMachine(project, name) : undefined;
    if (machine) return { problem: isAMachine(name, machine, project, io) };
    return 'problem' in found ? found : specified(found.function, project);
  }
  const other = otherThanCode(fileName, file, project, io);
  if (other !== undefined) return { problem: other };
  const unread = filesOnDisk().readSource(file) === undefined ? filesOnDisk().read(file).reason : undefined;
  if (unread !== undefined) return { problem: notAFile(fileName, unread) };
  const functions = functionsInFile(project, file, filesOnDisk());
  if (exportName === undefined) {
    const only = onlyFunction(functions, fileName, (each) => `${fileName}#${each}`);
    return 'problem' in only ? only : specified(only.function, project);
  }
  // What a file has from elsewhere its text does not show.
  return specified(
    functionNamed(functions, exportName) ?? plainFunction(file, { name: exportName }, filesOnDisk()),
    project,
  );
}

function isAMachine(name: string, machine: ProjectMachine, project: Project, io: Io): Phrase {
  const way = howToRun(machine, project, terminalWording(io.cwd));
  return phrase`${name} is a state machine, not a function. To run it: ${way}`;
}

function notAFile(name: string, reason: string | undefined): Phrase {
  return reason === undefined || reason === MISSING
    ? phrase`The file ${name} does not exist.`
    : phrase`${name} cannot be read: ${reason}.`;
}

/** Names a function that has its code in the folder, or is declared there. */
function isAFolder(
  { name, file }: { readonly name: string; readonly file: string },
  { functions }: Project,
  io: Io,
): Phrase {
  const isInside = (each: string | undefined): boolean => each?.startsWith(file + path.sep) === true;
  const first = functions.find(
    (each) => isInside(each.file) || (each.file !== undefined && isInside(each.source.file)),
  );
  return first
    ? phrase`${name} is a folder. To call its function ${first.name}: ${howToCall(first, functions, terminalWording(io.cwd))}`
    : phrase`${name} is a folder without a function. Name a file of a function's code.`;
}

/** What a file is that is no code of a function: a definition is run, a deployment file names its functions. */
function otherThanCode(name: string, file: string, project: Project, io: Io): Phrase | undefined {
  // Asked for only here: to find all functions takes reading all code.
  if (languageOfFile(file) !== undefined) return undefined;
  const { functions, machines } = project;
  const [declared] = functions.filter(({ source }) => source.file === file);
  if (declared) {
    const way = shellCommand(['stepwise', 'invoke', declared.name]);
    return phrase`${name} declares functions and is not called itself. Name one of them, such as ${way}`;
  }
  if (machines.some((machine) => machine.file === file) || isDefinitionFile(file)) {
    return phrase`${name} holds a state machine, not a function. To run it: ${terminalWording(io.cwd).running(file)}`;
  }
  return undefined;
}

/** What the function finds in its environment instead of what only a deployment knows. */
function unsetIn({ environment }: FunctionSpec, { unset }: Project): Phrase[] {
  return Object.entries(environment).flatMap(([variable, text]) =>
    unset
      .filter(({ filler }) => text.includes(filler))
      .map(({ key, why }) => phrase`${variable} holds a placeholder. ${why} Give it with --value ${key}=VALUE.`),
  );
}

function specified(found: ProjectFunction, project: Project): FoundFunction | { readonly problem: string } {
  const spec = functionSpec(found, project);
  return 'problem' in spec ? spec : { declared: found, spec, project, concerned: concerning(found, project) };
}
