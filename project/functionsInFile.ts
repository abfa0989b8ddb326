import path from 'node:path';
import {
  endingsOf,
  exportsOf,
  HANDLER_LANGUAGE_IDS,
  languageOf,
  languageOfFile,
  lineOfForeignHandler,
} from '../core/handlers';
import { isOfTests } from '../core/handlers/fileNames';
import { meantFunctions, type Meant } from '../core/handlers/meantFunctions';
import { distinctFunctions, usualNamesIn } from '../core/handlers/usualNames';
import type { Files } from './files';
import { plainFunction } from './plainFunction';
import type { Project, ProjectFunction } from './project';

/** A function that a source file exports. */
export interface FileFunction extends Meant {
  /** The project's own, with its settings, where it names this export. */
  readonly function: ProjectFunction;
  /** Zero-based; 0 where the text does not show it. */
  readonly line: number;
}

/** All functions that a file exports or the project says it does. `file` is absolute, as the project has it. */
export function functionsInFile(project: Project, file: string, files: Files): FileFunction[] {
  const text = files.readSource(file) ?? '';
  const exported = exportsOf(file, text);
  const found: FileFunction[] = [];
  const taken = new Set<number>();
  for (const known of declaredFor(file, project)) {
    const place = exported.find(({ name }) => name === (known.exportName ?? 'handler'));
    if (place) taken.add(place.start);
    found.push({ ...(place ?? placeOfForeign(known, text) ?? NOWHERE), function: known, isAnnounced: true });
  }
  const mayHandle = !isOfTests(path.relative(project.root, file));
  for (const place of distinctFunctions(file, exported)) {
    if (taken.has(place.start)) continue;
    const isAnnounced = mayHandle && usualNamesIn(file).includes(place.name);
    found.push({ ...place, function: plainFunction(file, place, files), isAnnounced });
  }
  return found.sort((left, right) => left.line - right.line);
}

/** Most of a project need not be read for what one file's own deployment file says. */
function declaredFor(file: string, project: Project): readonly ProjectFunction[] {
  const isOfFile = (each: ProjectFunction): boolean => each.file === file;
  const near = project.near?.({ file }).functions.filter(isOfFile) ?? [];
  return near.length > 0 ? near : project.functions.filter(isOfFile);
}

/** In a language whose sources are not read: the line alone. */
function placeOfForeign({ runtime, handler }: ProjectFunction, text: string): typeof NOWHERE | undefined {
  const line = runtime === undefined ? undefined : lineOfForeignHandler(runtime, handler ?? '', text);
  return line === undefined ? undefined : { ...NOWHERE, line };
}

const NOWHERE = { line: 0, from: -1, to: -1, takesEvent: true };

/** By the function's name, or by that of the export. */
export function functionNamed(functions: readonly FileFunction[], name: string): ProjectFunction | undefined {
  const found =
    functions.find((each) => each.function.names.includes(name)) ??
    functions.find((each) => each.function.exportName === name);
  return found?.function;
}

/**
 * The function of a file where nobody says which, or the sentence that says what to do.
 *
 * @param file as the person wrote it
 * @param naming how an export is named where the question came from: `orders.js#create`
 */
export function onlyFunction(
  functions: readonly FileFunction[],
  file: string,
  naming: (exportName: string) => string,
): { readonly function: ProjectFunction } | { readonly problem: string } {
  const meant = meantFunctions(functions);
  const [first] = meant;
  if (first && (first.isAnnounced || meant.length === 1)) return { function: first.function };
  if (first) {
    const names = meant.map((each) => each.function.exportName ?? each.function.name);
    return { problem: `${file} exports several functions: ${names.join(', ')}. Say which: ${naming(names[0]!)}.` };
  }
  const id = languageOfFile(file);
  if (id === undefined) {
    const endings = HANDLER_LANGUAGE_IDS.flatMap((each) => endingsOf(each)).join(', ');
    return { problem: `${file} is not a source file of a handler; those end in ${endings}.` };
  }
  const { example } = languageOf(id);
  const otherwise = `If its functions come from another file, name the one to run: ${naming('handler')}.`;
  return { problem: `${file} does not export a function to run. Write one: ${example}. ${otherwise}` };
}
