/** What answers where nothing runs here: mocks, settings of functions, values that only a deployment knows. */
import { phrase } from '../../../core/l10n/phrase';
import { EITHER, HANDLERS_TOO, MACHINE, RUNS, type RunOption } from './runOption';

export const ANSWERS = {
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
      commands: [...RUNS, 'invoke'],
      help: () =>
        phrase`answers that take precedence over those in .vscode/stepwise.json, in the same form; auto: answers that are inferred from what the machine or handler reads, where nothing else answers`,
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
      commands: [...RUNS, 'invoke'],
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
} as const satisfies { readonly [name: string]: RunOption };
