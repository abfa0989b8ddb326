import path from 'node:path';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { filesOnDisk } from '../../project';
import type { Inventory } from '../../project';
import { EXIT } from '../io';
import type { CommandRun, Io } from '../io';
import { readCommandLine, refuse } from '../commandLine';
import { HELP, optionsHelp } from '../options';
import type { OptionTable } from '../options';
import { explain } from './explain';
import { PROJECT_OPTIONS } from './projectOptions';
import { readInventory } from './readInventory';
import { synthesizeHere } from './synthesizeHere';
import { inventoryText } from './inventoryText';

export const OPTIONS = {
  explain: {
    value: 'NAME',
    help: () => phrase`say how this function, state machine, value or file was found, or why not`,
  },
  ...PROJECT_OPTIONS,
  value: {
    value: 'NAME=VALUE',
    many: true,
    help: () => phrase`a value that only a deployment knows, such as param:Stage=dev`,
  },
  values: {
    value: 'FILE|-',
    help: () => phrase`a JSON file with such values`,
  },
  synthesize: {
    help: () => phrase`run the project's CDK app first, to see all that it makes: this starts code of the project`,
  },
  ...HELP,
} as const satisfies OptionTable;

/** Which part of an inventory a command is about. */
interface Part {
  readonly name: 'project' | 'functions' | 'machines';
  readonly summary: () => Phrase;
  of(inventory: Inventory): Inventory;
  /** Whether there is anything of it. */
  isFound(inventory: Inventory): boolean;
  readonly nothing: () => Phrase;
}

const PROJECT: Part = {
  name: 'project',
  summary: () =>
    phrase`Shows the functions and state machines of a project, and the values that only its deployment knows.`,
  of: (inventory) => inventory,
  isFound: ({ functions, machines }) => functions.length + machines.length > 0,
  nothing: () => phrase`No functions and no state machines were found`,
};

const FUNCTIONS: Part = {
  name: 'functions',
  summary: () => phrase`Shows the functions of a project.`,
  of: (inventory) => ({ ...inventory, machines: [], unresolved: usedBy(inventory, 'functions/') }),
  isFound: ({ functions }) => functions.length > 0,
  nothing: () => phrase`No functions were found`,
};

const MACHINES: Part = {
  name: 'machines',
  summary: () => phrase`Shows the state machines of a project.`,
  of: (inventory) => ({ ...inventory, functions: [], notRun: [], unresolved: usedBy(inventory, 'machines/') }),
  isFound: ({ machines }) => machines.length > 0,
  nothing: () => phrase`No state machines were found`,
};

function usedBy({ unresolved }: Inventory, what: string): Inventory['unresolved'] {
  return unresolved.filter(({ usedIn }) => usedIn.some((place) => place.startsWith(what)));
}

/** `stepwise project`, `stepwise functions`, `stepwise machines`. */
export const project = commandOf(PROJECT);
export const functions = commandOf(FUNCTIONS);
export const machines = commandOf(MACHINES);

function commandOf(part: Part): CommandRun {
  return async (args, io) => {
    const command = part.name;
    const parsed = readCommandLine(args, { command, options: OPTIONS, usage: () => usageOf(part) }, io);
    if ('exit' in parsed) return parsed.exit;
    const { options, positionals } = parsed;
    const [unexpected] = positionals;
    if (unexpected !== undefined) {
      return refuse(command, phrase`Unexpected argument "${unexpected}". The folder is given as --project DIR.`, io);
    }
    const unmade = options.synthesize ? await synthesizeHere(options, io) : undefined;
    if (unmade !== undefined) return refuse(command, unmade, io);
    const about = options.explain === undefined ? undefined : fileMeant(options.explain, io);
    const found = await readInventory(options, io, about);
    if ('problem' in found) return refuse(command, found.problem, io);
    if (options.explain !== undefined) {
      const { isFound, json, text } = explain(options.explain, { ...found, file: about, cwd: io.cwd });
      if (options.format === 'json') io.data(JSON.stringify(json, null, 2));
      else io.out(text);
      return isFound ? EXIT.succeeded : EXIT.failed;
    }
    const shown = part.of(found.inventory);
    const isFound = part.isFound(shown);
    if (options.format === 'json') io.data(JSON.stringify(shown, null, 2));
    else io.out(inventoryText(shown, found.why));
    const isPartial =
      !options.synthesize && shown.stacks.some(({ kind, state }) => kind === 'cdk' && state !== 'fresh');
    if (isPartial && options.format !== 'json') io.error(howToSynthesize(part));
    if (!isFound) io.error(nothing(part, shown));
    return isFound ? EXIT.succeeded : EXIT.failed;
  };
}

/** The file of `FILE` and `FILE#export`, where there is one. */
function fileMeant(name: string, { cwd }: Io): string | undefined {
  const [written = name] = name.split('#');
  const file = path.resolve(cwd, written);
  return written !== '' && filesOnDisk().isFile(file) ? file : undefined;
}

function howToSynthesize({ name }: Part): string {
  return phrase`To see all that the CDK app makes, run it: stepwise ${name} --synthesize. It starts code of the project, without credentials, and deploys nothing.\n`;
}

function nothing(part: Part, { root, stacks }: Inventory): string {
  const looked =
    stacks.length === 0 ? phrase`in ${root}` : phrase`in ${stacks.map(({ id }) => id).join(', ')} of ${root}`;
  return phrase`stepwise ${part.name}: ${part.nothing()} ${looked}. Choose another folder with --project DIR.\n`;
}

function usageOf({ name, summary }: Part): string {
  return phrase`stepwise ${name} [options]

${summary()}

${optionsHelp(OPTIONS)}

Exit codes: 0 found something, 1 found nothing, 2 an option could not be used, or the CDK app could not be run.
`;
}
