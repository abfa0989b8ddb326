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
  return text.machines.flatMap(({ name, machine }) => {
    // Any JSON may be open under our language; only what has states is offered to be run.
    if (!propertyOf(machine.node, 'States')) return [];
    // In a template the lenses stand above the key, `Definition:`.
    const { start } = (machine.node.property?.key ?? machine.node).span;
    const span = name === undefined ? { start: 0, end: 0 } : { start, end: start };
    return ACTIONS.map(({ action, title }) => ({ action, title, name, span }));
  });
}
