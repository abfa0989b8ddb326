import { existsSync } from 'node:fs';
import path from 'node:path';
import { visible } from '../core/escape/visible';
import type { TestStateAnswer, TestStateRequest } from '../core/interpreter/testState';
import { isJsonObject } from '../core/json';
import type { JsonObject } from '../core/json';
import { buildMachine } from '../core/model';
import type { Machine } from '../core/model/machine';
import { nearestName } from '../core/nearestName';
import { validate } from '../core/rules';
import { parseDocument, toObject } from '../core/syntax';
import { findProjectFolder, languageOf, readProject } from '../project';
import type { Project } from '../project';
import { flagsFor, flagsOf, lazyLambdaHost, loadMachine } from '../run';
import type { Consents, LoadedMachine } from '../run';
import { testLocalState } from '../run/testState';
import { consentsOf, readConsentFlags } from './consentOptions';
import { EXIT } from './io';
import type { Io } from './io';
import { HELP, optionsHelp, parseOptions } from './options';
import type { ParsedOptions } from './options';
import { readJsonText, readText } from './readText';
import { fromHandler, says } from './words';

const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const;
const VALIDATION = ['STRICT', 'PRESENT', 'NONE'] as const;

const OPTIONS = {
  input: { value: 'JSON|FILE|-', help: "the state's input (default: {})" },
  'mock-result': { value: 'JSON|FILE|-', help: 'what the state calls answers this; nothing is called' },
  'mock-error': {
    value: 'ERROR[:CAUSE]|JSON',
    help: 'it fails so: States.Timeout, Busy:try later, {"error":…,"cause":…}',
  },
  'field-validation': {
    value: VALIDATION.join('|'),
    values: VALIDATION,
    help: 'how a mock is held against the service (default: STRICT)',
  },
  inspect: { value: LEVELS.join('|'), values: LEVELS, help: 'DEBUG and TRACE add what each stage made of the data' },
  variables: { value: 'JSON|FILE|-', help: 'the variables the state sees' },
  context: { value: 'JSON|FILE|-', help: 'the context object, in place of a made-up one' },
  'state-configuration': {
    value: 'JSON|FILE|-',
    help: 'how often it was retried, what an ItemReader reads, …: see below',
  },
  request: {
    value: 'FILE|-',
    help: 'JSON of texts, each as behind the option of its name: {"input":"{}","mock-error":"Busy"}; in no list of processes',
  },
  ...flagsOf('test-state'),
  ...HELP,
} as const;

const USAGE = `stepwise test-state FILE [STATE] [options]

Tests one state on its own, as the TestState API does: FILE is a definition (- is standard input), a template
that holds it, or a single state. STATE is its name, at any depth; a single state needs none. Map, Parallel, activities and
callbacks need a mock; any other task without one calls the project's own handlers, or is answered by
the mocks of .vscode/stepwise.json. The answer is the API's, as JSON on standard output: status, output,
nextState, error, cause, inspectionData.

${optionsHelp(OPTIONS)}

Of --state-configuration: retrierRetryCount, mapIterationFailureCount, errorCausedByState, mapItemReaderData.

Exit codes: 0 SUCCEEDED, 1 FAILED, RETRIABLE or CAUGHT_ERROR, 2 could not be tested.
`;

type Options = ParsedOptions<typeof OPTIONS>['options'];
type Problem = { readonly problem: string };

/** `stepwise test-state`. */
export async function testState(args: string[], io: Io): Promise<number> {
  const parsed = parseOptions(args, OPTIONS);
  if ('problem' in parsed) return refuse(parsed.problem, io);
  if (parsed.options.help) {
    io.out(USAGE);
    return EXIT.succeeded;
  }
  const subject = await readSubject(parsed.positionals, parsed.options, io);
  if ('problem' in subject) return refuse(subject.problem, io);
  const request = await readRequest(parsed.options, io);
  if ('problem' in request) return refuse(request.problem, io);
  const allowedByFlag = readConsentFlags(parsed.options);
  if ('problem' in allowedByFlag) return refuse(allowedByFlag.problem, io);
  const consents = consentsOf(allowedByFlag, subject.project.root, io);
  return execute({ ...subject, consents }, request, io);
}

interface Subject {
  /** JSON text of a whole machine, or of one state. */
  readonly definition: string;
  readonly stateName?: string;
  /** The machine, as mocks name it. */
  readonly name: string;
  readonly project: Project;
}

async function readSubject(positionals: readonly string[], options: Options, io: Io): Promise<Subject | Problem> {
  const [name, stateName, ...others] = positionals;
  if (name === undefined) return { problem: 'Which state? stepwise test-state FILE STATE' };
  if (others.length > 0)
    return { problem: `One test is of one state: what is "${others[0]}"? Put quotes around a name with blanks.` };
  const fromInput = Object.values(options).filter((value) => value === '-').length + (name === '-' ? 1 : 0);
  if (fromInput > 1) return { problem: 'Standard input can be one thing alone.' };
  const read = await readText(name, io);
  if ('problem' in read) return read;
  const file = path.resolve(io.cwd, name === '-' ? 'stdin.asl.yaml' : name);
  const folder = options.project === undefined ? findProjectFolder(file) : path.resolve(io.cwd, options.project);
  if (!existsSync(folder)) return { problem: `--project: there is no folder ${folder}.` };
  const project = readProject(folder, { definition: file });
  const single = singleState(file, read.text);
  if (single) {
    const surplus = `${name} is a single state, without a name: leave "${stateName}" away.`;
    if (stateName !== undefined) return { problem: surplus };
    const definition = JSON.stringify(single);
    const wrapped = `{"StartAt":"State","States":{"State":${definition}}}`;
    const machine = buildMachine(parseDocument('state.asl.json', wrapped, 'json'));
    const fault = machine && faultOf(machine, 'State', 'STANDARD');
    return fault === undefined ? { definition, name: 'Machine', project } : { problem: fault };
  }
  const unsaved = (wanted: string): string | undefined => (wanted === file ? read.text : undefined);
  const loaded = loadMachine(file, { project, name: options.machine, unsaved });
  if ('problem' in loaded) return loaded;
  const names = loaded.machine.states.map((state) => state.name);
  if (stateName === undefined) return { problem: `Which state? ${loaded.name} has ${listed(names)}.` };
  if (!names.includes(stateName))
    return { problem: `${loaded.name} has no state "${stateName}".${hint(stateName, names)}` };
  const fault = faultOf(loaded.machine, stateName, loaded.type);
  if (fault !== undefined) return { problem: fault };
  return { definition: JSON.stringify(loaded.machine.definition), stateName, name: loaded.name, project };
}

/** What a single state cannot know: where it goes, and what was assigned before it. */
const OF_THE_MACHINE = ['unknown-state', 'undefined-variable'];

/** Why AWS would refuse the state; what is wrong elsewhere in its machine does not matter here. */
function faultOf(machine: Machine, stateName: string, type: LoadedMachine['type']): string | undefined {
  const span = machine.states.find(({ name }) => name === stateName)?.node.span;
  const faults = validate(machine.document, machine, { type }).filter(
    (found) =>
      found.severity === 'error' &&
      !found.mayRun &&
      !OF_THE_MACHINE.includes(found.code) &&
      span &&
      found.span.start >= span.start &&
      found.span.end <= span.end,
  );
  return faults.length === 0
    ? undefined
    : `AWS would refuse this state:\n${faults.map(({ message }) => `  ${visible(message)}`).join('\n')}`;
}

/** A definition of one state has a Type and no States. */
function singleState(file: string, text: string): JsonObject | undefined {
  const { root, problems } = parseDocument(file, text, /^\s*\{/.test(text) ? 'json' : languageOf(file));
  if (root?.kind !== 'object' || problems.length > 0) return undefined;
  const value = toObject(root);
  return typeof value.Type === 'string' && value.States === undefined ? value : undefined;
}

function hint(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? ` It has ${listed(names)}.` : ` Did you mean "${nearest}"?`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ') || 'none';
}

type Given = Omit<TestStateRequest, 'definition' | 'stateName'>;

async function readRequest(options: Options, io: Io): Promise<Given | Problem> {
  const read = options.request === undefined ? undefined : await readJsonText(options.request, io);
  if (read && 'problem' in read) return { problem: `--request: ${read.problem}` };
  const request = read && requestIn(read.text, options);
  if (request && 'problem' in request) return request;
  const texts: { [name: string]: string } = {};
  for (const name of JSON_OPTIONS) {
    const given = options[name];
    if (given === undefined) continue;
    const json = await readJson(name, given, io);
    if ('problem' in json) return json;
    texts[name] = json.text;
  }
  const { input, 'mock-result': result, variables, context, ...others } = { ...texts, ...request?.texts };
  const mockError = options['mock-error'] ?? request?.texts['mock-error'];
  const errorOutput = mockError === undefined ? undefined : readMockError(mockError);
  if (errorOutput && 'problem' in errorOutput) return errorOutput;
  const configuration = readConfiguration(others['state-configuration']);
  if (configuration && 'problem' in configuration) return configuration;
  const fieldValidationMode = options['field-validation'] as (typeof VALIDATION)[number] | undefined;
  const isMocked = result !== undefined || errorOutput !== undefined;
  if (fieldValidationMode && !isMocked)
    return { problem: '--field-validation is of a mock: give --mock-result, or leave it away.' };
  return {
    input,
    variables,
    context,
    stateConfiguration: configuration,
    inspectionLevel: options.inspect as (typeof LEVELS)[number] | undefined,
    mock: isMocked ? { result, errorOutput, fieldValidationMode } : undefined,
  };
}

/** Options that are JSON. */
const JSON_OPTIONS = ['input', 'mock-result', 'variables', 'context', 'state-configuration'] as const;

/** What `--request` says: the texts themselves, never names of files. */
function requestIn(text: string, options: Options): { readonly texts: { readonly [name: string]: string } } | Problem {
  const value = JSON.parse(text) as unknown;
  const names: readonly string[] = [...JSON_OPTIONS, 'mock-error'];
  if (!isJsonObject(value)) return { problem: '--request must be a JSON object.' };
  for (const [name, content] of Object.entries(value)) {
    if (!names.includes(name)) return { problem: `--request has no "${name}". It has ${names.join(', ')}.` };
    if (typeof content !== 'string') return { problem: `--request: ${name} must be a text.` };
    if (options[name as keyof Options] !== undefined) return { problem: `--${name} is in --request, too.` };
    if (name !== 'mock-error' && !isJson(content)) return { problem: `--request: the text of ${name} must be JSON.` };
  }
  return { texts: value as { readonly [name: string]: string } };
}

/** JSON written on the command line, or the name of a file of it. */
async function readJson(option: string, given: string, io: Io): Promise<{ readonly text: string } | Problem> {
  if (isJson(given)) return { text: given };
  // A brace or a quotation mark begins no name of a file that anyone would mean.
  if (/^\s*[[{"]/.test(given)) return { problem: `--${option} is no JSON: ${given}` };
  const read = await readJsonText(given, io);
  return 'problem' in read ? { problem: `--${option}: ${read.problem}` } : read;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

type ErrorOutput = NonNullable<NonNullable<TestStateRequest['mock']>['errorOutput']>;

/** `ERROR`, `ERROR:CAUSE`, or JSON with `error` and `cause` (or `Error` and `Cause`, as a Catch sees them). */
function readMockError(text: string): ErrorOutput | Problem {
  if (!/^\s*\{/.test(text)) {
    const [error = '', ...cause] = text.split(':');
    return { error, ...(cause.length > 0 && { cause: cause.join(':') }) };
  }
  if (!isJson(text)) return { problem: `--mock-error is no JSON: ${text}` };
  const value = JSON.parse(text) as JsonObject;
  const output: { error?: string; cause?: string } = {};
  for (const [name, content] of Object.entries(value)) {
    const field = name.toLowerCase();
    if (field !== 'error' && field !== 'cause') return { problem: `--mock-error has error and cause, not "${name}".` };
    if (typeof content !== 'string') return { problem: `--mock-error: ${name} must be a text.` };
    output[field] = content;
  }
  return output;
}

const CONFIGURATION = {
  retrierRetryCount: 'number',
  mapIterationFailureCount: 'number',
  errorCausedByState: 'text',
  mapItemReaderData: 'JSON',
} as const;

function readConfiguration(text: string | undefined): TestStateRequest['stateConfiguration'] | Problem {
  if (text === undefined) return undefined;
  const value = JSON.parse(text) as unknown;
  if (!isJsonObject(value as JsonObject)) return { problem: '--state-configuration must be a JSON object.' };
  const configuration: { [name: string]: unknown } = {};
  for (const [name, content] of Object.entries(value as JsonObject)) {
    const names = Object.keys(CONFIGURATION);
    if (!Object.hasOwn(CONFIGURATION, name)) {
      const nearest = nearestName(name, names);
      const known = nearest === undefined ? `It has ${names.join(', ')}.` : `Did you mean "${nearest}"?`;
      return { problem: `--state-configuration has no "${name}". ${known}` };
    }
    const type = CONFIGURATION[name as keyof typeof CONFIGURATION];
    const isCount = typeof content === 'number' && Number.isInteger(content) && content >= 0;
    if (type === 'number' && !isCount)
      return { problem: `--state-configuration: ${name} must be a whole number from 0.` };
    if (type === 'text' && typeof content !== 'string')
      return { problem: `--state-configuration: ${name} must be a text.` };
    // The API wants a text of JSON; a list is what people write.
    configuration[name] = type === 'JSON' && typeof content !== 'string' ? JSON.stringify(content) : content;
  }
  return configuration;
}

async function execute(
  { definition, stateName, name, project, consents }: Subject & { readonly consents: Consents },
  given: Given,
  io: Io,
): Promise<number> {
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const lambda = lazyLambdaHost({
    target: { kind: 'mock' },
    region: 'us-east-1',
    log: ({ text }) => io.error(says`${fromHandler(text.replace(/\r?\n$/, ''), io.colours)}\n`),
  });
  try {
    const request = { definition, stateName, ...given };
    const { answer, unanswered } = await testLocalState(request, {
      name,
      project,
      lambda,
      consents,
      signal: abort.signal,
    });
    const [asked] = unanswered;
    if (asked)
      return refuse(
        `${asked.resource} needs a mock${asked.lacks ? `, or your consent (${flagsFor(asked.lacks)})` : ''}: --mock-result '${JSON.stringify(JSON.parse(asked.suggestion))}'`,
        io,
      );
    return tell(answer, io);
  } finally {
    stopListening();
    await lambda.dispose();
  }
}

function tell(answer: TestStateAnswer, io: Io): number {
  if ('error' in answer) {
    const { code, message } = answer.error;
    // The API's own words end with what it can test; a mock is what makes it test these, too.
    const advice = /does not support Map or Parallel/.test(message)
      ? '. With a mock it does: --mock-result JSON, or --mock-error ERROR'
      : '';
    return refuse(`${code}: ${message}${advice}`, io);
  }
  const { status, output, nextState, error, cause, inspectionData } = answer.response;
  const ordered = { status, output, nextState, error, cause, inspectionData };
  io.data(JSON.stringify(ordered));
  return status === 'SUCCEEDED' ? EXIT.succeeded : EXIT.failed;
}

function refuse(problem: string, io: Io): number {
  io.error(`stepwise test-state: ${problem}\n`);
  return EXIT.unusable;
}
