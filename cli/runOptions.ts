import { CONSENT_OPTIONS } from './consentOptions';
import { ENDPOINT_OPTION } from './endpointOption';
import type { ParsedOptions } from './options';

/** Of every command that runs a state machine. */
export const RUN_OPTIONS = {
  project: { value: 'DIR', help: 'the folder of the template (default: the nearest parent folder of FILE with one)' },
  machine: { value: 'NAME', help: 'which state machine of a template' },
  clock: {
    value: 'real|skip',
    values: ['real', 'skip'],
    help: 'skip: waits, backoffs and timeouts pass at once, in virtual time',
  },
  seed: { value: 'N', help: 'makes jitter, ids and virtual times the same each time' },
  type: { value: 'STANDARD|EXPRESS', values: ['STANDARD', 'EXPRESS'], help: "default: the template's, else STANDARD" },
  history: {
    value: 'FILE|DIR|-',
    help: 'save the history there; in a folder it gets its own name; - prints it instead of the output',
  },
  mask: {
    value: 'KEY|PATH,…',
    many: true,
    help: 'more values for the history to leave out, besides "mask" in .vscode/stepwise.json: password, *token*, $..ssn',
  },
  mock: { value: 'FILE', help: "a MockConfigFile.json, in AWS's own form; needs --case" },
  case: { value: 'NAME', help: 'the test case that answers' },
  mocks: { value: 'FILE', help: 'answers that take precedence over those in .vscode/stepwise.json, in the same form' },
  endpoint: ENDPOINT_OPTION,
  'install-sdk': { help: 'install clients of the AWS SDK that the project lacks into ~/.stepwise' },
  ...CONSENT_OPTIONS,
  'allow-http': { retired: 'Name each host that requests may go to: --allow-host api.example.com.', help: '' },
  anyway: { help: 'run a definition that AWS would refuse, as far as possible' },
  help: { help: 'show this help' },
} as const;

/** Of `stepwise run`. */
export const OPTIONS = {
  input: { value: 'FILE|-', help: 'a JSON file with the input; - reads standard input (default: {})' },
  resume: { value: 'HISTORY', help: 'continue the run of this saved history where it was stopped or killed' },
  ...RUN_OPTIONS,
} as const;

export type Options = ParsedOptions<typeof OPTIONS>['options'];
