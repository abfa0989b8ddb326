/** Values that a person has given for what only a deployment knows, from `.vscode/stepwise.json` and the command line. */
import { isJsonObject } from '../../core/json';
import type { Json } from '../../core/json';
import { localFunctionArn, localStateMachineArn } from '../../core/template';
import type { GivenValues } from '../../core/values';
import type { ProjectSettings } from '../project';

type Variables = { readonly [name: string]: string };

/**
 * @param first go before those of the settings
 * @param variables of the project's `.env`, for `${env:NAME}`. Nothing of this process's own environment: a workspace
 *   must not name what a person has not given it.
 */
export function givenValues(
  settings: ProjectSettings | undefined,
  first: GivenValues['all'],
  variables: Variables,
): GivenValues {
  const all = { ...known(settings?.values ?? {}, variables), ...first };
  const stacks = Object.entries(settings?.stacks ?? {}).map(
    ([id, { values = {} }]) => [id, { ...known(values, variables), ...first }] as const,
  );
  return { all, stacks: Object.fromEntries(stacks) };
}

/** Those for placeholders of definitions: under their kind, or by the name alone. */
export function givenPlaceholders(values: GivenValues['all']): { readonly [name: string]: string } {
  const entries = Object.entries(values).flatMap(([key, value]): [string, string][] => {
    const name = /^(?:placeholder:)?([^:]+)$/.exec(key)?.[1];
    return name === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(entries);
}

/** A value whose variable is missing is not given: it is asked for. */
function known(values: GivenValues['all'], variables: Variables): GivenValues['all'] {
  const entries = Object.entries(values).flatMap(([key, value]): [string, Json][] => {
    const found = valueOf(value, variables);
    return found === undefined ? [] : [[key, found]];
  });
  return Object.fromEntries(entries);
}

function valueOf(value: Json, variables: Variables): Json | undefined {
  if (typeof value === 'string') {
    const names = [...value.matchAll(VARIABLE)].map(([, name = '']) => name);
    if (names.some((name) => !Object.hasOwn(variables, name))) return undefined;
    return value.replace(VARIABLE, (_, name: string) => variables[name]!);
  }
  if (!isJsonObject(value)) return value;
  if (typeof value.function === 'string') return localFunctionArn(value.function);
  return typeof value.machine === 'string' ? localStateMachineArn(value.machine) : value;
}

const VARIABLE = /\$\{env:([A-Za-z_]\w*)\}/g;
