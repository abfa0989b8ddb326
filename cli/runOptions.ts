import { CONSENT_OPTIONS } from './consentOptions';
import { ENDPOINT_OPTION } from './endpointOption';
import type { ParsedOptions } from './options';

/** Of every command that runs a state machine. */
export const RUN_OPTIONS = {
  project: { value: 'DIR', help: 'the folder of the template (default: the nearest above FILE)' },
  machine: { value: 'NAME', help: 'which state machine of a template' },
  clock: {
    value: 'real|skip',
    values: ['real', 'skip'],
    help: 'skip passes waits, backoffs and timeouts in virtual time',
  },
  seed: { value: 'N', help: 'makes jitter, ids and virtual moments the same each time' },
  type: { value: 'STANDARD|EXPRESS', values: ['STANDARD', 'EXPRESS'], help: "default: the template's, else STANDARD" },
  history: {
    value: 'FILE|DIR|-',
    help: 'writes the history there, into a folder under a name of its own; - is standard output, in place of the output',
  },
  mask: {
    value: 'KEY|PATH,…',
    many: true,
    help: 'values that the history leaves out, besides "mask" of .vscode/stepwise.json: password, *token*, $..ssn',
  },
  mock: { value: 'FILE', help: "a MockConfigFile.json, in AWS's own form; needs --case" },
  case: { value: 'NAME', help: 'which of its test cases answers' },
  mocks: { value: 'FILE', help: 'answers that stand before those of .vscode/stepwise.json, in the same form' },
  endpoint: ENDPOINT_OPTION,
  'install-sdk': { help: 'lets clients of the AWS SDK that the project lacks be installed into ~/.stepwise' },
  ...CONSENT_OPTIONS,
  'allow-http': { retired: 'Name each host that requests may go to: --allow-host api.example.com.', help: '' },
  anyway: { help: 'runs what AWS would refuse, as far as it goes' },
  help: { help: 'shows this' },
} as const;

/** Of `stepwise run`. */
export const OPTIONS = {
  input: { value: 'FILE|-', help: 'the input, JSON; - is standard input (default: {})' },
  resume: { value: 'HISTORY', help: 'goes on where the run of this saved history was stopped or killed' },
  ...RUN_OPTIONS,
} as const;

export type Options = ParsedOptions<typeof OPTIONS>['options'];
