/** Run and Debug above every machine, unless its text has no machine in it. */
import type { Span, SyntaxNode } from '../syntax/tree';
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
    propertyOf(node, 'States') ? [{ name, node }] : [],
  );
  return [...machines, ...text.strings].flatMap(({ name, node }) => {
    // In a template the lenses stand above the key, `Definition:` or `DefinitionString:`.
    const { start } = (node.property?.key ?? node).span;
    const span = name === undefined ? { start: 0, end: 0 } : { start, end: start };
    return ACTIONS.map(({ action, title }) => ({ action, title, name, span }));
  });
}

interface Place {
  readonly name?: string;
  readonly node: SyntaxNode;
}
