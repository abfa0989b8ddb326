import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AwsTarget, FunctionSpec } from '../lambda/lambda';
import { filesOnDisk, findFunction, findProjectFolder, plainFunction, readProject } from '../project';
import type { Project } from '../project';
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
  event: { value: 'FILE|-', help: 'a JSON file with the event; - reads standard input (default: {})' },
  project: { value: 'DIR', help: 'the folder of the template (default: the nearest parent folder with one)' },
  endpoint: ENDPOINT_OPTION,
  ...CONSENT_OPTIONS,
  help: { help: 'show this help' },
} as const;

const USAGE = `stepwise invoke FUNCTION|FILE[#export] [options]

Calls one handler: a function of the project by its name, or an export of a file. The result goes to
standard output, the handler's logs go to standard error. AWS is never called: SDK calls go to --endpoint or are
refused, except calls to Step Functions, which start the project's own state machines here.

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
    return refuse('Name a function or file: stepwise invoke FUNCTION|FILE[#export]', io);
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
  if (!existsSync(root)) return { problem: `The folder ${root} does not exist.` };
  const project = readProject(root);
  tellProblems(project, io);
  if (!isFile) {
    if (/[\\/]|\.(m|c)?[jt]s$|\.py$/.test(fileName)) return { problem: `The file ${fileName} does not exist.` };
    const found = findFunction(project, name);
    if ('problem' in found) return found;
    const spec = functionSpec(found.function, project);
    return 'problem' in spec ? spec : { spec, project };
  }
  const known = project.functions.find(
    (candidate) => candidate.file === file && (exportName === undefined || candidate.exportName === exportName),
  );
  if (known?.fault !== undefined) return { problem: known.fault };
  const found = known ?? plainFunction(file, filesOnDisk());
  if (!found && exportName === undefined) {
    return { problem: `${fileName} does not export a handler with a usual name. Name the export: ${fileName}#export.` };
  }
  const base = path.basename(file, path.extname(file));
  const spec: FunctionSpec = {
    name: found?.name ?? base,
    codeDir: found?.codeDir ?? path.dirname(file),
    file,
    exportName: exportName ?? found?.exportName ?? 'handler',
    runtime: found?.runtime,
    environment: found?.environment ?? {},
    timeoutSeconds: found?.timeout ?? 30,
    memorySize: found?.memorySize ?? 128,
    projectDir: root,
  };
  return { spec, project };
}

function refuse(problem: string, io: Io): number {
  io.error(`stepwise invoke: ${problem}\n`);
  return EXIT.unusable;
}
