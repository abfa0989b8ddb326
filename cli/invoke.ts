import { existsSync } from 'node:fs';
import path from 'node:path';
import { languageOfFile } from '../core/handlers';
import type { AwsTarget, FunctionSpec } from '../lambda/lambda';
import {
  filesOnDisk,
  findFunction,
  findProjectFolder,
  functionNamed,
  functionsInFile,
  onlyFunction,
  plainFunction,
  readProject,
} from '../project';
import type { Project, ProjectFunction } from '../project';
import { functionSpec, hostExecutions, StepFunctionsService } from '../run';
import type { Consents } from '../run';
import { CONSENT_OPTIONS, consentsOf, readConsentFlags } from './consentOptions';
import { ENDPOINT_OPTION, targetOf } from './endpointOption';
import { EXIT } from './io';
import type { Io } from './io';
import { lazyLambdaHost } from './lazyLambdaHost';
import { optionsHelp, parseOptions } from './options';
import { readJsonText } from './readText';
import { tellProblems } from './tellProblems';
import { tellOfWaitingTasks } from './waitingTasks';
import { fromHandler, says } from './words';

const OPTIONS = {
  event: { value: 'FILE|-', help: 'the event, JSON; - is standard input (default: {})' },
  project: { value: 'DIR', help: 'the folder of the template (default: the nearest above)' },
  endpoint: ENDPOINT_OPTION,
  ...CONSENT_OPTIONS,
  help: { help: 'shows this' },
} as const;

const USAGE = `stepwise invoke FUNCTION|FILE[#export] [options]

Calls one handler: a function of the project by its name, or what a file exports. The result goes to
standard output, the handler's logs to standard error. AWS itself is never called: SDK calls go to --endpoint or are
refused, but those of Step Functions, which start the project's own state machines here.

${optionsHelp(OPTIONS)}

Exit codes: 0 succeeded, 1 the handler failed, 2 could not start, 3 aborted.
`;

/** `stepwise invoke`. */
export async function invoke(args: string[], io: Io): Promise<number> {
  const parsed = parseOptions(args, OPTIONS);
  if ('problem' in parsed) return refuse(parsed.problem, io);
  const { options, positionals } = parsed;
  if (options.help) {
    io.out(USAGE);
    return EXIT.succeeded;
  }
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0)
    return refuse('Which function? stepwise invoke FUNCTION|FILE[#export]', io);
  const event = options.event === undefined ? { text: '{}' } : await readJsonText(options.event, io);
  if ('problem' in event) return refuse(event.problem, io);
  const found = specOf(name, options.project, io);
  if ('problem' in found) return refuse(found.problem, io);
  const allowedByFlag = readConsentFlags(options);
  if ('problem' in allowedByFlag) return refuse(allowedByFlag.problem, io);
  const target = targetOf(options.endpoint);
  if ('problem' in target) return refuse(target.problem, io);
  return call(name, { ...found, target, consents: consentsOf(allowedByFlag, found.project.root, io) }, event.text, io);
}

interface Found {
  readonly spec: FunctionSpec;
  readonly project: Project;
}

async function call(
  name: string,
  { spec, project, target, consents }: Found & { readonly target: AwsTarget; readonly consents: Consents },
  event: string,
  io: Io,
): Promise<number> {
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const stepFunctions = new StepFunctionsService();
  const lambda = lazyLambdaHost({
    target,
    region: 'us-east-1',
    serviceEndpoints: async () => ({ sfn: await stepFunctions.url() }),
    log: ({ text }) => io.error(says`${fromHandler(text.replace(/\r?\n$/, ''), io.colours)}\n`),
  });
  const waits = tellOfWaitingTasks(stepFunctions, (line) => io.error(`${line}\n`));
  const { signal } = abort;
  const executions = hostExecutions(
    { project, lambda, consents, clock: 'real', signal, waits, emit: () => undefined },
    stepFunctions,
  );
  try {
    const outcome = await lambda.invoke(spec, event, { signal });
    // Executions that it started go on, as they would on AWS.
    await executions.idle();
    if (abort.signal.aborted) return EXIT.stopped;
    if (outcome.type === 'success') {
      io.data(outcome.payload);
      return EXIT.succeeded;
    }
    const headline = `${outcome.errorType}: ${outcome.errorMessage}`;
    // Node's stack begins with the headline again.
    const lines = outcome.stackTrace.map((line) => line.trim()).filter((line) => line !== headline);
    io.error(`${name} failed: ${headline}\n${lines.map((line) => `    ${line}\n`).join('')}`);
    return outcome.reason === 'start' ? EXIT.unusable : EXIT.failed;
  } catch (error) {
    if (abort.signal.aborted) return EXIT.stopped;
    throw error;
  } finally {
    await Promise.all([lambda.dispose(), stepFunctions.close()]);
    stopListening();
  }
}

/** A name means a file where there is one, else a function of the project around the current folder. */
function specOf(name: string, folder: string | undefined, io: Io): Found | { readonly problem: string } {
  const [fileName = name, exportName] = name.split('#');
  const file = path.resolve(io.cwd, fileName);
  const isFile = filesOnDisk().isFile(file);
  const root = folder === undefined ? findProjectFolder(isFile ? file : io.cwd) : path.resolve(io.cwd, folder);
  if (!existsSync(root)) return { problem: `There is no folder ${root}.` };
  const project = readProject(root);
  tellProblems(project, io);
  if (!isFile) {
    const isPath = /[\\/]/.test(fileName) || languageOfFile(fileName) !== undefined;
    if (isPath) return { problem: `There is no file ${fileName}.` };
    const found = findFunction(project, name);
    return 'problem' in found ? found : specified(found.function, project);
  }
  const functions = functionsInFile(project, file, filesOnDisk());
  if (exportName === undefined) {
    const only = onlyFunction(functions, fileName, (each) => `${fileName}#${each}`);
    return 'problem' in only ? only : specified(only.function, project);
  }
  // What a file has from elsewhere its text does not show.
  return specified(functionNamed(functions, exportName) ?? plainFunction(file, { name: exportName }), project);
}

function specified(found: ProjectFunction, project: Project): Found | { readonly problem: string } {
  const spec = functionSpec(found, project);
  return 'problem' in spec ? spec : { spec, project };
}

function refuse(problem: string, io: Io): number {
  io.error(`stepwise invoke: ${problem}\n`);
  return EXIT.unusable;
}
