/** `stepwise mocks`: answers for the tasks of a machine, inferred from what it reads. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { infer, scenariosOf } from '../core/infer';
import type { Scenario } from '../core/infer';
import type { Json } from '../core/json';
import { jsonText, prettyJsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import type { Machine } from '../core/model/machine';
import { reasonOf } from '../project';
import { mocksOf, prepareMachine, withoutRepetition } from '../run';
import { loadCatalogue } from '../services/loadTables';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse } from './commandLine';
import { HELP, optionsHelp } from './options';
import { machineFile } from './machineFile';
import { readerOf } from './prepareRun';
import { readText } from './readText';

export const OPTIONS = {
  machine: { value: 'NAME', help: () => phrase`which state machine of a template` },
  branches: { help: () => phrase`a MockConfigFile.json with a test case for each way through the machine` },
  out: { value: 'DIR', help: () => phrase`write the files there: the mocks, and an input for each case` },
  ...HELP,
} as const;

const usage = (): string => phrase`stepwise mocks FILE [options]

Infers what the tasks of a state machine must answer for it to come to its end, from what it reads of the answers. Prints the
mocks in the form of .vscode/stepwise.json, for --mocks. They show which ways can be taken, not what services would answer.

${optionsHelp(OPTIONS)}

Exit codes: 0 there are mocks, 1 no end that is a success was found, 2 could not start.
`;

export async function mocks(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'mocks', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  const [written, ...others] = positionals;
  if (written === undefined) return refuse('mocks', phrase`Name a state machine: stepwise mocks FILE`, io);
  if (others.length > 0) return refuse('mocks', phrase`Unexpected argument "${others[0]!}": mocks takes one file.`, io);
  const found = machineFile(written, options, io);
  if ('problem' in found) return refuse('mocks', found.problem, io);
  const { name: file, machine: wanted } = found;
  const text = await readText(file, io);
  if ('problem' in text) return refuse('mocks', text.problem, io);
  const program = { file: path.resolve(io.cwd, file), name: file, text: text.text };
  const choices = { machine: wanted, fill: true, runAnyway: true };
  const prepared = await prepareMachine(choices, program, readerOf(io));
  if ('problem' in prepared) return refuse('mocks', prepared.problem, io);
  const { machine, name } = prepared;
  const files = options.branches === undefined ? await happyPath(machine, name, io) : await branches(machine, name, io);
  return deliver(files, options.out, io);
}

interface MockFiles {
  readonly name: string;
  readonly mocks: object;
  readonly inputs: ReadonlyMap<string, Json>;
  readonly reachesEnd: boolean;
}

async function happyPath(machine: Machine, name: string, io: Io): Promise<MockFiles> {
  const { input, answers, reachesEnd } = await infer(machine, { services: loadCatalogue() });
  if (!reachesEnd)
    io.error(phrase`No end that is a success was found. These are the answers as far as the way went.\n`);
  const used = [...answers].map(([path, each]) => ({
    machine: name,
    state: machine.byPath.get(path)!.name,
    answers: each,
  }));
  return { name: 'stepwise.json', mocks: mocksOf(used), inputs: new Map([['HappyPath', input]]), reachesEnd };
}

async function branches(machine: Machine, name: string, io: Io): Promise<MockFiles> {
  const { scenarios, unreached } = await scenariosOf(machine, { services: loadCatalogue() });
  const cases: { [scenario: string]: { [state: string]: string } } = {};
  const responses: { [response: string]: object } = {};
  for (const scenario of scenarios) {
    const states: { [state: string]: string } = {};
    for (const [path, response] of responsesOf(scenario)) {
      const state = machine.byPath.get(path)!.name;
      responses[(states[state] = `${state} in ${scenario.name}`)] = response;
    }
    cases[scenario.name] = states;
  }
  if (unreached.length > 0) {
    const names = unreached.map((state) => `"${state.name}"`).join(', ');
    io.error(phrase`No way was found to ${names}.\n`);
  }
  return {
    name: 'MockConfigFile.json',
    mocks: { StateMachines: { [name]: { TestCases: cases } }, MockedResponses: responses },
    inputs: new Map(scenarios.map((scenario) => [scenario.name, scenario.inference.input])),
    reachesEnd: scenarios[0]?.inference.reachesEnd ?? false,
  };
}

/** Attempts are counted across loops and iterations. */
function responsesOf({ inference, errors }: Scenario): [path: string, response: object][] {
  const returned = [...inference.answers].filter(([path]) => !errors.has(path));
  return [
    ...returned.map(([path, answers]): [string, object] => [path, attemptsOf(answers)]),
    ...[...errors].map(([path, error]): [string, object] => [
      path,
      // However often it is tried again.
      { '0-99': { Throw: { Error: error, Cause: 'inferred' } } },
    ]),
  ];
}

function attemptsOf(answers: readonly Json[]): { readonly [attempts: string]: object } {
  const different = withoutRepetition(answers);
  const last = different.length - 1;
  const most = answers.length - 1;
  return Object.fromEntries(
    different.map((answer, index) => [
      index === last && most > last ? `${last}-${most}` : `${index}`,
      { Return: answer },
    ]),
  );
}

function deliver({ name, mocks, inputs, reachesEnd }: MockFiles, folder: string | undefined, io: Io): number {
  const exit = reachesEnd ? EXIT.succeeded : EXIT.failed;
  if (folder === undefined) {
    io.data(jsonText(mocks));
    for (const [scenario, input] of inputs) io.error(phrase`The input of ${scenario}: ${jsonText(input)}\n`);
    return exit;
  }
  const to = path.resolve(io.cwd, folder);
  try {
    mkdirSync(path.join(to, 'inputs'), { recursive: true });
    writeFileSync(path.join(to, name), `${prettyJsonText(mocks)}\n`);
    for (const [scenario, input] of inputs) {
      writeFileSync(path.join(to, 'inputs', `${scenario}.json`), `${prettyJsonText(input)}\n`);
    }
  } catch (error) {
    return refuse('mocks', phrase`${to} cannot be written: ${reasonOf(error)}.`, io);
  }
  io.error(phrase`Wrote ${path.join(folder, name)} and ${inputs.size} inputs in ${path.join(folder, 'inputs')}.\n`);
  return exit;
}
