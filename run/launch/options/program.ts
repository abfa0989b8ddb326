/** What runs, and what it is given. */
import { phrase } from '../../../core/l10n/phrase';
import { EITHER, HANDLERS_TOO, MACHINE, RUNS, type RunOption } from './runOption';

export const PROGRAM = {
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
} as const satisfies { readonly [name: string]: RunOption };
