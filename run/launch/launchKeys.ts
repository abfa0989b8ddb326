/** What is wrong with a launch configuration before anything of it is looked up: keys that mean nothing, values of another type. */
import { phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import { isJsonObject } from '../../core/json';
import { isDefinitionFile } from '../../project/definitionFile';
import { choicesOfLaunch } from './choices';
import { EDITOR } from './front';
import { RUN_OPTIONS, type OptionName, type RunOption } from './options';

/** What any launch configuration may have, whoever debugs: keys of VS Code and of other editors. */
const OF_EDITORS: readonly string[] = [
  'name',
  'type',
  'request',
  'presentation',
  'preLaunchTask',
  'postDebugTask',
  'internalConsoleOptions',
  'suppressMultipleSessionWarning',
  'serverReadyAction',
  'debugServer',
  'windows',
  'osx',
  'linux',
  // Emacs' dap-mode hands on its own with the rest.
  'dap-server-path',
  'environment-variables',
  'hostName',
];

/** What our own client adds to a launch. */
export const OWN_KEYS = [
  'noDebug',
  'keptHistory',
  'awsTargetIsOfSettings',
  'debugpyDir',
  'proxy',
  'awsAccount',
  'allowHttp',
  'sdkDir',
  'interactive',
  'secrets',
  'eventSource',
] as const;

const ATTRIBUTES: readonly string[] = Object.entries(RUN_OPTIONS).flatMap(([name, { attribute }]) =>
  attribute ? [name] : [],
);

/** @returns a sentence; undefined: what is written can be read, whether it exists or not */
export function launchProblem(args: object): string | undefined {
  for (const [key, value] of Object.entries(args)) {
    // Clients write null where a person wrote nothing, and VS Code has notes of its own.
    if (value === undefined || value === null || key.startsWith('__')) continue;
    if (OF_EDITORS.includes(key) || (OWN_KEYS as readonly string[]).includes(key)) continue;
    if (!ATTRIBUTES.includes(key)) return unknownKey(phrase`"${key}"${EDITOR.where}`, key, ATTRIBUTES);
    const within = unknownMember(key, value);
    if (within !== undefined) return within;
  }
  const choices = choicesOfLaunch(args);
  return 'problem' in choices ? choices.problem : undefined;
}

/** Whether a function is meant where no target is said, though the file may hold machines too: one is named, and no machine. */
export function namesFunction(args: object, file: string): boolean {
  const given = args as { readonly [key: string]: unknown };
  const isGiven = (name: OptionName): boolean => given[name] !== undefined && given[name] !== null;
  return isGiven('function') && !isGiven('machine') && !isDefinitionFile(file);
}

/** @returns a sentence about an option that does nothing for what is run */
export function needlessKey(args: object, target: 'machine' | 'function'): string | undefined {
  const given = args as { readonly [key: string]: unknown };
  const isNeedless = ([name, { attribute, of }]: readonly [string, RunOption]): boolean =>
    attribute !== undefined && !of.includes(target) && given[name] !== undefined && given[name] !== null;
  const [needless] = Object.entries(RUN_OPTIONS).find(isNeedless) ?? [];
  if (needless === undefined) return undefined;
  const called = `${EDITOR.called(needless as OptionName)}${EDITOR.where}`;
  return target === 'machine'
    ? phrase`${called} has no effect on a state machine. Remove it.`
    : phrase`${called} has no effect on a Lambda function. Remove it.`;
}

function unknownMember(key: string, value: unknown): string | undefined {
  const { properties } = (RUN_OPTIONS[key as OptionName].attribute?.schema ?? {}) as { readonly properties?: object };
  if (!properties || !isJsonObject(value)) return undefined;
  const unknown = Object.keys(value).find((member) => !Object.hasOwn(properties, member));
  if (unknown === undefined) return undefined;
  return unknownKey(phrase`"${unknown}" of "${key}"${EDITOR.where}`, unknown, Object.keys(properties));
}

function unknownKey(what: string, key: string, known: readonly string[]): string {
  const meant = nearestName(key, known);
  return meant === undefined
    ? phrase`${what} is unknown. Remove it.`
    : phrase`${what} is unknown. Did you mean "${meant}"?`;
}
