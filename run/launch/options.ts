/**
 * Every option of a run, once: how the terminal and a launch configuration call it, and what it means. The help of
 * `stepwise run` and its like, the attributes in `package.json`, their words in `package.nls.json`, and `docs/options.md`
 * come from this table. A front reads it by `choices`, and `prepare` makes the run of what was chosen.
 */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { INTERPRETED_IDS, interpreterOf, type InterpretedId } from '../../core/handlers';
import type { Json } from '../../core/json';
import type { AwsTarget } from '../../lambda/lambda';
import type { Mocks } from '../mockStore';

/** Commands of the terminal whose options stand here. */
export type Command = 'run' | 'redrive' | 'invoke' | 'serve' | 'test-state';

/** What an option's value is, by form. */
export interface Forms {
  text: string;
  /** A path; in the terminal `-` is standard input or output where {@link Flag.value} says so. */
  path: string;
  /** A path, or a name that the system finds. */
  program: string;
  /** One of `values`. */
  choice: string;
  switch: boolean;
  integer: number;
  /** A whole number from 1. */
  count: number;
  masks: readonly string[];
  /** Of the form `name=value`. */
  texts: readonly string[];
  /** Inline, or the path of a file of the form of `.vscode/stepwise.json`. */
  mocks: Mocks | string;
  /** By key, or by the name alone; see core/values. */
  values: { readonly [key: string]: Json };
  json: unknown;
  target: AwsTarget;
  lambda: LambdaSettings;
}
export type Form = keyof Forms;

/** What goes before a function's own settings, by the names that the AWS Toolkit has for them in `aws-sam` configurations. */
export interface LambdaSettings {
  /** AWS's name: `nodejs22.x`. */
  readonly runtime?: string;
  readonly memoryMb?: number;
  readonly timeoutSec?: number;
  readonly environmentVariables?: { readonly [name: string]: string };
}

/** As the terminal calls it. */
export interface Flag {
  readonly name: string;
  readonly commands: readonly Command[];
  /** What stands behind it in the help, such as `FILE`; absent: a switch. */
  readonly value?: string;
  /** What it is where nothing stands behind it; absent: a mistake. */
  readonly alone?: string;
  /** May be given several times; its values come as a list. */
  readonly many?: true;
  readonly help: () => Phrase;
  /** It is no more: the sentence that says what to write instead. */
  readonly retired?: string;
}

/** As `launch.json` has it, under the option's own name. */
export interface Attribute {
  /** Markdown. */
  readonly description: string;
  /** What its words are called in `package.nls.json`; default: as the option. Several may share them. */
  readonly words?: string;
  readonly default?: unknown;
  /** What each of `values` means. */
  readonly meanings?: { readonly [value: string]: string };
  /** More of its JSON schema than the form says. */
  readonly schema?: object;
}

interface Anywhere {
  readonly form: Form;
  readonly values?: readonly string[];
  /** What it is relevant to. */
  readonly of: readonly ('machine' | 'function')[];
  /** Why one front alone has it. */
  readonly only?: string;
}

/** Whoever has one front alone says why. */
export type RunOption =
  | (Anywhere & { readonly flag: Flag; readonly attribute: Attribute; readonly only?: never })
  | (Anywhere & { readonly flag: Flag; readonly attribute?: never; readonly only: string })
  | (Anywhere & { readonly flag?: never; readonly attribute: Attribute; readonly only: string });

const MACHINE = ['machine'] as const;
const EITHER = ['machine', 'function'] as const;
const RUNS = ['run', 'redrive'] as const;
const HANDLERS_TOO = [...RUNS, 'invoke', 'serve'] as const;

const GRANTS =
  'What leaves this machine is allowed by who starts the run: no file of a workspace grants it; the editor asks.';

/** Which program runs the handlers of each language. */
const EXECUTABLES = Object.fromEntries(INTERPRETED_IDS.map((id) => [id, executable(id)])) as {
  readonly [Id in InterpretedId]: ReturnType<typeof executable<Id>>;
};

function executable<Id extends InterpretedId>(id: Id) {
  const { name, found } = interpreterOf(id);
  return {
    form: 'program',
    of: EITHER,
    flag: {
      name: id,
      value: 'PROGRAM',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`the ${name} that runs handlers (default: ${found})`,
    },
    attribute: { words: 'interpreter', description: 'The program that runs handlers of this language.' },
  } as const;
}

export const OPTIONS = {
  target: {
    form: 'choice',
    values: ['machine', 'function'],
    of: EITHER,
    only: 'In the terminal the command says it: run, or invoke.',
    attribute: {
      description: 'What to run. Default: depends on the file.',
      meanings: { machine: 'A state machine', function: 'One Lambda handler' },
    },
  },
  program: {
    form: 'path',
    of: EITHER,
    only: 'In the terminal it is FILE.',
    attribute: {
      description: "The definition, the template that contains it, or the handler's file.",
      default: '${file}',
    },
  },
  machine: {
    form: 'text',
    of: MACHINE,
    flag: {
      name: 'machine',
      value: 'NAME',
      commands: [...RUNS, 'test-state'],
      help: () => phrase`which state machine of a template`,
    },
    attribute: { description: 'Which state machine to run, if a template contains several.' },
  },
  function: {
    form: 'text',
    of: ['function'],
    only: 'In the terminal it is FUNCTION, or FILE#export.',
    attribute: { description: 'Which function or export to run, if a file contains several.' },
  },
  project: {
    form: 'path',
    of: EITHER,
    flag: {
      name: 'project',
      value: 'DIR',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`the project's folder (default: that of the deployment file that the file belongs to)`,
    },
    attribute: {
      description: "The project's folder. Default: that of the deployment file that the program belongs to.",
    },
  },
  input: {
    form: 'json',
    of: EITHER,
    only: 'In the terminal, `--input` takes JSON as well.',
    attribute: { description: 'The input itself. Without any input, you are asked for it.', default: {} },
  },
  inputFile: {
    form: 'path',
    of: EITHER,
    flag: {
      name: 'input',
      value: 'JSON|FILE|-',
      commands: ['run'],
      help: () => phrase`the input, or a JSON file with it; - reads standard input (default: {})`,
    },
    attribute: {
      description: 'A JSON file with the input.',
      default: '${workspaceFolder}/events/event.json',
    },
  },
  inputText: {
    form: 'text',
    of: EITHER,
    only: 'In the terminal, `--input` takes JSON as well.',
    attribute: { description: 'The input as its exact JSON text.' },
  },
  as: {
    form: 'text',
    of: MACHINE,
    flag: {
      name: 'as',
      value: 'NAME',
      alone: '',
      commands: ['run'],
      help: () =>
        phrase`the input that this trigger of the machine would pass: a rule, a schedule, a route, a pipe; without NAME: which there are`,
    },
    attribute: {
      description:
        'The trigger whose input the machine is started with: the logical id or name of a rule, a schedule, a route or a pipe. Its sample event goes through its Input, InputPath, transformer or mapping template.',
    },
  },
  set: {
    form: 'texts',
    of: MACHINE,
    flag: {
      name: 'set',
      value: 'NAME=VALUE',
      many: true,
      commands: ['run'],
      help: () => phrase`a parameter of the event for --as, such as body=hello; can be repeated`,
    },
    attribute: {
      description: 'Parameters of the sample event for `as`, each as `name=value`.',
      default: ['detail={"orderId":"1042"}'],
    },
  },
  machineType: {
    form: 'choice',
    values: ['STANDARD', 'EXPRESS'],
    of: MACHINE,
    flag: {
      name: 'type',
      value: 'STANDARD|EXPRESS',
      commands: RUNS,
      help: () => phrase`default: the template's, else STANDARD`,
    },
    attribute: { description: "The workflow's type. Default: the template's, otherwise STANDARD." },
  },
  runAnyway: {
    form: 'switch',
    of: MACHINE,
    flag: {
      name: 'anyway',
      commands: RUNS,
      help: () => phrase`run a definition that AWS would refuse, as far as possible`,
    },
    attribute: { description: 'Runs a definition that AWS would refuse, as far as possible.' },
  },
  clock: {
    form: 'choice',
    values: ['real', 'skip'],
    of: EITHER,
    flag: {
      name: 'clock',
      value: 'real|skip',
      commands: HANDLERS_TOO,
      help: () => phrase`skip: waits, backoffs and timeouts pass at once, in virtual time`,
    },
    attribute: {
      description: 'How waits, retries and timeouts pass.',
      default: 'real',
      meanings: { real: 'In real time', skip: 'At once, in virtual time' },
    },
  },
  seed: {
    form: 'integer',
    of: MACHINE,
    flag: {
      name: 'seed',
      value: 'N',
      commands: RUNS,
      help: () => phrase`makes jitter, ids and virtual times the same each time`,
    },
    attribute: { description: 'The same seed gives the same random numbers and ids.' },
  },
  resume: {
    form: 'path',
    of: MACHINE,
    flag: {
      name: 'resume',
      value: 'HISTORY',
      commands: ['run'],
      help: () => phrase`continue the run of this saved history where it was stopped or killed`,
    },
    attribute: {
      description: 'A saved history. The run continues where that one was stopped, or runs its failed states again.',
    },
  },
  history: {
    form: 'path',
    of: MACHINE,
    flag: {
      name: 'history',
      value: 'FILE|DIR|-',
      commands: RUNS,
      help: () => phrase`save the history there; in a folder it gets its own name; - prints it instead of the output`,
    },
    attribute: {
      description:
        "Where the history of the run is saved while it runs, without masked values: a file, or a folder. What Redrive needs is kept in the extension's own folder.",
    },
  },
  mask: {
    form: 'masks',
    of: MACHINE,
    flag: {
      name: 'mask',
      value: 'KEY|PATH,…',
      many: true,
      commands: RUNS,
      help: () =>
        phrase`more values for the history and a recording to leave out, besides "mask" in .vscode/stepwise.json: password, *token*, $..ssn`,
    },
    attribute: {
      description:
        'What the history and a recording leave out in addition to `stepwise.mask`: names of keys, and paths.',
    },
  },
  record: {
    form: 'path',
    of: MACHINE,
    flag: {
      name: 'record',
      value: 'FILE',
      commands: ['run'],
      help: () =>
        phrase`write what endpoints answer, to states and to handlers, as mocks into this file for --mocks; what it holds already stays`,
    },
    attribute: {
      description:
        'Where the answers that came back from endpoints or AWS are written as mocks, without masked values: a file for `mocks`. What it holds already stays in it.',
    },
  },
  mockFile: {
    form: 'path',
    of: MACHINE,
    flag: {
      name: 'mock',
      value: 'FILE',
      commands: RUNS,
      help: () => phrase`a MockConfigFile.json, in AWS's own form; needs --case`,
    },
    attribute: { description: 'A `MockConfigFile.json`. Its test case answers first.' },
  },
  mockCase: {
    form: 'text',
    of: MACHINE,
    flag: { name: 'case', value: 'NAME', commands: RUNS, help: () => phrase`the test case that answers` },
    attribute: { description: 'Which test case of the mock file answers.' },
  },
  mocks: {
    form: 'mocks',
    of: MACHINE,
    flag: {
      name: 'mocks',
      value: 'FILE',
      commands: RUNS,
      help: () =>
        phrase`answers that take precedence over those in .vscode/stepwise.json, in the same form; auto: answers that are inferred from what the machine reads, where nothing else answers`,
    },
    attribute: {
      description:
        'Answers that take precedence over those in `.vscode/stepwise.json`: by state machine and state, as under its `mocks`, or the path of a file of the same form. `auto`: where nothing else answers, answers that are inferred from what the machine reads.',
    },
  },
  allowInferred: {
    form: 'switch',
    of: MACHINE,
    only: 'On a build server alone a run that used an inferred answer is not a success.',
    flag: {
      name: 'allow-inferred',
      commands: RUNS,
      help: () => phrase`exit with 0 even if answers were inferred and CI=true`,
    },
  },
  lambda: {
    form: 'lambda',
    of: ['function'],
    only: 'In the terminal a function has what its project and `.vscode/stepwise.json` say.',
    attribute: {
      description: "What takes precedence over the function's own settings, as in `aws-sam` configurations.",
      default: { environmentVariables: { LOG_LEVEL: 'debug' } },
      schema: {
        properties: {
          runtime: { type: 'string' },
          memoryMb: { type: 'number' },
          timeoutSec: { type: 'number' },
          environmentVariables: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
  values: {
    form: 'values',
    of: EITHER,
    only: 'In the terminal they are --value and --values.',
    attribute: {
      description:
        'Values that only a deployment knows, such as parameters without a default: by name, or by kind and name as under `values` of `.vscode/stepwise.json`, which they precede.',
      default: { 'param:Stage': 'dev' },
    },
  },
  value: {
    form: 'text',
    of: EITHER,
    only: 'A launch configuration has them in "values".',
    flag: {
      name: 'value',
      value: 'NAME=VALUE',
      many: true,
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`a value that only a deployment knows, such as a parameter without a default; can be repeated`,
    },
  },
  valuesFile: {
    form: 'path',
    of: EITHER,
    only: 'A launch configuration has them in "values".',
    flag: {
      name: 'values',
      value: 'FILE',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`a JSON file with such values, by name`,
    },
  },
  fill: {
    form: 'switch',
    of: MACHINE,
    flag: {
      name: 'fill',
      commands: RUNS,
      help: () => phrase`run with placeholders for values that nobody has given`,
    },
    attribute: { description: 'Runs with placeholders for values that nobody has given.', default: false },
  },
  awsTarget: {
    form: 'target',
    of: EITHER,
    flag: {
      name: 'endpoint',
      value: 'URL',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`answers SDK calls of handlers and calls to services in place of AWS, such as LocalStack`,
    },
    attribute: {
      description:
        'Where SDK calls of handlers go. Default: the target chosen in the status bar. AWS itself, and an endpoint on another machine, still need your consent.',
      default: { kind: 'mock' },
      schema: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { type: 'string', enum: ['mock', 'endpoint', 'aws'] },
          url: { type: 'string' },
          services: { type: 'object', additionalProperties: { type: 'string' } },
          profile: { type: 'string' },
          region: { type: 'string' },
        },
      },
    },
  },
  ...EXECUTABLES,
  maxProcesses: {
    form: 'count',
    of: EITHER,
    flag: {
      name: 'max-processes',
      value: 'N',
      commands: HANDLERS_TOO,
      help: () => phrase`how many handlers run at a time, of all functions together; the others wait`,
    },
    attribute: {
      description: 'How many handlers run at a time, of all functions together. The others wait for their turn.',
    },
  },
  stopOnEntry: {
    form: 'switch',
    of: EITHER,
    only: 'Debugging is the editor’s.',
    attribute: { description: 'Stops before the first state, or at the first line of a handler.', default: false },
  },
  installSdk: {
    form: 'switch',
    of: MACHINE,
    only: GRANTS,
    flag: {
      name: 'install-sdk',
      commands: [...RUNS, 'invoke', 'serve', 'test-state'],
      help: () =>
        phrase`install what Lambda supplies and the project lacks (clients of the AWS SDK, boto3) into ~/.stepwise`,
    },
  },
  allowHost: {
    form: 'text',
    of: EITHER,
    only: GRANTS,
    flag: {
      name: 'allow-host',
      value: 'HOST[:PORT]',
      many: true,
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`allow requests of HTTP Tasks and calls to endpoints to this host; can be repeated`,
    },
  },
  allowEnv: {
    form: 'text',
    of: EITHER,
    only: GRANTS,
    flag: {
      name: 'allow-env',
      value: 'NAME',
      many: true,
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`allow "connections" to send this environment variable to allowed hosts; can be repeated`,
    },
  },
  allowHttp: {
    form: 'switch',
    of: EITHER,
    only: 'A launch configuration that has it may run, and is told that it has no effect.',
    flag: {
      name: 'allow-http',
      commands: RUNS,
      help: () => phrase``,
      retired: 'Name each host that requests may go to: --allow-host api.example.com.',
    },
  },
} as const satisfies { readonly [name: string]: RunOption };

type Table = typeof OPTIONS;
export type OptionName = keyof Table;

/** As the table's own type, for those who walk through it. */
export const RUN_OPTIONS: { readonly [Name in OptionName]: RunOption } = OPTIONS;

/** What a launch configuration may have. */
export type AttributeName = {
  [Name in OptionName]: Table[Name] extends { attribute: object } ? Name : never;
}[OptionName];

type ValueOf<Option extends Anywhere> = Option extends { readonly values: readonly (infer Value)[] }
  ? Value
  : Forms[Option['form']];

/** What was chosen for a run, by either front: as a launch configuration has it, for its own options. */
export type Choices = { readonly [Name in AttributeName]?: ValueOf<Table[Name]> };

/** The flags of a command, by their names in the terminal. */
export type FlagsOf<Of extends Command> = {
  readonly [Name in OptionName as FlagName<Table[Name], Of>]: Table[Name] extends { readonly flag: infer Found }
    ? Found
    : never;
};
type FlagName<Option, Of extends Command> = Option extends {
  readonly flag: { readonly name: infer Name extends string; readonly commands: readonly (infer Has)[] };
}
  ? Of extends Has
    ? Name
    : never
  : never;

/** In the order of the help. */
export function flagsOf<Of extends Command>(command: Of): FlagsOf<Of> {
  const flags = Object.values(RUN_OPTIONS).flatMap(({ flag, values }) =>
    flag?.commands.includes(command) ? [[flag.name, { ...flag, ...(values && { values }) }] as const] : [],
  );
  return Object.fromEntries(flags) as FlagsOf<Of>;
}
