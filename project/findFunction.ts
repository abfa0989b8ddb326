import path from 'node:path';
import { nearestName } from '../core/nearestName';
import type { Project, ProjectFunction, ProjectMachine } from './project';

/** A function, or the sentence that says which name was looked for, and where. */
export type FunctionLookup = FoundFunction | NoFunction;

export interface FoundFunction {
  readonly function: ProjectFunction;
  /** Nothing says that it is meant but the likeness of the names: whose name was looked for. */
  readonly guessedFrom?: string;
}

export interface NoFunction {
  /** The name that was looked for. */
  readonly name: string;
  readonly problem: string;
  /** A function whose name is like it. */
  readonly nearest?: ProjectFunction;
}

/**
 * Finds the function a Task means: by ARN (whole, partial, with version or alias), by FunctionName or
 * logical id, or by the placeholder that stands for it where the template does not say what it is.
 */
export function findFunction(project: Project, resourceOrName: string): FunctionLookup {
  const name = functionNameOf(resourceOrName);
  const isExact = ({ names }: ProjectFunction): boolean => names.includes(name);
  // What only the settings know may be declared by a stack that calls it otherwise.
  const near = project.near?.({ name }).functions.find((each) => each.stack !== undefined && isExact(each));
  if (near) return { function: near };
  const { functions } = project;
  const exact = functions.find(isExact);
  if (exact) return { function: exact };
  // `ChargeCardFunctionArn`, `charge-card` and `charge_card` may all mean ChargeCardFunction, if only one function does.
  const alike = functions.filter(({ names }) => names.some((known) => bareName(known) === bareName(name)));
  if (alike.length === 1) return { function: alike[0]!, guessedFrom: name };
  return notFound(project, resourceOrName, name);
}

/** The name within a function's ARN, placeholder or `name:qualifier`. */
export function functionNameOf(resourceOrName: string): string {
  const text = resourceOrName.trim();
  const placeholder =
    /^\$\{([^}]+)\}$/.exec(text)?.[1] ?? /^!(?:GetAtt|Ref|Sub)\s+["']?(?:\$\{)?([^"'}]+)/.exec(text)?.[1];
  if (placeholder !== undefined) return placeholder.trim().replace(/\.(Arn|Alias|Version|FunctionArn)$/, '');
  // arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER], or ACCOUNT:function:NAME
  const arn = /(?:^|:)function:([^:]+)/.exec(text)?.[1];
  if (arn !== undefined) return arn === text ? text : functionNameOf(arn);
  return text.startsWith('arn:') ? text : text.replace(/:[^:]+$/, '');
}

/** The machine that an ARN or name means, for executions started by executions. */
export function findMachine(project: Project, arnOrName: string): ProjectMachine | undefined {
  const text = arnOrName.trim();
  const name = /:stateMachine:([^:]+)/.exec(text)?.[1] ?? text.replace(/^\$\{([^}]+)\}$/, '$1');
  const exact = machineCalled(project, name);
  if (exact) return exact;
  const alike = project.machines.filter((machine) =>
    [machine.name, ...(machine.aliases ?? [])].some((known) => bareName(known) === bareName(name)),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

/** The machine of exactly this name. */
export function machineCalled(project: Pick<Project, 'machines' | 'near'>, name: string): ProjectMachine | undefined {
  const isIt = (machine: ProjectMachine): boolean =>
    machine.name === name || (machine.aliases?.includes(name) ?? false);
  return project.near?.({ name }).machines.find(isIt) ?? project.machines.find(isIt);
}

/** A name without what people add to names: case, separators, and words such as `Arn` and `Function` at the end. */
export function bareName(name: string): string {
  let rest = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (let shorter = ''; shorter !== rest;) {
    shorter = rest;
    rest = rest.replace(/(.)(arn|name|function|lambda|handler|statemachine|fn)$/, '$1');
  }
  return rest;
}

function notFound(project: Project, asked: string, name: string): NoFunction {
  const known = project.functions.map((found) => found.name);
  const nearest = nearestName(
    name,
    project.functions.flatMap(({ names }) => names),
  );
  const where = (project.searched ?? [project.root]).map((place) => path.relative(project.root, place) || project.root);
  const written = asked === name ? '' : ` (from ${asked})`;
  const hint =
    nearest === undefined
      ? ' Declare it there, or name its file under "functions" in .vscode/stepwise.json.'
      : ` Did you mean "${nearest}"?`;
  const list = known.length === 0 ? 'and found no functions' : `and found ${known.join(', ')}`;
  return {
    name,
    problem: `There is no function "${name}"${written}. Looked in ${where.join(', ')}, ${list}.${hint}`,
    nearest: project.functions.find(({ names }) => nearest !== undefined && names.includes(nearest)),
  };
}
