/** What a run may read of the values that only a deployment knows and that nobody has given. */
import path from 'node:path';
import type { JsonObject } from '../../core/json';
import { visible } from '../../core/escape/visible';
import { phrase } from '../../core/l10n/phrase';
import { taskTarget } from '../../core/facts/calledNames';
import type { State } from '../../core/model/machine';
import type { UnsetValue } from '../../core/values';
import { findFunction, findMachine, settingsFolderOf, stackOf, valuesSnippet } from '../../project';
import type { Project, ProjectFunction } from '../../project';
import { isRunHere } from '../functionSpec';
import { loadProjectMachine } from '../loadMachine';
import type { LoadedMachine } from '../loadMachine';
import { mockOf } from '../mockStore';
import type { Mocks } from '../mockStore';
import type { Front } from './front';

/** A value that nobody has given, and where a run reads it. */
export interface ReachedValue extends UnsetValue {
  /** A state's name, or a function's with the variable of its environment. */
  readonly usedIn: readonly string[];
  /** Those of the places where a branch, a path, a time or code depends on it. */
  readonly decidesIn: readonly string[];
  /** Whether there is one: with a filler the run would not be the one of AWS. */
  readonly isDecisive: boolean;
}

interface Use {
  readonly text: string;
  readonly place: string;
  readonly isDecisive: boolean;
}

/** What a run may come to in its project. */
export interface Reached {
  /** The stacks that declare the machine and what it calls, with what of the project could not be read. */
  readonly project: Project;
  readonly unset: readonly ReachedValue[];
}

/** @param mocks of this run: a state that they answer calls no function */
export function reachedBy(started: ReachedMachine, project: Project, mocks: Mocks = {}): Reached {
  const reach: Reach = { project, mocks, uses: [], stacks: new Set(), seen: new Set() };
  collect(started, reach);
  const concerned = project.of?.(reach.stacks) ?? project;
  return { project: concerned, unset: unsetIn(reach.uses, concerned) };
}

type ReachedMachine = Pick<LoadedMachine, 'machine' | 'name' | 'stack'>;

interface Reach {
  readonly project: Project;
  readonly mocks: Mocks;
  readonly uses: Use[];
  /** Their ids. */
  readonly stacks: Set<string>;
  readonly seen: Set<string>;
}

function unsetIn(uses: readonly Use[], { unset }: Project): readonly ReachedValue[] {
  const declared = unset.map((value) => ({ value, mark: value.filler }));
  const open = placeholdersIn(uses).map((value) => ({ value, mark: `\${${value.key.slice('placeholder:'.length)}}` }));
  return [...declared, ...open].flatMap(({ value, mark }): ReachedValue[] => {
    const reading = uses.filter(({ text }) => text.includes(mark));
    if (reading.length === 0) return [];
    const usedIn = placesOf(reading);
    const decidesIn = placesOf(reading.filter(({ isDecisive }) => isDecisive));
    return [{ ...value, usedIn, decidesIn, isDecisive: decidesIn.length > 0 }];
  });
}

function placesOf(uses: readonly Use[]): string[] {
  return [...new Set(uses.map(({ place }) => place))];
}

function collect({ machine, name, stack }: ReachedMachine, reach: Reach): void {
  const { project, mocks, uses, stacks, seen } = reach;
  const own = `${stack}#${name}`;
  if (seen.has(own)) return;
  seen.add(own);
  stacks.add(stack);
  for (const state of machine.states) {
    for (const [field, value] of Object.entries(ownFields(state))) {
      const text = asWritten(JSON.stringify(value, withoutNames) ?? '');
      uses.push({ text, place: state.name, isDecisive: isDecisive(state, field) });
    }
    if (state.type !== 'Task' || mockOf(state, name, { mocks, project }) !== undefined) continue;
    const target = taskTarget(state);
    if (!target || target.kind === 'service') continue;
    const found = findFunction(project, target.name, stack);
    // Code that is not run here reads nothing.
    if ('function' in found && isRunHere(found.function)) addEnvironment(found.function, reach);
    const child = findMachine(project, target.name, stack);
    const loaded = child && loadProjectMachine(child, { project });
    if (loaded && 'machine' in loaded) collect(loaded, reach);
  }
}

function addEnvironment(known: ProjectFunction, { project, uses, stacks, seen }: Reach): void {
  const { name, environment } = known;
  const stack = stackOf(known, project);
  stacks.add(stack);
  const key = `function:${stack}#${name}`;
  if (seen.has(key)) return;
  seen.add(key);
  // What code does with it nobody knows.
  for (const [variable, text] of Object.entries(environment)) {
    uses.push({ text, place: `${name} (${variable})`, isDecisive: true });
  }
}

/** A placeholder in a template of States.Format has its braces escaped by `substitutedValues`. */
function asWritten(json: string): string {
  return json.replace(/\$\\\\\{([^{}\\]+)\\\\\}/g, '${$1}');
}

/** Without those that hold states of their own. */
function ownFields({ definition }: State): JsonObject {
  const { Branches: _branches, ItemProcessor: _processor, Iterator: _iterator, ...fields } = definition;
  return fields;
}

/** Names of states and errors are the definition's own. */
function withoutNames(key: string, value: unknown): unknown {
  return NAMES.has(key) ? undefined : value;
}

const NAMES = new Set(['Next', 'Default', 'ErrorEquals', 'Comment']);

/** What a state passes on, but does not look at. */
const PASSED_ON =
  /^(Type|Next|Default|End|QueryLanguage|Parameters|Arguments|Result|Output|Assign|ResultSelector|ItemSelector|Comment|Resource|Credentials|Cause|Error)$/;

function isDecisive({ type }: State, field: string): boolean {
  return type === 'Choice' || !PASSED_ON.test(field);
}

const PLACEHOLDER = /\$\{([A-Za-z][\w.-]*)\}/g;

/** Placeholders that nothing declares and that something depends on. */
function placeholdersIn(uses: readonly Use[]): UnsetValue[] {
  const names = new Set(
    uses.flatMap(({ text, isDecisive: matters }) =>
      matters && !text.includes('{%') ? [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name) : [],
    ),
  );
  return [...names].map((name) => ({
    key: `placeholder:${name}`,
    why: phrase`Nothing says what \${${name}} stands for.`,
    filler: `\${${name}}`,
  }));
}

/** Why a run does not begin: what to give, with the block to paste. */
export function needsValues(
  unset: readonly ReachedValue[],
  project: Project,
  front: Front,
): { readonly problem: string; readonly unset: readonly ReachedValue[] } {
  const wanted = unset.filter(({ isDecisive: matters }) => matters);
  const rows = wanted.map(({ key, usedIn, why }) => visible(`  ${key} (${usedIn.join(', ')}): ${why}`));
  const file = path.join(settingsFolderOf(project), '.vscode', 'stepwise.json');
  // Indented as the rows are: a terminal moves each line that begins at the margin.
  const snippet = valuesSnippet(wanted).replace(/^/gm, '  ');
  const head = phrase`This run depends on values that only a deployment knows:`;
  const advice = phrase`Give them with --value NAME=VALUE, or put them into ${file}:`;
  const secrets = [...snippet.matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => `  ${name}=`);
  const dotenv = path.join(settingsFolderOf(project), '.env');
  const kept = phrase`Secrets do not belong in that file. Write them into ${dotenv}, which git must ignore:`;
  const lines = secrets.length > 0 ? `${kept}\n\n${secrets.join('\n')}\n\n` : '';
  const otherwise = phrase`To run with placeholders instead, use ${front.written('fill')}.`;
  return { unset: wanted, problem: `${head}\n${rows.join('\n')}\n${advice}\n\n${snippet}\n\n${lines}${otherwise}` };
}
