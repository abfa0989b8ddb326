/** What is wrong with a value that a person has written for a setting. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { readMask } from '../../core/mask';
import { HTTP_URL, REGION, WHOLE_NUMBER_FROM_1, type ValueForm } from '../../core/valueForms';
import { chosenExecutable } from '../../processes/findExecutable';
import { INTERPRETERS, SETTINGS } from './table';
import type { Setting } from './table';

/** What the types of the manifest's schemas are. */
const TYPES: Readonly<Record<string, { fits(value: unknown): boolean; readonly name: () => Phrase }>> = {
  boolean: { fits: (value) => typeof value === 'boolean', name: () => phrase`true or false` },
  string: { fits: (value) => typeof value === 'string', name: () => phrase`a string` },
  integer: { fits: Number.isInteger, name: () => phrase`a whole number` },
  null: { fits: (value) => value === null, name: () => phrase`null` },
  array: { fits: Array.isArray, name: () => phrase`a list of strings` },
  object: {
    fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    name: () => phrase`an object whose values are strings`,
  },
};

/** What else a value must be. @returns undefined where it is */
type Check = (value: never, folder: string) => Phrase | undefined;

/** Where nothing is written the setting is not set. */
const textOf =
  ({ fits, like }: ValueForm<string>): Check =>
  (value: string) =>
    value.trim() === '' || fits(value.trim()) ? undefined : like();

const program: Check = (value: string, folder) =>
  value.trim() === '' || chosenExecutable(value, folder) !== undefined
    ? undefined
    : phrase`the path of a program, or its name on the PATH`;

const isText = (value: unknown): value is string => typeof value === 'string';

/** By setting. */
const CHECKS: ReadonlyMap<Setting, Check> = new Map<Setting, Check>([
  [SETTINGS.awsEndpoint, textOf(HTTP_URL)],
  [
    SETTINGS.awsServiceEndpoints,
    (value: object) =>
      Object.values(value).every((each) => isText(each) && HTTP_URL.fits(each.trim()))
        ? undefined
        : phrase`an object whose values are URLs, such as http://localhost:4566`,
  ],
  [SETTINGS.awsRegion, textOf(REGION)],
  [
    SETTINGS.mask,
    (value: readonly unknown[]) =>
      value.every(isText) && readMask(value).problems.length === 0
        ? undefined
        : phrase`a list of keys and paths, such as password, *token* or $.customer.card`,
  ],
  [
    SETTINGS.maxProcesses,
    (value: number | null) =>
      value === null || WHOLE_NUMBER_FROM_1.fits(value) ? undefined : WHOLE_NUMBER_FROM_1.like(),
  ],
  ...Object.values(INTERPRETERS).map((each): [Setting, Check] => [each, program]),
]);

/** Whether a value is of the type that the manifest says. */
export function hasType({ schema: { type } }: Setting, value: unknown): boolean {
  return typesOf(type).some((each) => TYPES[each]!.fits(value));
}

/**
 * The sentence that says what a value must be instead.
 *
 * @param folder where paths begin
 * @returns undefined where it can be used
 */
export function faultOf(setting: Setting, value: unknown, folder: string): Phrase | undefined {
  const wanted = hasType(setting, value)
    ? unmet(setting, value, folder)
    : TYPES[typesOf(setting.schema.type)[0]!]!.name();
  return wanted && phrase`The setting ${setting.id} must be ${wanted}, not ${JSON.stringify(value)}.`;
}

function unmet(setting: Setting, value: unknown, folder: string): Phrase | undefined {
  if (setting.choices && !setting.choices.includes(value)) return phrase`one of ${setting.choices.join(', ')}`;
  return CHECKS.get(setting)?.(value as never, folder);
}

function typesOf(type: Setting['schema']['type']): readonly string[] {
  return typeof type === 'string' ? [type] : type;
}
