import { phrase } from '../../core/l10n/phrase';
import { HELP, type OptionTable, type ParsedOptions } from '../options';

export const OPTIONS = {
  format: {
    value: 'text|json',
    values: ['text', 'json'],
    help: () => phrase`list, check: the format of what is found (default: text)`,
  },
  from: {
    value: 'FILE#FUNCTION/EVENT',
    help: () => phrase`show: what starts this function or machine, such as template.yaml#Charge/Orders`,
  },
  set: {
    value: 'NAME=VALUE',
    many: true,
    help: () => phrase`show: a parameter of the event, such as body=hello`,
  },
  seed: {
    value: 'NUMBER',
    help: () => phrase`show: the same ids and times for the same number (default: new ones each time)`,
  },
  source: {
    value: 'NAME',
    help: () => phrase`check: whose event it is (default: as it looks)`,
  },
  mask: {
    help: () => phrase`import: replaces tokens, account numbers in ARNs and mail addresses`,
  },
  ...HELP,
} as const satisfies OptionTable;

export type EventOptions = ParsedOptions<typeof OPTIONS>['options'];
