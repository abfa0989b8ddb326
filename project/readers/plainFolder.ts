import path from 'node:path';
import { exportsOf, languageOfFile } from '../../core/handlers';
import type { ExportedFunction } from '../../core/handlers';
import { isOfTests } from '../../core/handlers/fileNames';
import { distinctFunctions, usualNamesIn } from '../../core/handlers/usualNames';
import {
  holdsDefinition,
  isDefinitionFile,
  LARGEST_DEFINITION,
  machineNameOf,
  mayHoldDefinition,
} from '../definitionFile';
import { environmentFiles } from '../dotenv';
import { filesBelow, filesCalled } from '../walk';
import type { Files } from '../files';
import { bareName, functionNameOf } from '../findFunction';
import { nameOfFile, plainFunction } from '../plainFunction';
import type { ProjectFunction, ProjectMachine } from '../project';
import type { ReaderResult } from './reader';

/** `orders_handler`, `createOrderHandler`: beside a state machine they are its handlers, elsewhere they may be anybody's. */
const RELATED_NAME = /^(?:main|handle)$|_handler$|[a-z0-9]Handler$/;
/** No other file exports a usual or a related name, or one that is said to be a handler. */
const MAY_HANDLE = /handle|main|lambda_context/i;
/** `: Handler`, `: SQSHandler<…>` behind a name of TypeScript; the decorators of Powertools before one of Python. */
const TYPED = /^[^=]*:\s*(?:\w+\.)?\w*Handler\b/;
const DECORATED =
  /^\s*@(?:\w+\.)?(?:inject_lambda_context|capture_lambda_handler|log_metrics|lambda_handler|event_source|event_parser)\b/m;
/** Where a definition of any spelling names the function of a Task. */
const CALLED = /(?:\bfunction:|\b(?:FunctionName|Resource)["']?\s*:\s*["']?)((?:\$\{[^}\n]{0,200}\}|[\w-])+)/g;

/** Characters. What people write is shorter; what a bundler leaves takes a second for each million to look through. */
const LONGEST_SOURCE = 400_000;
/** Characters a line, in a text that is long enough to tell: what a minifier leaves. */
const DENSE = { from: 20_000, perLine: 500 };

/**
 * A folder without a template: definitions by their file's name or by what they hold, functions by the files that export
 * a handler. Source files are read when the functions are first asked for: a crowded folder has thousands of them.
 */
export function readPlainFolder(folder: string, files: Files): ReaderResult {
  const machines = definitionsBelow(folder, files).map(plainMachine);
  let functions: readonly ProjectFunction[] | undefined;
  return {
    stacks: [],
    get functions() {
      return (functions ??= handlersIn(sourcesBelow(folder, files), machines, folder, files));
    },
    machines,
    problems: [],
    searched: [folder],
  };
}

function definitionsBelow(folder: string, files: Files): readonly string[] {
  return files.keptData(`definitions:${folder}`, (noted) =>
    candidates(noted.below(folder)).filter((file) => isPlainMachine(file, noted)),
  );
}

/** The same, file by file. */
export function* definitionsInPieces(folder: string, files: Files): Generator<void> {
  for (const file of candidates(files.below(folder))) {
    isPlainMachine(file, files);
    yield;
  }
}

const candidates = filesCalled((name) => isDefinitionFile(name) || mayHoldDefinition(name));

/** They are read, each of them: of a crowd of files the nearest alone. */
function sourcesBelow(folder: string, files: Files): readonly string[] {
  return files.keptData(`sources:${folder}`, (noted) =>
    filesBelow(noted, folder).filter(
      (file) => languageOfFile(file) !== undefined && !isOfTests(path.relative(folder, file)),
    ),
  );
}

/** Whether a file is a definition: by its name, or by what it holds. */
export function isPlainMachine(file: string, files: Files): boolean {
  if (isDefinitionFile(file)) return true;
  if (!mayHoldDefinition(file)) return false;
  return files.keptData(`definition:${file}`, (noted) =>
    holdsDefinition(noted.read(file, LARGEST_DEFINITION).text ?? ''),
  );
}

/** A definition that no template declares. */
export function plainMachine(file: string): ProjectMachine {
  const aliases = path.basename(file).replace(/\.\w+$/, '');
  const name = machineNameOf(file);
  return {
    name,
    ...(aliases.startsWith(name) ? {} : { aliases: [aliases] }),
    file,
    type: 'STANDARD',
    substitutions: {},
    source: { file, line: 0 },
  };
}

function handlersIn(
  sources: readonly string[],
  machines: readonly ProjectMachine[],
  folder: string,
  files: Files,
): ProjectFunction[] {
  const environmentOf = environmentFiles(folder, files);
  const called = new Set(machines.flatMap(({ file }) => calledIn(files.read(file).text ?? '')));
  return sources.flatMap((file) => {
    const text = files.readSource(file) ?? '';
    if (isMadeByTool(text) || (called.size === 0 && !MAY_HANDLE.test(text))) return [];
    const exported = distinctFunctions(file, exportsOf(file, text));
    const handlers = exported.filter(
      ({ name, takesEvent, ...place }) =>
        usualNamesIn(file).includes(name) ||
        isSaidToHandle(text, place) ||
        (takesEvent && machines.length > 0 && RELATED_NAME.test(name)) ||
        called.has(bareName(name)),
    );
    if (handlers.length === 0 && called.has(bareName(nameOfFile(file)))) handlers.push(...onlyOne(exported));
    const environment = handlers.length > 0 ? environmentOf(path.dirname(file)) : {};
    return handlers.map((each) => ({
      ...plainFunction(file, each, files, namesOf(each, handlers, file)),
      ...environment,
    }));
  });
}

/** A bundle: it can be called by its name, and is not searched for functions. */
function isMadeByTool(text: string): boolean {
  if (text.length > LONGEST_SOURCE) return true;
  return text.length > DENSE.from && text.length / text.split('\n').length > DENSE.perLine;
}

/** By its type, or by its decorators. */
function isSaidToHandle(
  text: string,
  { start, from, line }: Pick<ExportedFunction, 'start' | 'from' | 'line'>,
): boolean {
  const head = text.slice(start, start + 300).split('\n', 1)[0]!;
  return TYPED.test(head) || (line > from && DECORATED.test(text.split('\n').slice(from, line).join('\n')));
}

/** The names of functions that a definition calls, bare of what people add to them. */
function calledIn(definition: string): string[] {
  return [...definition.matchAll(CALLED)].map(([, name = '']) => bareName(functionNameOf(name)));
}

function onlyOne(exported: readonly ExportedFunction[]): readonly ExportedFunction[] {
  const likely = exported.filter(({ takesEvent }) => takesEvent);
  return likely.length === 1 ? likely : [];
}

/** The only handler of a file is meant by the file's name, and so is the one of a usual name; others by their own. */
function namesOf(
  { name }: ExportedFunction,
  handlers: readonly ExportedFunction[],
  file: string,
): [string, ...string[]] {
  const usual = usualNamesIn(file).find((each) => handlers.some((handler) => handler.name === each));
  if (name === usual) return [nameOfFile(file)];
  return handlers.length === 1 ? [nameOfFile(file), name] : [name];
}
