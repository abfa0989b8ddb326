/** Where in a state something stands that an explanation would write otherwise. */
import { isJsonObject, type Json } from '../json';
import { phrase } from '../l10n/phrase';
import type { DefinitionEdit } from '../interpreter/historyEvent';
import type { State } from '../model/machine';

type At = DefinitionEdit['at'];

/** Branches and processors hold states of their own. */
const OF_OTHERS = new Set(['States', 'Branches', 'ItemProcessor', 'Iterator']);

/** Where a text stands in a state; undefined where it stands nowhere, or in several places. */
export function placeOf(state: State, isMeant: (text: string, at: At) => boolean): At | undefined {
  const found: At[] = [];
  const look = (value: Json, at: At): void => {
    if (typeof value === 'string') {
      if (isMeant(value, at)) found.push(at);
    } else if (Array.isArray(value)) value.forEach((item, index) => look(item, [...at, index]));
    else if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (at.length > 0 || !OF_OTHERS.has(name)) look(member, [...at, name]);
      }
    }
  };
  look(state.definition, []);
  return found.length === 1 ? found[0] : undefined;
}

/** Writes another text in the one place where a text stands. */
export function replacing(state: State | undefined, was: string, value: string): { readonly edit?: DefinitionEdit } {
  const at = state && placeOf(state, (text) => text === was);
  if (!state || !at) return {};
  return { edit: { title: phrase`Change to ${value}`, statePath: state.path, at, was, value } };
}

/** The JSONata expression inside a text of the definition. */
export function expressionIn(text: string): string | undefined {
  return /^\{%([\s\S]*)%\}$/.exec(text)?.[1]?.trim();
}

/** Writes another expression in the one place where an expression stands. */
export function replacingExpression(
  state: State | undefined,
  source: string,
  value: string,
): { readonly edit?: DefinitionEdit } {
  const isMeant = (text: string): boolean => expressionIn(text) === source;
  const at = state && placeOf(state, isMeant);
  if (!state || !at) return {};
  const was = at.reduce<Json | undefined>(
    (value, step) => (value as { [step: string | number]: Json })[step],
    state.definition,
  );
  return {
    edit: { title: phrase`Change to ${value}`, statePath: state.path, at, was: was!, value: `{% ${value} %}` },
  };
}
