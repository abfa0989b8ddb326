/** The languages that Lambda handlers are written in: a new one is a file beside this and a line here. */
import { dotnet } from './dotnet';
import type { ExportedFunction, HandlerLanguage } from './handlerLanguage';
import type { ForeignRuntime, HandlerRuntime } from './handlerRuntime';
import { java } from './java';
import { node } from './node';
import { provided } from './provided';
import { python } from './python';
import { ruby } from './ruby';

export type { ForeignRuntime } from './handlerRuntime';
export type {
  DebuggerAddress,
  ExportedFunction,
  HandlerDebugger,
  HandlerLanguage,
  HandlerName,
} from './handlerLanguage';
export { isMissingHereOnly } from './failureFacts';
export type { FailureFacts, LayerFact } from './failureFacts';
export { functionConfiguration, LOG_LEVELS } from './functionConfiguration';
export type { FunctionConfiguration, LoggingConfig, LogLevel } from './functionConfiguration';

/** The key names the interpreter in launch.json (`node`), in the settings (`stepwise.lambda.nodePath`) and between processes. */
export const HANDLER_LANGUAGES = { node, python } as const satisfies { readonly [id: string]: HandlerLanguage };

export type HandlerLanguageId = keyof typeof HANDLER_LANGUAGES;

/** Runtimes whose functions are run by other clients of the Runtime API than ours. */
export const FOREIGN_RUNTIMES = { ruby, java, dotnet, provided } as const satisfies {
  readonly [id: string]: ForeignRuntime;
};

export type ForeignRuntimeId = keyof typeof FOREIGN_RUNTIMES;

/** All that run here. */
export type HandlerRuntimeId = HandlerLanguageId | ForeignRuntimeId;

export const HANDLER_RUNTIMES: readonly HandlerRuntime[] = Object.values({ ...HANDLER_LANGUAGES, ...FOREIGN_RUNTIMES });

const INTERPRETED = { ...HANDLER_LANGUAGES, ruby, java, dotnet } as const;

/** Those that a program runs which a person may choose: under these keys. */
export type InterpretedId = keyof typeof INTERPRETED;

export const INTERPRETED_IDS = Object.keys(INTERPRETED) as readonly InterpretedId[];

/** What runs the handlers of one of them. */
export function interpreterOf(id: InterpretedId): NonNullable<HandlerRuntime['interpreter']> {
  return INTERPRETED[id].interpreter;
}

export function isLanguage(id: HandlerRuntimeId): id is HandlerLanguageId {
  return Object.hasOwn(HANDLER_LANGUAGES, id);
}

const FOREIGN_RUNTIME_IDS = Object.keys(FOREIGN_RUNTIMES) as readonly ForeignRuntimeId[];

export const HANDLER_LANGUAGE_IDS = Object.keys(HANDLER_LANGUAGES) as readonly HandlerLanguageId[];

/** Of all languages, as the editor calls them. */
export const EDITOR_LANGUAGES = HANDLER_LANGUAGE_IDS.flatMap((id) => HANDLER_LANGUAGES[id].editorLanguages);

/** With those of which only the place of a handler is known. */
export const SERVED_LANGUAGES: readonly string[] = [
  ...EDITOR_LANGUAGES,
  ...FOREIGN_RUNTIME_IDS.flatMap((id) => FOREIGN_RUNTIMES[id].editorLanguages),
];

/** Whether handlers are written in files with such a name, in any language that runs here. */
export function mayHoldHandlersByName(file: string): boolean {
  const name = file.toLowerCase();
  const isOfOther = (id: ForeignRuntimeId): boolean =>
    FOREIGN_RUNTIMES[id].sourceEndings.some((ending) => name.endsWith(ending));
  return languageOfFile(file) !== undefined || FOREIGN_RUNTIME_IDS.some(isOfOther);
}

/** Zero-based: where a handler begins in its source, in a language whose sources are not read otherwise. */
export function lineOfForeignHandler(runtime: string, handler: string, text: string): number | undefined {
  const id = foreignRuntimeOf(runtime);
  const head = id && FOREIGN_RUNTIMES[id].headOf(handler).exec(text);
  if (!head) return undefined;
  const start = head.index + head[0].length - head[0].trimStart().length;
  return text.slice(0, start).split('\n').length - 1;
}

/** By the ending of a file's name; undefined where no language has it. */
export function languageOfFile(file: string): HandlerLanguageId | undefined {
  const name = file.toLowerCase();
  return HANDLER_LANGUAGE_IDS.find(
    (id) => endingsOf(id).some((ending) => name.endsWith(ending)) && !languageOf(id).withoutCode?.test(name),
  );
}

/** By AWS's name of a runtime, `python3.12`; undefined where no language has it. */
export function languageOfRuntime(runtime: string): HandlerLanguageId | undefined {
  return HANDLER_LANGUAGE_IDS.find((id) => isOf(HANDLER_LANGUAGES[id], runtime));
}

/** As {@link languageOfRuntime}, of those whose sources are not read. */
export function foreignRuntimeOf(runtime: string): ForeignRuntimeId | undefined {
  return FOREIGN_RUNTIME_IDS.find((id) => isOf(FOREIGN_RUNTIMES[id], runtime));
}

function isOf({ runtimePrefixes }: HandlerRuntime, runtime: string): boolean {
  return runtimePrefixes.some((prefix) => runtime.startsWith(prefix));
}

export function languageOf(id: HandlerLanguageId): HandlerLanguage {
  return HANDLER_LANGUAGES[id];
}

/** Of all its files, those that are written by hand first. */
export function endingsOf(id: HandlerLanguageId): string[] {
  const { sourceEndings, runnableEndings } = languageOf(id);
  return [...sourceEndings, ...runnableEndings];
}

/** The functions a source file exports, in order of lines; none for files of other languages. `file` may be a path. */
export function exportsOf(file: string, text: string): ExportedFunction[] {
  const id = languageOfFile(file);
  return id === undefined ? [] : languageOf(id).exportsOf(text);
}
