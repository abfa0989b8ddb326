/** How the run goes: as which kind of machine, by which clock, on from where; and what is kept of it. */
import { phrase } from '../../../core/l10n/phrase';
import { EITHER, HANDLERS_TOO, MACHINE, RUNS, type RunOption } from './runOption';

export const COURSE = {
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
} as const satisfies { readonly [name: string]: RunOption };
