/** Run and Debug above every machine, unless its text has no machine in it. */
import type { Span } from '../syntax/tree';
import { propertyOf } from '../syntax/value';
import type { LanguageText } from './languageText';

export interface CodeLens {
  readonly span: Span;
  readonly action: 'run' | 'debug' | 'graph';
  readonly title: string;
  /** Logical id of the machine, in a template. */
  readonly name?: string;
}

const ACTIONS = [
  { action: 'run', title: '$(play) Run' },
  { action: 'debug', title: '$(debug-alt) Debug' },
  { action: 'graph', title: '$(type-hierarchy-sub) Graph' },
] as const;

export function codeLenses(text: LanguageText): CodeLens[] {
  const machines = text.machines.flatMap(({ name, machine: { node } }): Place[] =>
    // Any JSON may be open under our language; only what has states is offered to be run.
    propertyOf(node, 'States') ? [{ name, key: (node.property?.key ?? node).span }] : [],
  );
  return [...machines, ...text.strings].flatMap(({ name, key: { start } }) => {
    // In a template the lenses stand above the key, `Definition:` or `DefinitionString:`.
    const span = name === undefined ? { start: 0, end: 0 } : { start, end: start };
    return ACTIONS.map(({ action, title }) => ({ action, title, name, span }));
  });
}

interface Place {
  readonly name?: string;
  readonly key: Span;
}
