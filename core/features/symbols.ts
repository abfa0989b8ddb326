/** Outline: machines, states, and the scopes inside them. */
import { phrase } from '../l10n/phrase';
import type { Scope, State } from '../model/machine';
import type { Span } from '../syntax/tree';
import { textOf } from '../syntax/value';
import type { LanguageText } from './languageText';

export interface Symbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'machine' | 'branch' | State['type'];
  /** All of it. */
  readonly span: Span;
  /** Its name. */
  readonly nameSpan: Span;
  readonly children: readonly Symbol[];
}

export function symbols(text: LanguageText): Symbol[] {
  return text.machines.flatMap(({ name, machine }): Symbol[] => {
    const states = inScope(machine.root);
    if (name === undefined) return states;
    return [
      {
        name,
        kind: 'machine',
        detail: phrase`state machine`,
        span: machine.node.span,
        nameSpan: nameSpanOf(machine.node.span),
        children: states,
      },
    ];
  });
}

function inScope(scope: Scope): Symbol[] {
  return scope.states.map((state) => ({
    name: state.name === '' ? phrase`(no name)` : state.name,
    detail: detailOf(state),
    kind: state.type,
    span: { start: state.nameNode.span.start, end: state.node.span.end },
    nameSpan: state.nameNode.span,
    children:
      state.scopes.length === 1
        ? state.scopes.flatMap(inScope)
        : state.scopes.map((branch) => ({
            name: phrase`Branch ${branch.index + 1}`,
            kind: 'branch',
            span: branch.node.span,
            nameSpan: nameSpanOf(branch.node.span),
            children: inScope(branch),
          })),
  }));
}

function detailOf(state: State): string | undefined {
  const resource = state.type === 'Task' ? textOf(state.node, 'Resource') : undefined;
  const call = resource && /([^:]+:[^:]+)$/.exec(resource)?.[1];
  return call ? phrase`Task ${call}` : state.type;
}

function nameSpanOf({ start, end }: Span): Span {
  return { start, end: Math.min(start + 1, end) };
}
