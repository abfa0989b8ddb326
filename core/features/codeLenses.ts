/** Run and Debug above every machine, unless its text has no machine in it. */
import { phrase } from '../l10n/phrase';
import type { Span } from '../syntax/tree';
import { propertyOf } from '../syntax/value';
import type { LanguageText } from './languageText';

export interface CodeLens {
  readonly span: Span;
  readonly action: 'run' | 'debug' | 'start' | 'graph';
  readonly title: string;
  /** Logical id of the machine, in a template. */
  readonly name?: string;
}

const ACTIONS = [
  { action: 'run', title: () => '$(play) Run' },
  { action: 'debug', title: () => '$(debug-alt) Debug' },
  { action: 'start', title: () => `$(zap) ${phrase`Start as…`}` },
  { action: 'graph', title: () => '$(type-hierarchy-sub) Graph' },
] as const;

/** @param isStarted whether the project has something that starts the machine of that name, or the only one of the text */
export function codeLenses(text: LanguageText, isStarted: (name?: string) => boolean = () => false): CodeLens[] {
  const machines = text.machines.flatMap(({ name, machine: { node } }): Place[] =>
    // Any JSON may be open under our language; only what has states is offered to be run.
    propertyOf(node, 'States') ? [{ name, key: (node.property?.key ?? node).span }] : [],
  );
  return [...machines, ...text.strings].flatMap(({ name, key: { start } }) => {
    // In a template the lenses stand above the key, `Definition:` or `DefinitionString:`.
    const span = name === undefined ? { start: 0, end: 0 } : { start, end: start };
    const actions = isStarted(name) ? ACTIONS : ACTIONS.filter(({ action }) => action !== 'start');
    return actions.map(({ action, title }) => ({ action, title: title(), name, span }));
  });
}

interface Place {
  readonly name?: string;
  readonly key: Span;
}
