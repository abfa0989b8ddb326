import path from 'node:path';
import type { Files } from './files';
import { findHandlerFile } from './handlerFile';
import { isOtherLanguage } from './notRunHere';
import type { FunctionOverride, ProjectFunction, ProjectProblem, ProjectSettings } from './project';

/** The functions with what `functions` of `stepwise.json` says laid over them; names it alone knows are added; files are relative to the settings' folder. */
export function withOverrides(
  functions: readonly ProjectFunction[],
  settings: ProjectSettings | undefined,
  folder: string,
  files: Files,
): { functions: readonly ProjectFunction[]; problems: readonly ProjectProblem[] } {
  if (!settings) return { functions, problems: [] };
  const result = [...functions];
  const problems: ProjectProblem[] = [];
  const source = { file: settings.file, line: 0 };
  for (const [name, override] of Object.entries(settings.functions)) {
    const index = result.findIndex(({ names }) => names.includes(name));
    const known: ProjectFunction = result[index] ?? {
      name,
      names: [name],
      codeDir: folder,
      environment: {},
      timeout: 3,
      memorySize: 1024,
      source,
    };
    const changed = overridden(known, override, folder, files);
    if (changed.problem !== undefined) problems.push({ message: changed.problem, place: source });
    if (index < 0) result.push(changed);
    else result[index] = changed;
  }
  return { functions: result, problems };
}

function overridden(known: ProjectFunction, override: FunctionOverride, folder: string, files: Files): ProjectFunction {
  const common: ProjectFunction = {
    ...known,
    runtime: override.runtime ?? known.runtime,
    timeout: override.timeout ?? known.timeout,
    environment: { ...known.environment, ...override.env },
    handler: override.handler ?? known.handler,
    problem: undefined,
  };
  if (override.file !== undefined) {
    const file = path.resolve(folder, override.file);
    // Beside a file of its own, a handler is only the export's name.
    const exportName = override.handler?.split('.').at(-1) ?? known.exportName ?? 'handler';
    const reason = files.problemOf(file);
    if (reason === undefined) {
      // What was in the way of its own code is none of this file's.
      const notRun = isOtherLanguage(common.runtime) ? common.notRun : undefined;
      return { ...common, file, exportName, codeDir: path.dirname(file), notRun };
    }
    const problem = `The function ${known.name} names the file ${override.file}, but ${reason}.`;
    return { ...common, file: undefined, exportName, problem };
  }
  if (override.handler === undefined) return { ...common, problem: known.problem };
  const question = { codeDir: known.codeDir, handler: override.handler, runtime: common.runtime };
  return { ...common, ...findHandlerFile(question, files) };
}
