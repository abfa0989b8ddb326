/** From flags, or from a launch configuration, to what was chosen: each value of its option's form. */
import path from 'node:path';
import { INTERPRETED_IDS } from '../../core/handlers';
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { HTTP_URL, WHOLE_NUMBER_FROM_1 } from '../../core/valueForms';
import type { Executables } from '../../lambda/lambda';
import { EDITOR, TERMINAL } from './front';
import type { Front } from './front';
import type { Problem } from './launchReader';
import { RUN_OPTIONS } from './options';
import type { Choices, Command, FlagsOf, Form, OptionName, RunOption } from './options';

/** What a form takes. */
interface FormRule {
  accepts(value: unknown, option: RunOption): boolean;
  /** Behind "must be". */
  must(option: RunOption): string;
  /** Of what stands behind a flag; undefined: it is not of the form. Absent: the text itself. */
  fromFlag?(given: string | readonly string[], cwd: string): unknown;
}

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;
/** Absent, or of a form. */
const isOf = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const FORMS: { readonly [Name in Form]: FormRule } = {
  text: { accepts: isText, must: () => 'a string' },
  path: { accepts: isText, must: () => 'a path' },
  program: {
    accepts: isText,
    must: () => phrase`the path of a program`,
    // Handlers are started in folders of their own. A mere name is looked for on the PATH.
    fromFlag: (given, cwd) => (/[\\/]/.test(String(given)) ? path.resolve(cwd, String(given)) : given),
  },
  choice: {
    accepts: (value, { values = [] }) => values.some((each) => each === value),
    must: ({ values = [] }) => values.map((each) => `"${each}"`).join(' or '),
  },
  switch: {
    accepts: (value) => typeof value === 'boolean',
    must: () => phrase`true or false`,
    fromFlag: () => true,
  },
  integer: {
    accepts: (value) => Number.isSafeInteger(value),
    must: () => phrase`a whole number`,
    fromFlag: (given) => Number(given),
  },
  count: {
    accepts: (value) => typeof value === 'number' && WHOLE_NUMBER_FROM_1.fits(value),
    must: () => WHOLE_NUMBER_FROM_1.like(),
    fromFlag: (given) => Number(given),
  },
  masks: {
    accepts: (value) => Array.isArray(value) && value.every(isText),
    must: () => phrase`a list of strings`,
    fromFlag: (given) => [given].flat().flatMap(entriesOf),
  },
  texts: {
    accepts: (value) => Array.isArray(value) && value.every(isText),
    must: () => phrase`a list of strings`,
    fromFlag: (given) => [given].flat(),
  },
  mocks: {
    accepts: (value) => isText(value) || (typeof value === 'object' && value !== null && !Array.isArray(value)),
    must: () => phrase`an object, or the path of a file`,
  },
  values: {
    accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    must: () => phrase`an object`,
  },
  json: { accepts: () => true, must: () => 'JSON' },
  lambda: {
    accepts: (value) =>
      isJsonObject(value) &&
      isOf(value['runtime'], isText) &&
      isOf(value['memoryMb'], isPositive) &&
      isOf(value['timeoutSec'], isPositive) &&
      isOf(value['environmentVariables'], (all) => isJsonObject(all) && Object.values(all).every(isText)),
    must: () =>
      phrase`an object with "runtime" (a string), "memoryMb" and "timeoutSec" (numbers) and "environmentVariables" (strings)`,
  },
  target: {
    // What a launch configuration says here is judged before the run begins, with what it would need.
    accepts: (value) => value !== undefined,
    must: () => HTTP_URL.like(),
    fromFlag: (given) => (HTTP_URL.fits(String(given)) ? { kind: 'endpoint', url: String(given) } : undefined),
  },
};

/**
 * @param flags as the command line has them: by the flags' names
 * @param cwd the terminal's folder
 */
export function choicesOfFlags<Of extends Command>(
  flags: { readonly [Flag in keyof FlagsOf<Of>]?: string | readonly string[] },
  { cwd }: { readonly cwd: string },
): Choices | Problem {
  const given = flags as { readonly [flag: string]: string | readonly string[] | undefined };
  return read(TERMINAL, ({ flag, form }) => {
    const written = flag && given[flag.name];
    if (written === undefined) return undefined;
    return { written, value: FORMS[form].fromFlag ? FORMS[form].fromFlag(written, cwd) : written };
  });
}

/** @param args which anybody may have written; other keys mean nothing here */
export function choicesOfLaunch(args: object): Choices | Problem {
  const given = args as { readonly [key: string]: unknown };
  return read(EDITOR, (_option, name) => {
    const written = given[name];
    return written === undefined ? undefined : { written, value: written };
  });
}

function read(
  front: Front,
  valueOf: (option: RunOption, name: OptionName) => { readonly written: unknown; readonly value: unknown } | undefined,
): Choices | Problem {
  const choices: { [name: string]: unknown } = {};
  for (const [name, option] of Object.entries(RUN_OPTIONS) as [OptionName, RunOption][]) {
    const found = option.attribute && valueOf(option, name);
    if (!found) continue;
    const { accepts, must } = FORMS[option.form];
    const isStream = option.form === 'path' && found.value === '-';
    if (!accepts(found.value, option) || (isStream && !front.hasStreams)) {
      const what = phrase`${front.called(name)}${front.where} must be ${must(option)}`;
      return { problem: phrase`${what}, not ${JSON.stringify(found.written)}.` };
    }
    choices[name] = found.value;
  }
  return choices as Choices;
}

/** Behind commas; one in brackets belongs to its entry. */
function entriesOf(masks: string): string[] {
  return masks
    .split(/,(?![^[]*\])/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** Which programs run handlers, of those that were chosen. */
export function executablesOf(choices: Executables): Executables {
  return Object.fromEntries(INTERPRETED_IDS.map((id) => [id, choices[id]]));
}
