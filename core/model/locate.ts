import type { SyntaxNode } from '../syntax/tree';
import type { Machine, Scope, State } from './machine';

/** The innermost state whose name or body covers an offset. */
export function stateAt(machine: Machine, offset: number): State | undefined {
  let found: State | undefined;
  let scopes: readonly Scope[] = [machine.root];
  for (;;) {
    const inner = scopes
      .flatMap((scope) => scope.states)
      .find((state) => state.nameNode.span.start <= offset && offset <= state.node.span.end);
    if (!inner) return found;
    found = inner;
    scopes = inner.scopes;
  }
}

/** The innermost scope that covers an offset; the machine's own where no other does. */
export function scopeAt(machine: Machine, offset: number): Scope {
  let scope = machine.root;
  for (;;) {
    const inner: Scope | undefined = scope.states
      .flatMap((state) => state.scopes)
      .find(({ node }) => node.span.start <= offset && offset <= node.span.end);
    if (!inner) return scope;
    scope = inner;
  }
}

/** The state a node belongs to: the innermost one that holds it. */
export function stateOf(machine: Machine, node: SyntaxNode): State | undefined {
  return stateAt(machine, node.span.start);
}

/** Every scope of a machine, outermost first. */
export function* scopesOf(machine: Machine): Generator<Scope> {
  yield machine.root;
  for (const state of machine.states) yield* state.scopes;
}
