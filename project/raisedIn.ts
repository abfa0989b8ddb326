/** What the functions raise that the states of a file call. */
import { taskTarget } from '../core/facts/calledNames';
import { raisedErrors, type RaisedErrors } from '../core/handlers/raisedErrors';
import type { State } from '../core/model/machine';
import type { RaisedBy } from '../core/rules';
import { CodeModules } from './code/codeModules';
import { handlerCode } from './code/handlerCode';
import type { Files } from './files';
import { findFunction } from './findFunction';
import { once } from './once';
import type { Project, ProjectFunction } from './project';

/**
 * Reads nothing before it is asked, and each function once for as long as `files` keeps it. A function that is only meant by the
 * likeness of its name is not looked into.
 *
 * @param file absolute path of the definition, or of what holds it
 */
export function raisedIn(file: string, projectOf: () => Project, files: Files): (state: State) => RaisedBy | undefined {
  const around = once(() => {
    const project = projectOf();
    return { project, machines: project.machines.filter((each) => each.file === file) };
  });
  return (state) => {
    const target = taskTarget(state);
    if (target?.kind !== 'function') return undefined;
    const { project, machines } = around();
    const found = findFunction(project, filledIn(target.name, machines), machines[0]?.stack);
    if (!('function' in found) || found.guessedFrom !== undefined) return undefined;
    const raised = raisedOf(found.function, files);
    return raised && { function: found.function.name, ...raised };
  };
}

function filledIn(name: string, machines: Project['machines']): string {
  return name.replace(/\$\{([^}]+)\}/g, (written, placeholder: string) => {
    const known = machines.find(({ substitutions }) => Object.hasOwn(substitutions, placeholder));
    return known?.substitutions[placeholder] ?? written;
  });
}

function raisedOf(called: ProjectFunction, files: Files): RaisedErrors | undefined {
  const { file, exportName, codeDir, inline } = called;
  const key = `raised:${JSON.stringify([file, exportName, codeDir, inline?.code.text])}`;
  return files.kept(key, (noted) => {
    const code = handlerCode(called, new CodeModules(noted));
    return code && raisedErrors(code);
  });
}
