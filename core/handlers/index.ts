/** The languages that Lambda handlers are written in: a new one is a file beside this and a line here. */
import type { ExportedFunction, HandlerLanguage } from './handlerLanguage';
import { node } from './node';
import { python } from './python';

export type {
  DebuggerAddress,
  ExportedFunction,
  HandlerDebugger,
  HandlerLanguage,
  HandlerName,
} from './handlerLanguage';
export { functionConfiguration, LOG_LEVELS } from './functionConfiguration';
export type { FunctionConfiguration, LoggingConfig, LogLevel } from './functionConfiguration';

/** The key names the interpreter in launch.json (`node`), in the settings (`stepwise.lambda.nodePath`) and between processes. */
export const HANDLER_LANGUAGES = { node, python } as const satisfies { readonly [id: string]: HandlerLanguage };

export type HandlerLanguageId = keyof typeof HANDLER_LANGUAGES;

export const HANDLER_LANGUAGE_IDS = Object.keys(HANDLER_LANGUAGES) as readonly HandlerLanguageId[];

/** Of all languages, as the editor calls them. */
export const EDITOR_LANGUAGES = HANDLER_LANGUAGE_IDS.flatMap((id) => HANDLER_LANGUAGES[id].editorLanguages);

/** By the ending of a file's name; undefined where no language has it. */
export function languageOfFile(file: string): HandlerLanguageId | undefined {
  const name = file.toLowerCase();
  return HANDLER_LANGUAGE_IDS.find(
    (id) => endingsOf(id).some((ending) => name.endsWith(ending)) && !languageOf(id).withoutCode?.test(name),
  );
}

/** By AWS's name of a runtime, `python3.12`; undefined where no language has it. */
export function languageOfRuntime(runtime: string): HandlerLanguageId | undefined {
  return HANDLER_LANGUAGE_IDS.find((id) => runtime.startsWith(languageOf(id).runtimePrefix));
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
