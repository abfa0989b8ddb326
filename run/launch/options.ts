/**
 * Every option of a run, once: how the terminal and a launch configuration call it, and what it means. The help of
 * `stepwise run` and its like, the attributes in `package.json`, their words in `package.nls.json`, and `docs/options.md`
 * come from this table. A front reads it by `choices`, and `prepare` makes the run of what was chosen.
 */
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
  masks: readonly string[];
  /** Inline, or the path of a file of the form of `.vscode/stepwise.json`. */
  mocks: Mocks | string;
  json: unknown;
  target: AwsTarget;
}
export type Form = keyof Forms;

/** As the terminal calls it. */
export interface Flag {
  readonly name: string;
  readonly commands: readonly Command[];
  /** What stands behind it in the help, such as `FILE`; absent: a switch. */
  readonly value?: string;
  /** May be given several times; its values come as a list. */
  readonly many?: true;
  readonly help: string;
  /** It is no more: the sentence that says what to write instead. */
  readonly retired?: string;
}

/** As `launch.json` has it, under the option's own name. */
export interface Attribute {
  /** Markdown. */
  readonly description: string;
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

export const OPTIONS = {
  target: {
    form: 'choice',
    values: ['machine', 'function'],
    of: EITHER,
    only: 'In the terminal the command says it: run, or invoke.',
    attribute: {
      description: 'What is run. Default: told by the file.',
      meanings: { machine: 'A state machine', function: 'One Lambda handler' },
    },
  },
  program: {
    form: 'path',
    of: EITHER,
    only: 'In the terminal it is FILE.',
    attribute: {
      description: "The definition, the template that holds it, or the handler's file.",
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
      help: 'which state machine of a template',
    },
    attribute: { description: 'Which state machine, where a template holds several.' },
  },
  function: {
    form: 'text',
    of: ['function'],
    only: 'In the terminal it is FUNCTION, or FILE#export.',
    attribute: { description: 'Which function or export, where a file holds several.' },
  },
  project: {
    form: 'path',
    of: EITHER,
    flag: {
      name: 'project',
      value: 'DIR',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: 'the folder of the template (default: the nearest above)',
    },
    attribute: { description: "The project's folder. Default: the nearest one with a template above the program." },
  },
  input: {
    form: 'json',
    of: EITHER,
    only: 'In the terminal the input is a file, or standard input.',
    attribute: { description: 'The input itself. Without any input you are asked.', default: {} },
  },
  inputFile: {
    form: 'path',
    of: EITHER,
    flag: {
      name: 'input',
      value: 'FILE|-',
      commands: ['run'],
      help: 'the input, JSON; - is standard input (default: {})',
    },
    attribute: {
      description: 'A JSON file with the input.',
      default: '${workspaceFolder}/events/event.json',
    },
  },
  inputText: {
    form: 'text',
    of: EITHER,
    only: 'In the terminal the input is a file, or standard input.',
    attribute: { description: 'The input as its exact JSON text.' },
  },
  machineType: {
    form: 'choice',
    values: ['STANDARD', 'EXPRESS'],
    of: MACHINE,
    flag: {
      name: 'type',
      value: 'STANDARD|EXPRESS',
      commands: RUNS,
      help: "default: the template's, else STANDARD",
    },
    attribute: { description: "The workflow's type. Default: as the template says, else STANDARD." },
  },
  runAnyway: {
    form: 'switch',
    of: MACHINE,
    flag: { name: 'anyway', commands: RUNS, help: 'runs what AWS would refuse, as far as it goes' },
    attribute: { description: 'Runs a definition that AWS would refuse, as far as it goes.' },
  },
  clock: {
    form: 'choice',
    values: ['real', 'skip'],
    of: EITHER,
    flag: {
      name: 'clock',
      value: 'real|skip',
      commands: HANDLERS_TOO,
      help: 'skip passes waits, backoffs and timeouts in virtual time',
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
      help: 'makes jitter, ids and virtual moments the same each time',
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
      help: 'goes on where the run of this saved history was stopped or killed',
    },
    attribute: {
      description: 'A saved history: the run goes on where that one was stopped, or runs its failed states again.',
    },
  },
  history: {
    form: 'path',
    of: MACHINE,
    flag: {
      name: 'history',
      value: 'FILE|DIR|-',
      commands: RUNS,
      help: 'writes the history there, into a folder under a name of its own; - is standard output, in place of the output',
    },
    attribute: {
      description:
        "Where the history of the run is saved, as it grows, without what is masked: a file, or a folder. What Redrive goes on with lies in a folder of the extension's own.",
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
      help: 'values that the history leaves out, besides "mask" of .vscode/stepwise.json: password, *token*, $..ssn',
    },
    attribute: { description: 'What the history leaves out, besides `stepwise.mask`: names of keys, and paths.' },
  },
  mockFile: {
    form: 'path',
    of: MACHINE,
    flag: {
      name: 'mock',
      value: 'FILE',
      commands: RUNS,
      help: "a MockConfigFile.json, in AWS's own form; needs --case",
    },
    attribute: { description: 'A `MockConfigFile.json`, whose test case answers first.' },
  },
  mockCase: {
    form: 'text',
    of: MACHINE,
    flag: { name: 'case', value: 'NAME', commands: RUNS, help: 'which of its test cases answers' },
    attribute: { description: 'Which test case of the mock file answers.' },
  },
  mocks: {
    form: 'mocks',
    of: MACHINE,
    flag: {
      name: 'mocks',
      value: 'FILE',
      commands: RUNS,
      help: 'answers that stand before those of .vscode/stepwise.json, in the same form',
    },
    attribute: {
      description:
        'Answers that stand before those of `.vscode/stepwise.json`: by state machine and state, as under its `mocks`, or the path of a file in its form.',
    },
  },
  awsTarget: {
    form: 'target',
    of: EITHER,
    flag: {
      name: 'endpoint',
      value: 'URL',
      commands: [...RUNS, 'invoke'],
      help: 'answers for AWS in place of it, such as LocalStack: SDK calls of handlers, and other services',
    },
    attribute: {
      description:
        'Where SDK calls of handlers go. Default: as chosen in the status bar. AWS itself, and an endpoint that is not on this machine, need your consent here too.',
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
  node: {
    form: 'program',
    of: EITHER,
    flag: {
      name: 'node',
      value: 'PROGRAM',
      commands: HANDLERS_TOO,
      help: 'the Node.js that runs handlers (default: the one on the PATH)',
    },
    attribute: { description: 'The Node.js that runs handlers.' },
  },
  python: {
    form: 'program',
    of: EITHER,
    flag: {
      name: 'python',
      value: 'PROGRAM',
      commands: HANDLERS_TOO,
      help: "the Python that runs handlers (default: the project's virtual environment, else the one on the PATH)",
    },
    attribute: { description: 'The Python that runs handlers.' },
  },
  stopOnEntry: {
    form: 'switch',
    of: EITHER,
    only: 'Debugging is the editor’s.',
    attribute: { description: 'Stop before the first state.', default: false },
  },
  installSdk: {
    form: 'switch',
    of: MACHINE,
    only: GRANTS,
    flag: {
      name: 'install-sdk',
      commands: RUNS,
      help: 'lets clients of the AWS SDK that the project lacks be installed into ~/.stepwise',
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
      help: 'lets requests of HTTP Tasks, and calls to endpoints, go to this host; may be repeated',
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
      help: 'lets "connections" send this variable of the environment to hosts that are allowed; may be repeated',
    },
  },
  allowHttp: {
    form: 'switch',
    of: EITHER,
    only: 'A launch configuration that has it may run, and is told that it has no effect.',
    flag: {
      name: 'allow-http',
      commands: RUNS,
      help: '',
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
