import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { ValueNotes } from '../../../core/values';
import { isServerless } from '../../../core/serverless';
import type { Files } from '../../files';
import type { ProjectFunction, ProjectProblem, Stack } from '../../project';
import { foldersUp } from '../../foldersUp';
import { isSkippedFolder } from '../../walk';
import { doubledSections } from '../../templateFile';
import type { ProjectReader, ReaderContext, ReaderResult } from '../reader';
import { CloudFormation } from './cloudFormation';
import { Compose } from './compose';
import { declaredIn, untold } from './declared';
import { givingService, Neighbourhood, type Neighbours } from './neighbours';
import type { Part } from './part';
import { isModule, readPart } from './readPart';
import { resourceFunctions, resourceMachines } from './resources';
import { Service } from './service';
import { declaredFunctions, serviceFunction } from './serviceFunctions';
import { declaredMachines, serviceMachine } from './serviceMachines';

const ENDINGS = ['yml', 'yaml', 'json', 'ts', 'js', 'cjs', 'mjs'];
const SERVICE_NAMES = ENDINGS.map((ending) => `serverless.${ending}`);
const COMPOSE_NAMES = ENDINGS.map((ending) => `serverless-compose.${ending}`);
/** `serverless.api.yml`, for `--config`. */
const OTHER_NAME = /^serverless[.-].+\.(ya?ml|json)$/;

/** Services of the Serverless Framework 3 and 4, and of osls. */
export const serverlessReader: ProjectReader = {
  name: 'Serverless',
  markFiles: [...SERVICE_NAMES, ...COMPOSE_NAMES],
  mayMark: (name) => name.startsWith('serverless'),
  filesIn,
  includes: (folder, part, files) =>
    composedIn(folder, files).some((file) => path.dirname(file) === part && path.dirname(file) !== folder),
  read: readServices,
};

/** The configurations that a folder's `serverless-compose.yml` names. Absolute. */
function composedIn(folder: string, files: Files): readonly string[] {
  const file = filesIn(folder, files).find(isCompose);
  const read = file === undefined ? undefined : readPart(file, folder, files);
  if (!read || !('root' in read)) return [];
  const context = { root: folder, values: new ValueNotes() };
  return composeOf(read.root, files, context).services.map((each) => each.file);
}

const composeOf = (root: Part, files: Files, context: ReaderContext): Compose =>
  new Compose(root, files, context, (folder) => filesIn(folder, files)[0]);

/** Of the usual names the first alone, as the framework looks for them. */
function filesIn(folder: string, files: Files): string[] {
  const names = files.list(folder).map(({ name }) => name);
  const first = (wanted: readonly string[]): string[] => {
    const found = wanted.find((name) => names.includes(name));
    return found === undefined ? [] : [found];
  };
  const usual = [...first(SERVICE_NAMES), ...first(COMPOSE_NAMES)];
  const found = usual.length > 0 ? usual : names.filter((name) => OTHER_NAME.test(name));
  return found
    .map((name) => path.join(folder, name))
    .filter((file) => (usual.length > 0 ? mayBeService(file, files) : isService(file, files)));
}

/** Programs may be called `serverless.ts` too. One that cannot be read counts: somebody must say so. */
function mayBeService(file: string, files: Files): boolean {
  const section = isCompose(file) ? 'services' : 'provider';
  return !isModule(file) || new RegExp(`\\b${section}\\b`).test(files.readSource(file) ?? section);
}

function isService(file: string, files: Files): boolean {
  const read = readPart(file, path.dirname(file), files);
  return 'root' in read && isServerless(read.root.source.document);
}

function readServices(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined {
  const found = filesIn(folder, files);
  if (found.length === 0) return undefined;
  const results = found.map((file) =>
    isCompose(file)
      ? readComposed(file, found, files, context)
      : readService(file, files, context, besides(folder, files, context)),
  );
  return together(results);
}

/** The services that are deployed together, `services.NAME.path`, but for those that are read already. */
function readComposed(file: string, known: readonly string[], files: Files, context: ReaderContext): ReaderResult {
  const read = readPart(file, path.dirname(file), files);
  if (!('root' in read)) return nothing(file, unreadable(path.basename(file), read.reason), context);
  const compose = composeOf(read.root, files, context);
  const others = compose.services.filter((each) => !known.includes(each.file));
  return together(others.map((each) => readService(each.file, files, context, compose.around(each))));
}

const isCompose = (file: string): boolean => COMPOSE_NAMES.includes(path.basename(file));

/** How many folders beside a service are looked into for what it takes from elsewhere. */
const MOST_BESIDE = 200;

/** Services in the folders beside this one, which nothing says to be deployed together. */
function besides(folder: string, files: Files, context: ReaderContext): Neighbours {
  return new Neighbourhood(() => {
    const parent = path.dirname(folder);
    const { folders, isBounded } = foldersUp(folder, [], files);
    // What lies beside a folder that nothing bounds is other people's.
    if (!isBounded || !folders.includes(parent)) return [];
    const beside = files
      .list(parent)
      .filter(({ name, isFolder }) => isFolder && !isSkippedFolder(name) && path.join(parent, name) !== folder);
    return beside.slice(0, MOST_BESIDE).flatMap(({ name }) => {
      const file = filesIn(path.join(parent, name), files)[0];
      return (file === undefined ? undefined : givingService(file, files, context.values)) ?? [];
    });
  });
}

function together(results: readonly ReaderResult[]): ReaderResult {
  return {
    stacks: results.flatMap(({ stacks }) => stacks),
    functions: results.flatMap(({ functions }) => functions),
    machines: results.flatMap(({ machines }) => machines),
    problems: results.flatMap(({ problems }) => problems),
    searched: results.flatMap(({ searched }) => searched),
  };
}

/** Of a file that cannot be read. */
function nothing(file: string, why: string, context: ReaderContext): ReaderResult {
  const problem = { message: why, place: { file, line: 0 } };
  const stack = stackOf(stackId(file, context), [file], why);
  return { stacks: [stack], functions: [], machines: [], problems: [problem], searched: [file] };
}

/** What `serverless package` wrote last. */
const COMPILED = '.serverless/cloudformation-template-update-stack.json';

/** A service whose configuration would have to run: as it was packaged last, where it was. */
function compiledService(file: string, files: Files, context: ReaderContext, why: string): ReaderResult {
  const id = stackId(file, context);
  const folder = path.dirname(file);
  const read = readPart(path.join(folder, COMPILED), folder, files);
  if (!('root' in read)) return nothing(file, why, context);
  const options = { files, values: context.values.within(id), settings: context.settings?.stacks?.[id] };
  const service = new Service(read.root, options, folder);
  const cloudFormation = new CloudFormation(service, service.root);
  const { file: compiled } = read.root.source;
  const functions = resourceFunctions(service, cloudFormation).map((each) => ({ ...each, stack: id }));
  const machines = resourceMachines(service, cloudFormation).map((each) => ({ ...each, stack: id }));
  const told = phrase`${path.basename(file)} would have to run. What is known of it is in ${COMPILED}, from when it was packaged last.`;
  const stack: Stack = { ...stackOf(id, [file, compiled], told), state: 'stale' };
  return { stacks: [stack], functions, machines, problems: problemsOf(service, functions), searched: [file, compiled] };
}

function readService(file: string, files: Files, context: ReaderContext, neighbours: Neighbours): ReaderResult {
  const id = stackId(file, context);
  const read = readPart(file, path.dirname(file), files);
  if (!('root' in read) || typeof read.root.raw === 'string') {
    const reason = 'root' in read ? phrase`it would need to run code` : read.reason;
    return compiledService(file, files, context, unreadable(path.basename(file), reason));
  }
  const values = context.values.within(id);
  const options = { files, settings: context.settings?.stacks?.[id], neighbours };
  const service = new Service(read.root, { ...options, values });
  const cloudFormation = new CloudFormation(service);
  const declared = declaredFunctions(service, cloudFormation);
  const machinesDeclared = declaredMachines(service, cloudFormation);
  const fault = faultIn(read.root);
  const faultText = fault && `${file}:${fault.line + 1}:${fault.character + 1}: ${fault.message}`;
  const common = { stack: id, ...(faultText === undefined ? {} : { fault: faultText }) };
  const isBehind = fault !== undefined && standsBefore(fault.offset, read.root);
  const functions = [
    ...declared
      .map((each) => serviceFunction(each, service, cloudFormation))
      .map((each) => ({ ...each, ...(isBehind ? { stack: id } : common) })),
    ...resourceFunctions(service, cloudFormation).map((each) => ({ ...each, ...common })),
  ];
  const machines = [
    ...machinesDeclared.flatMap((each) => serviceMachine(each, service, cloudFormation) ?? []),
    ...resourceMachines(service, cloudFormation),
  ].map((each) => ({ ...each, ...common }));
  const problems: ProjectProblem[] = [
    ...(fault ? [{ message: fault.message, place: { file, line: fault.line } }] : []),
    ...doubledSections(read.root.source.document).map(({ message, line }) => ({ message, place: { file, line } })),
    ...problemsOf(service, functions),
  ];
  const told = declaredIn(new Service(read.root, { ...options, values: untold(values) }));
  const stack = { ...stackOf(id, [file, ...service.filesRead]), region: service.region, declared: told };
  return { stacks: [stack], functions, machines, problems, searched: [file] };
}

function problemsOf(service: Service, functions: readonly ProjectFunction[]): ProjectProblem[] {
  const missing = functions.flatMap(({ problem: message, source: place }) =>
    message === undefined ? [] : [{ message, place }],
  );
  return [...service.problems, ...missing];
}

function stackId(file: string, { root }: ReaderContext): string {
  return path.relative(root, file).replaceAll(path.sep, '/');
}

function stackOf(id: string, files: readonly string[], why?: string): Stack {
  return { id, kind: 'serverless', files, state: 'static', ...(why === undefined ? {} : { why }) };
}

function unreadable(name: string, reason: string): string {
  return isModule(name)
    ? phrase`${name} cannot be read here: ${reason}. Name its functions in .vscode/stepwise.json.`
    : phrase`${name} cannot be read: ${reason}.`;
}

/** Of a key that stands twice the last one counts: nothing is lost. */
function faultIn({ source: { document } }: Part): Fault | undefined {
  const first = document.problems.find(({ code }) => code !== 'duplicate-key');
  if (!first) return undefined;
  return { message: first.message, offset: first.span.start, ...document.positionAt(first.span.start) };
}

interface Fault {
  readonly message: string;
  /** UTF-16. */
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

/** Sections that functions take nothing of but names of resources. */
const OF_OTHERS = new Set(['stepFunctions', 'resources', 'outputs']);

/** Whether all that functions are made of stands before a mistake: what comes behind one may be lost, or half read. */
function standsBefore(offset: number, { node }: Part): boolean {
  const sections = node?.kind === 'object' ? node.properties : [];
  return sections.every(({ key, value }) => OF_OTHERS.has(key.value) || (value?.span.end ?? key.span.end) <= offset);
}
