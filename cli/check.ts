import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { languageOfFile } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { Range, SyntaxDocument, SyntaxLanguage } from '../core/syntax/tree';
import { parseDocument } from '../core/syntax/parse';
import { valueOf } from '../core/syntax/value';
import { checkedDefinitions, validateFully } from '../core/rules/validateDocument';
import { validate } from '../core/rules';
import type { Diagnostic, Severity, ValidateOptions } from '../core/rules';
import { filesOnDisk, findProjectFor, placeholdersIn, raisedIn } from '../project';
import type { Project, ProjectMachine } from '../project';
import { loadCatalogue } from '../services/loadTables';
import { fileToRun, programInstead, terminalWording } from '../run';
import { answerOf, findingsIn, jsonFinding, type DefinitionAnswer } from '../run/stepFunctions/definition';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse } from './commandLine';
import { optionsHelp } from './options';
import type { OptionTable } from './options';
import { emptyFolder, machinesIn } from './folderProblem';
import { machinesCalled, noneToCheck } from './machineFile';
import { projectDefinitions, type ProjectDefinition } from './projectDefinitions';
import { readText } from './readText';
import { sarifLog } from './sarif';
import { says } from './words';

export const CHECK_OPTIONS = {
  format: {
    value: 'FORMAT',
    values: ['text', 'json', 'sarif', 'aws'],
    help: () => phrase`text (default), json, sarif, or aws: the answer of ValidateStateMachineDefinition`,
  },
  language: {
    value: 'LANGUAGE',
    values: ['asl', 'asl-yaml'],
    help: () => phrase`asl or asl-yaml (default: by name and content)`,
  },
  type: {
    value: 'TYPE',
    values: ['STANDARD', 'EXPRESS'],
    help: () => phrase`the type that a definition will run as (default: unknown)`,
  },
  help: {
    help: () => phrase`show this help`,
  },
} as const satisfies OptionTable;

/** One finding as `--format json` prints it; lines and columns are zero-based. */
export interface Finding {
  readonly file: string;
  readonly range: Range;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** AWS's own code, where it has one for this alone. */
  readonly aws?: string;
}

const usage = (): string => phrase`stepwise check FILE… [options]

Reports mistakes in state machines. FILE is a definition, a file that contains definitions, such as a template, a folder with
such files, or the name of a state machine; - reads standard input.

${optionsHelp(CHECK_OPTIONS)}

Exit codes: 0 no errors, 1 errors, 2 a file or an option could not be used.
`;

/**
 * `stepwise check FILE… [--format text|json|sarif|aws] [--language asl|asl-yaml]`: says what is wrong with
 * definitions and with those inside templates. Exit code 0 without errors, 1 with, 2 where a file or an
 * option could not be used.
 */
export async function check(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'check', options: CHECK_OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  if (positionals.length === 0)
    return refuse('check', phrase`Name a definition or template to check, or - to read standard input.`, io);

  const findings: Finding[] = [];
  const answers: AwsAnswer[] = [];
  const checked: string[] = [];
  // Standard input can be read once, and no file has more to say the second time.
  const asked = positionals.map((each) => filesIn(each, io));
  for (const problem of asked.flatMap(({ problems }) => problems)) io.error(`stepwise check: ${problem}\n`);
  const files = new Set(asked.flatMap((each) => each.files));
  for (const file of files) {
    const made = file === '-' ? [] : projectDefinitions(path.resolve(io.cwd, file));
    if (made.length > 0 && options.format !== 'aws') {
      checked.push(file);
      findings.push(...made.flatMap((each) => findingsInMachine(each, file)));
      continue;
    }
    const read = await readDefinition(file, io);
    if ('problem' in read) {
      io.error(`stepwise check: ${read.problem}\n`);
      continue;
    }
    checked.push(file);
    const document = parseDocument(file, read.text, languageOf(file, read.text, options.language));
    const type = options.type as ValidateOptions['type'];
    findings.push(...(await findingsOf(document, file, { type, ...knownOf(document, file, io) })));
    if (options.format === 'aws') answers.push(...awsAnswers(document, file, type));
  }
  // Where nothing could be read there is nothing to sum up, but a program still wants its document.
  const format = options.format ?? 'text';
  if (format === 'aws')
    io.data(JSON.stringify(answers.length === 1 ? answers[0]!.answer : answers.map(named), null, 2));
  else if (checked.length > 0 || format !== 'text') FORMATS[format]?.(findings, checked, io);
  if (checked.length < files.size || asked.some(({ files: found }) => found.length === 0)) return EXIT.unusable;
  if (format === 'aws') return answers.some(({ answer }) => answer.result === 'FAIL') ? EXIT.failed : EXIT.succeeded;
  return findings.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.succeeded;
}

/**
 * Of a folder the files of its state machines, of the name of one its file; of anything else itself. Of machines without a
 * definition to read the sentences that say why there is none.
 */
function filesIn(name: string, io: Io): { readonly files: readonly string[]; readonly problems: readonly string[] } {
  if (name === '-') return { files: [name], problems: [] };
  const inFolder = machinesIn(name, io);
  const called = inFolder ? undefined : machinesCalled(name, undefined, io);
  if (called?.found.length === 0) return { files: [], problems: [noneToCheck(name, called.project, io)] };
  const machines = inFolder ?? called?.found ?? machinesMadeBy(name, io);
  if (machines.length === 0) return { files: [name], problems: [] };
  const read = machines.filter(({ notRun }) => notRun === undefined);
  const files = read.map((each) => path.relative(io.cwd, called ? fileToRun(each) : each.file));
  return { files, problems: machines.flatMap(({ notRun = [] }) => notRun) };
}

/** The state machines of which a program, such as the source of a CDK app, says where they stand; not those that it holds. */
function machinesMadeBy(name: string, io: Io): readonly ProjectMachine[] {
  const file = path.resolve(io.cwd, name);
  if (languageOfFile(file) === undefined || !filesOnDisk().isFile(file)) return [];
  const made = findProjectFor(file).machines.filter(({ source }) => source.file === file);
  return made.some((machine) => machine.file === file && machine.notRun === undefined) ? [] : made;
}

async function readDefinition(file: string, io: Io): ReturnType<typeof readText> {
  if (file === '-') return readText(file, io);
  if (filesOnDisk().isFolder(path.resolve(io.cwd, file))) return { problem: emptyFolder(file) };
  const read = await readText(file, io);
  if ('problem' in read || languageOfFile(file) === undefined) return read;
  const program = path.resolve(io.cwd, file);
  return { problem: programInstead(program, read.text, findProjectFor(program), terminalWording(io.cwd)) };
}

/** The name decides, then the first character: JSON begins with a brace (or a placeholder for the whole). */
function languageOf(file: string, text: string, chosen: string | undefined): SyntaxLanguage {
  if (chosen) return chosen === 'asl-yaml' ? 'yaml' : 'json';
  if (/\.ya?ml$/i.test(file)) return 'yaml';
  if (/\.(tf|tofu)$/i.test(file)) return 'hcl';
  if (/\.json$/i.test(file)) return 'json';
  return /^\uFEFF?\s*(\{|\[|"|\/[/*]|$)/.test(text) ? 'json' : 'yaml';
}

async function findingsOf(document: SyntaxDocument, file: string, options: ValidateOptions): Promise<Finding[]> {
  const found = await validateFully(document, () => setImmediate(), { ...options, services: loadCatalogue() });
  // What cannot be read may be meant for something else, such as a template.
  const isUnclear = document.problems.some(({ code }) => code !== 'duplicate-key') && !namesState(document);
  const shown = isUnclear ? found.filter(({ code }) => code.endsWith('-syntax')) : found;
  return shown.map((each) => findingOf(each, document, file));
}

/** What its project knows of a definition, read once and only where something asks; standard input stands in no project. */
function knownOf(
  { text, root }: SyntaxDocument,
  file: string,
  io: Io,
): Pick<ValidateOptions, 'placeholders' | 'raisedBy'> {
  if (file === '-') return {};
  const definition = path.resolve(io.cwd, file);
  let read: Project | undefined;
  const project = (): Project => (read ??= findProjectFor(definition));
  // Nothing is filled in in what is no file of its own.
  const isFilledIn = text.includes('${') && root && namesState({ root });
  return {
    placeholders: isFilledIn ? placeholdersIn(definition, project()) : [],
    raisedBy: raisedIn(definition, project, filesOnDisk()),
  };
}

function findingsInMachine({ machine, type }: ProjectDefinition, file: string): Finding[] {
  const { document } = machine;
  return validate(document, machine, { type, services: loadCatalogue() }).map((each) =>
    findingOf(each, document, file),
  );
}

function findingOf(
  { span, severity, code, message, aws }: Diagnostic,
  document: SyntaxDocument,
  file: string,
): Finding {
  return { file, range: document.rangeOf(span), severity, code, message, ...(aws !== undefined && { aws }) };
}

interface AwsAnswer {
  readonly file: string;
  /** Of several definitions in a file. */
  readonly name?: string;
  readonly answer: DefinitionAnswer;
}

/** What AWS would answer to each definition of a file. */
function awsAnswers(document: SyntaxDocument, file: string, type: ValidateOptions['type']): AwsAnswer[] {
  const fault = document.language === 'json' ? jsonFinding(document.text) : undefined;
  if (fault && !hasBarePlaceholder(document)) return [{ file, answer: answerOf([fault]) }];
  return checkedDefinitions(document, { type, services: loadCatalogue() }).map((checked) => ({
    file,
    name: checked.name,
    answer: answerOf(findingsIn(checked), 'WARNING'),
  }));
}

/** A template's text is JSON once its placeholders are filled in. */
function hasBarePlaceholder({ problems }: SyntaxDocument): boolean {
  return !problems.some(({ code }) => code === 'json-syntax');
}

function named({ file, name, answer }: AwsAnswer): object {
  return { file, ...(name !== undefined && { name }), ...answer };
}

function namesState({ root }: Pick<SyntaxDocument, 'root'>): boolean {
  return root?.kind === 'object' && ['StartAt', 'States'].some((name) => valueOf(root, name) !== undefined);
}

const FORMATS: Record<string, (findings: readonly Finding[], files: readonly string[], io: Io) => void> = {
  json: (findings, _files, io) => io.data(JSON.stringify(findings, null, 2)),
  sarif: (findings, _files, io) => io.data(JSON.stringify(sarifLog(findings), null, 2)),
  text: (findings, files, io) => {
    for (const { file, range, severity, code, message, aws } of findings) {
      // People and their terminals count lines and columns from one.
      const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
      const shown = aws === undefined ? code : `${code} (${aws})`;
      io.out(says`${place}: ${severity} ${shown}: ${message}\n`);
    }
    io.error(`${summary(findings, files.length)}\n`);
  },
};

function summary(findings: readonly Finding[], files: number): string {
  const counts = (['error', 'warning', 'hint'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  const found = counts.filter(Boolean).join(', ') || phrase`nothing to report`;
  return phrase`${files} file${files === 1 ? '' : 's'} checked: ${found}.`;
}
