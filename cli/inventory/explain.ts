/** How a name was found in a project, or why it was not: each fact with its place. */
import path from 'node:path';
import { phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import { findFunction, findMachine, functionNameOf } from '../../project';
import type {
  Inventory,
  InventoryFunction,
  InventoryMachine,
  InventoryPlace,
  InventoryStack,
  InventoryValue,
  Project,
} from '../../project';
import { placeText, table } from './inventoryText';

export interface Explanation {
  readonly isFound: boolean;
  readonly text: string;
  /** The same for programs. */
  readonly json: object;
}

export interface ExplainedProject {
  readonly project: Project;
  readonly inventory: Inventory;
  readonly why: string;
  /** What is asked about, where it is a file: an absolute path. */
  readonly file?: string;
  /** Files are named from here. */
  readonly cwd: string;
}

type Found =
  | { readonly kind: 'function'; readonly entry: InventoryFunction }
  | { readonly kind: 'machine'; readonly entry: InventoryMachine }
  | { readonly kind: 'value'; readonly entry: InventoryValue };

export function explain(name: string, explained: ExplainedProject): Explanation {
  const { inventory } = explained;
  const why = stackFileOf(explained) ? phrase`The file describes a part of it.` : explained.why;
  const found = allNamed(name, explained);
  const owner = ownerOf(explained, found);
  const guess = found.length === 0 && explained.file === undefined ? likeness(name, explained) : undefined;
  const shown = guess ? [guess] : found;
  const alternatives = alternativesOf(name, inventory, shown);
  const steps = stepsOf(name, explained);
  const head =
    shown.length === 0
      ? [explained.file === undefined ? phrase`"${name}" was not found.` : ofFile(name, explained)]
      : guess
        ? [phrase`Nothing is called "${name}". ${guess.entry.id} is taken because only its name is similar.`]
        : shown.length > 1
          ? [
              explained.file === undefined
                ? phrase`"${name}" means several things. Say which one with STACK#NAME.`
                : phrase`${name} is of several functions and state machines.`,
            ]
          : [];
  const text = [
    ...head,
    ...shown.flatMap((each) => describe(each, inventory)),
    phrase`How it was looked for:`,
    ...steps.map((step) => `  ${step}`),
    `  ${phrase`The project is ${inventory.root}. ${why}`}${owner === undefined ? '' : ` (${placeText(owner)})`}`,
    ...(alternatives.length === 0 ? [] : [phrase`Similar names: ${alternatives.join(', ')}`]),
  ];
  const json = {
    name,
    found: shown.map(({ kind, entry }) => ({ is: kind, ...entry })),
    byLikeness: guess !== undefined,
    searched: { root: inventory.root, why, owner: owner ?? null, steps },
    alternatives,
  };
  return { isFound: shown.length > 0, text: `${text.join('\n')}\n`, json };
}

/** Where the file that is asked about is named: that makes it the project's. */
function ownerOf(explained: ExplainedProject, [first]: readonly Found[]): InventoryPlace | undefined {
  const { file } = explained;
  if (file === undefined || !first || first.kind === 'value' || stackFileOf(explained)) return undefined;
  const { from } = first.entry;
  return from.file ?? from.codeUri ?? from.definitionUri ?? from.definition ?? from.declared;
}

/** A file of the project that is neither a function's nor a machine's. */
function ofFile(name: string, explained: ExplainedProject): string {
  const stack = stackFileOf(explained);
  return stack
    ? phrase`${name} describes the stack ${stack.id}, which declares no function and no state machine.`
    : phrase`${name} is a file of the project, but not of a function or state machine that was found.`;
}

/** The stack that the file which is asked about describes. */
function stackFileOf({ inventory, file }: ExplainedProject): InventoryStack | undefined {
  const own = file === undefined ? undefined : path.relative(inventory.root, file).split(path.sep).join('/');
  return inventory.stacks.find(({ files }) => own !== undefined && files.includes(own));
}

/** By id, by name, by key, or by file. */
function allNamed(name: string, { inventory, cwd }: ExplainedProject): Found[] {
  const { functions, machines, unresolved, root } = inventory;
  const bare = functionNameOf(name);
  const [written = name, exported] = name.split('#');
  const file = path.relative(root, path.resolve(cwd, written)).split(path.sep).join('/');
  const isNamed = ({ id, names }: InventoryFunction | InventoryMachine): boolean =>
    id === name || names.includes(name) || names.includes(bare);
  const isIn = (entry: InventoryFunction | InventoryMachine): boolean =>
    entry.file === file || (exported === undefined && entry.from.declared?.[0] === file);
  return [
    ...functions
      .filter((entry) => isNamed(entry) || (isIn(entry) && (exported === undefined || entry.export === exported)))
      .map((entry) => ({ kind: 'function', entry }) as const),
    ...machines
      .filter((entry) => isNamed(entry) || (isIn(entry) && exported === undefined))
      .map((entry) => ({ kind: 'machine', entry }) as const),
    ...unresolved
      .filter(({ key }) => key === name || key.slice(key.indexOf(':') + 1) === name)
      .map((entry) => ({ kind: 'value', entry }) as const),
  ];
}

/** What a Task of this name would take: nothing but the likeness of names says so. */
function likeness(
  name: string,
  { project, inventory }: ExplainedProject,
): Exclude<Found, { kind: 'value' }> | undefined {
  const found = findFunction(project, name);
  const entry =
    'function' in found ? inventory.functions.find(({ names }) => names[0] === found.function.name) : undefined;
  if (entry) return { kind: 'function', entry };
  const machine = findMachine(project, name);
  const other = machine && inventory.machines.find(({ names }) => names[0] === machine.name);
  return other && { kind: 'machine', entry: other };
}

function stepsOf(name: string, { project, inventory }: ExplainedProject): string[] {
  const bare = functionNameOf(name);
  const isWritten = bare !== name && /:function:|^\$\{|^!/.test(name);
  const places = (project.searched ?? []).map((place) => path.relative(project.root, place) || '.');
  const { stacks } = inventory;
  return [
    ...(isWritten ? [phrase`It was read as the name "${bare}".`] : []),
    stacks.length === 0
      ? phrase`No deployment file was found: functions were looked for in source files, state machines in definitions.`
      : phrase`The stacks are ${stacks.map(({ id, kind }) => `${id} (${kind})`).join(', ')}.`,
    ...(places.length === 0 ? [] : [phrase`What was read: ${places.join(', ')}.`]),
    ...stacks.flatMap(({ id, why }) => (why === null ? [] : [`${id}: ${why}`])),
    phrase`It was compared with the names that "stepwise project --format json" shows.`,
  ];
}

function describe({ kind, entry }: Found, { notRun }: Inventory): string[] {
  if (kind === 'value') return describeValue(entry);
  const facts: (readonly [string, string, InventoryPlace?])[] = [
    [phrase`names`, entry.names.join(', ')],
    ...(kind === 'function' ? functionRows(entry) : machineRows(entry)),
    ...entry.events.map(({ type, place }) => fact(phrase`event`, type, place ?? undefined)),
    ...(kind === 'function' && entry.usedBy.length > 0 ? [fact(phrase`called by`, entry.usedBy.join(', '))] : []),
    ...entry.problems.map((problem) => fact(phrase`problem`, problem)),
    ...notRun.filter(({ id }) => id === entry.id).map(({ why }) => fact(phrase`not run here`, why)),
  ];
  const told = new Set(facts.map(([, , place]) => place));
  const rest = Object.entries(entry.from).filter(([, place]) => !told.has(place));
  return [
    kind === 'function' ? phrase`${entry.id} is a function.` : phrase`${entry.id} is a state machine.`,
    ...table([
      ...facts.map(([word, value, place]) => [
        word,
        [value, place ? sourceText(place) : ''].filter((each) => each !== '').join('  '),
      ]),
      ...rest.map(([word, place]) => [word, sourceText(place)]),
    ]),
  ];
}

function functionRows(entry: InventoryFunction): (readonly [string, string, InventoryPlace?])[] {
  const { from, file, line, export: name, handler, runtime, env, layers, timeout, memory } = entry;
  return [
    fact(phrase`declared`, '', from.declared),
    fact(phrase`runtime`, runtime ?? phrase`not given`, from.runtime),
    fact(phrase`handler`, handler ?? phrase`not given`, from.handler),
    fact(
      phrase`file`,
      file === null ? phrase`not found` : `${file}${line === null ? '' : `:${line}`}`,
      from.file ?? from.codeUri,
    ),
    ...(name === null ? [] : [fact(phrase`export`, name, from.export)]),
    ...Object.entries(env).map(([key, value]) =>
      fact(phrase`environment`, `${key}=${value}`, from[`environment.${key}`] ?? from[`env.${key}`]),
    ),
    ...layers.map(({ arn, dir }) => fact(phrase`layer`, dir === null ? arn : `${arn} (${dir})`, from.layers)),
    fact(phrase`timeout`, phrase`${timeout} s`, from.timeout),
    fact(phrase`memory`, phrase`${memory} MB`, from.memorySize),
  ];
}

function machineRows(entry: InventoryMachine): (readonly [string, string, InventoryPlace?])[] {
  const { from, type, file, span, substitutions, calls } = entry;
  return [
    fact(phrase`declared`, '', from.declared),
    fact(phrase`type`, type, from.type),
    fact(
      phrase`definition`,
      span === null ? file : `${file}:${span.line}`,
      from.definition ?? from.definitionUri ?? from.file,
    ),
    ...Object.entries(substitutions).map(([name, { value, is }]) =>
      fact(phrase`substitution`, `${name} = ${value}${is === 'text' ? '' : ` (${is})`}`, from[`substitutions.${name}`]),
    ),
    ...calls.map((call) => fact(phrase`calls`, call)),
  ];
}

function describeValue({ key, why, usedIn, place, suggest, filler }: InventoryValue): string[] {
  return [
    phrase`${key} is a value that nobody has given.`,
    ...table([
      [phrase`why`, why, place ? sourceText(place) : ''],
      ...usedIn.map((use) => [phrase`used in`, use, '']),
      ...(suggest.length === 0 ? [] : [[phrase`perhaps`, suggest.join(', '), '']]),
      [phrase`until then`, filler, ''],
    ]),
  ];
}

function fact(word: string, value: string, place?: InventoryPlace): readonly [string, string, InventoryPlace?] {
  return [word, value, place];
}

function sourceText(place: InventoryPlace): string {
  return place[2] === undefined ? placeText(place) : `${placeText(place)} (${place[2]})`;
}

/** Names of which one contains the other, or that are a few letters apart. */
function alternativesOf(name: string, inventory: Inventory, shown: readonly Found[]): string[] {
  const entries = [...inventory.functions, ...inventory.machines].filter(
    (entry) => !shown.some((each) => each.entry === entry),
  );
  const wanted = plain(functionNameOf(name));
  const known = entries.flatMap(({ names }) => names.filter((each) => !each.startsWith('arn:')));
  const holding =
    wanted.length < 3
      ? []
      : known.filter((each) => {
          const other = plain(each);
          return other.length >= 3 && (other.includes(wanted) || wanted.includes(other));
        });
  const nearest = nearestName(functionNameOf(name), known);
  return [...new Set([...(nearest === undefined ? [] : [nearest]), ...holding])].slice(0, 8);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
