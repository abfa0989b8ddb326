import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';
import type { Project, ProjectFunction, ProjectMachine } from './project';
import { once, oncePer } from './once';
import { stackOf } from './stackOf';
import type { WithStacks } from './stackOf';

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
 *
 * @param stack of what calls it; its own functions go before those of others: names are unique in one only
 */
export function findFunction(project: Project, resourceOrName: string, stack?: string): FunctionLookup {
  const name = functionNameOf(resourceOrName);
  const { exact, alike, isAmbiguous } = named(project, 'functions', stack, name, namesOfFunction);
  if (exact) return { function: exact };
  if (alike) return { function: alike, guessedFrom: name };
  // `charge-card/src/run.py`: the folder is called what the function is.
  const beneath = isAmbiguous ? [] : (inFolders(project).get(bareName(name)) ?? []);
  if (beneath.length === 1) return { function: beneath[0]!, guessedFrom: name };
  return notFound(project, resourceOrName, name);
}

const functionsOfFolders = new WeakMap<object, ReadonlyMap<string, readonly ProjectFunction[]>>();

/** Functions by what the folders of their files, below the project's, are called. */
function inFolders({ functions, root }: Project): ReadonlyMap<string, readonly ProjectFunction[]> {
  const known = functionsOfFolders.get(functions);
  if (known) return known;
  const found = byKeys(functions, (each) => bareFolders(each, root));
  functionsOfFolders.set(functions, found);
  return found;
}

const bareFolders = oncePer(({ file }: ProjectFunction, root): readonly string[] => {
  const folders = file === undefined ? [] : path.dirname(path.relative(root, file)).split(path.sep);
  return folders.map(bareName).filter((bare) => bare !== '');
});

/** What a list holds by each of its keys. */
function byKeys<Each>(list: readonly Each[], keysOf: (each: Each) => readonly string[]): ReadonlyMap<string, Each[]> {
  const found = new Map<string, Each[]>();
  for (const each of list) {
    for (const key of new Set(keysOf(each))) {
      const others = found.get(key);
      if (others) others.push(each);
      else found.set(key, [each]);
    }
  }
  return found;
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

/**
 * The machine that an ARN or name means, for executions started by executions.
 *
 * @param stack as for {@link findFunction}
 */
export function findMachine(project: Project, arnOrName: string, stack?: string): ProjectMachine | undefined {
  const text = arnOrName.trim();
  const name = /:stateMachine:([^:]+)/.exec(text)?.[1] ?? text.replace(/^\$\{([^}]+)\}$/, '$1');
  const found = named(project, 'machines', stack, name, namesOfMachine);
  return found.exact ?? found.alike;
}

function namesOfFunction({ names }: ProjectFunction): readonly string[] {
  return names;
}

/** Its own first. */
export function namesOfMachine({ name, aliases = [] }: ProjectMachine): readonly string[] {
  return [name, ...aliases];
}

type Kind = 'functions' | 'machines';
type Searched<K extends Kind> = Pick<Project, K | 'near'> & WithStacks;

/** By its very name in the stack, then anywhere. Most of a project need not be read for it. */
function exactly<K extends Kind>(
  project: Searched<K>,
  kind: K,
  stack: string | undefined,
  name: string,
  namesOf: (each: Project[K][number]) => readonly string[],
): Project[K][number] | undefined {
  const near = project.near?.({ name });
  const called = (list: readonly Project[K][number][]): readonly Project[K][number][] =>
    namesIn(list, namesOf).exact.get(name) ?? [];
  // What only the settings know may be declared by a stack that calls it otherwise.
  const inNear = near ? called(near[kind]).filter(({ stack: own }) => own !== undefined) : [];
  const [part, found] = near && inNear.length > 0 ? [near, inNear] : [project, called(project[kind])];
  return found.find((each) => isOf(stack, each, part)) ?? found[0];
}

/** Functions or machines by what they are called, and by what that is like. */
interface Names<Each> {
  readonly exact: ReadonlyMap<string, readonly Each[]>;
  readonly alike: ReadonlyMap<string, readonly Each[]>;
}

const namesOfLists = new WeakMap<object, Names<unknown>>();

function namesIn<Each extends object>(list: readonly Each[], namesOf: (each: Each) => readonly string[]): Names<Each> {
  const known = namesOfLists.get(list) as Names<Each> | undefined;
  if (known) return known;
  const alike = once(() => byKeys(list, (each) => bareNamesOf(each, namesOf)));
  const names: Names<Each> = {
    exact: byKeys(list, namesOf),
    get alike() {
      return alike();
    },
  };
  namesOfLists.set(list, names);
  return names;
}

const bareNames = new WeakMap<object, readonly string[]>();

/** A project is put together anew after each change, of functions and machines most of which are the same. */
function bareNamesOf<Each extends object>(each: Each, namesOf: (each: Each) => readonly string[]): readonly string[] {
  const known = bareNames.get(each) ?? namesOf(each).map(bareName);
  bareNames.set(each, known);
  return known;
}

/** Whether a function has this very name. */
export function hasFunction({ functions }: Pick<Project, 'functions'>, name: string): boolean {
  return namesIn(functions, namesOfFunction).exact.has(name);
}

/** As {@link hasFunction}, of a machine's own name. */
export function hasMachine({ machines }: Pick<Project, 'machines'>, name: string): boolean {
  return (
    namesIn(machines, namesOfMachine)
      .exact.get(name)
      ?.some((each) => each.name === name) ?? false
  );
}

function isOf(stack: string | undefined, each: ProjectFunction | ProjectMachine, project: WithStacks): boolean {
  return stack !== undefined && stackOf(each, project) === stack;
}

/**
 * As {@link exactly}; then by likeness: `ChargeCardFunctionArn`, `charge-card` and `charge_card` may all mean
 * ChargeCardFunction, if only one in the stack does, or in the project.
 */
function named<K extends Kind>(
  project: Searched<K>,
  kind: K,
  stack: string | undefined,
  name: string,
  namesOf: (each: Project[K][number]) => readonly string[],
): {
  readonly exact?: Project[K][number];
  readonly alike?: Project[K][number];
  readonly isAmbiguous?: boolean;
} {
  const exact = exactly(project, kind, stack, name, namesOf);
  if (exact) return { exact };
  const alike = namesIn<Project[K][number]>(project[kind], namesOf).alike.get(bareName(name)) ?? [];
  const own = alike.filter((each) => isOf(stack, each, project));
  const found = own.length === 1 ? own[0] : alike.length === 1 ? alike[0] : undefined;
  return { alike: found, isAmbiguous: !found && alike.length > 0 };
}

/** The machine of exactly this name. @param stack as for {@link findFunction} */
export function machineCalled(project: Searched<'machines'>, name: string, stack?: string): ProjectMachine | undefined {
  return exactly(project, 'machines', stack, name, namesOfMachine);
}

/** A name without what people add to names: case, separators, and words such as `Arn` and `Function` at the end. */
export function bareName(name: string): string {
  let rest = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (let shorter = ''; shorter !== rest;) {
    shorter = rest;
    rest = rest.replace(/(.)(arn|name|function|func|lambda|handler|statemachine|fn)$/, '$1');
  }
  return rest;
}

/** Of a list in a sentence. */
const MOST_SHOWN = 12;

function shown<Each>(list: readonly Each[], nameOf: (each: Each) => string): string {
  const rest = list.length - MOST_SHOWN;
  const first = list.slice(0, rest > 1 ? MOST_SHOWN : undefined).map(nameOf);
  return rest > 1 ? phrase`${first.join(', ')} and ${rest} more` : first.join(', ');
}

/** The sentence is made where somebody reads it. */
function notFound(project: Project, asked: string, name: string): NoFunction {
  if (name === '') return { name, problem: phrase`No function is named here.` };
  const said = once(() => whyNotFound(project, asked, name));
  return {
    name,
    get problem() {
      return said().problem;
    },
    get nearest() {
      return said().nearest;
    },
  };
}

function whyNotFound(project: Project, asked: string, name: string): Omit<NoFunction, 'name'> {
  const nearest = nearestName(
    name,
    project.functions.flatMap(({ names }) => names),
  );
  const { functions, root, searched = [root] } = project;
  const where = shown(searched, (place) => path.relative(root, place) || root);
  const what =
    asked === name ? phrase`There is no function "${name}".` : phrase`There is no function "${name}" (from ${asked}).`;
  const looked =
    functions.length === 0
      ? phrase`Looked in ${where}, and found no functions.`
      : phrase`Looked in ${where}, and found ${shown(functions, (each) => each.name)}.`;
  const hint =
    nearest === undefined
      ? phrase`Declare it there, or name its file under "functions" in .vscode/stepwise.json.`
      : phrase`Did you mean "${nearest}"?`;
  return {
    problem: `${what} ${looked} ${hint}`,
    nearest: project.functions.find(({ names }) => nearest !== undefined && names.includes(nearest)),
  };
}
