/** The state or variable that a name under the cursor means, and every place that names it. */
import type { Machine, Scope, State } from '../model/machine';
import type { Span, StringNode, SyntaxNode } from '../syntax/tree';
import { machineAt } from './languageText';
import type { LanguageText } from './languageText';
import { placeAt } from './place';
import { assignmentsOf, variablesVisible } from './variables';
import type { Assignment } from './variables';

export type Named =
  | { readonly kind: 'state'; readonly state: State; readonly span: Span; readonly machine: Machine }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** Of the name alone, without `$`. */
      readonly span: Span;
      readonly machine: Machine;
      readonly scope: Scope;
    };

/** What is named at an offset; undefined where no state or variable is. */
export function nameAt(text: LanguageText, offset: number): Named | undefined {
  const machine = machineAt(text, offset);
  const place = machine && placeAt(machine, text.document.text, offset);
  if (!place) return undefined;
  if (place.at === 'stateName') {
    const state = machine.states.find(({ nameNode }) => nameNode === place.property?.key);
    return state && { kind: 'state', state, span: state.nameNode.span, machine };
  }
  const { node, field } = place;
  if (node?.kind !== 'string') return undefined;
  if (field?.value === 'stateName') {
    const state = place.scope.byName.get(node.value);
    return state && { kind: 'state', state, span: node.span, machine };
  }
  const assignment = assignmentsOf(machine).find((candidate) => candidate.node === node);
  if (assignment) {
    return { kind: 'variable', name: assignment.name, span: nameSpan(assignment), machine, scope: place.scope };
  }
  return variableRead(text, machine, place.scope, node, offset);
}

function variableRead(
  text: LanguageText,
  machine: Machine,
  scope: Scope,
  node: StringNode,
  offset: number,
): Named | undefined {
  const visible = new Set(variablesVisible(machine, scope).map(({ name }) => name));
  for (const { name, span } of readsIn(text.document.text, node)) {
    if (span.start - 1 <= offset && offset <= span.end && visible.has(name)) {
      return { kind: 'variable', name, span, machine, scope };
    }
  }
  return undefined;
}

/** `$name` in a string's source text, `$$` and `$states` aside. */
function* readsIn(source: string, node: StringNode): Generator<{ name: string; span: Span }> {
  const text = source.slice(node.span.start, node.span.end);
  for (const match of text.matchAll(/(?<!\$)\$([A-Za-z_]\w*)(?!\w*\s*\()/g)) {
    const start = node.span.start + match.index + 1;
    yield { name: match[1] ?? '', span: { start, end: start + (match[1] ?? '').length } };
  }
}

/** Where it is defined: the state's name; the assignments of a variable. */
export function definitionsOf(named: Named): Span[] {
  if (named.kind === 'state') return [named.state.nameNode.span];
  return variablesVisible(named.machine, named.scope)
    .filter(({ name }) => name === named.name)
    .map(nameSpan);
}

/** Every place that names it, its definition first. */
export function referencesOf(text: LanguageText, named: Named): Span[] {
  if (named.kind === 'state') return stateReferences(named.state).map(({ span }) => span);
  const reads = named.machine.states.flatMap((state) => variableReads(text, named, state));
  return [...definitionsOf(named), ...reads];
}

/** The nodes that name a state: its own name and every transition of its scope. */
export function stateReferences(state: State): StringNode[] {
  const { scope } = state;
  const transitions = scope.states
    .flatMap(({ transitions }) => transitions)
    .filter(({ target }) => target === state.name);
  const start = scope.startAt?.value === state.name ? [scope.startAt] : [];
  return [state.nameNode, ...start, ...transitions.map(({ node }) => node)];
}

function variableReads(text: LanguageText, { name, machine }: Named & { kind: 'variable' }, state: State): Span[] {
  if (!variablesVisible(machine, state.scope).some((assignment) => assignment.name === name)) return [];
  const reads: Span[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'string') {
      for (const read of readsIn(text.document.text, node)) if (read.name === name) reads.push(read.span);
    } else if (node.kind === 'array') {
      node.items.forEach(visit);
    } else if (node.kind === 'object') {
      for (const { key, value } of node.properties) {
        // Inner scopes come with their own states.
        if (value && !['States', 'Branches', 'ItemProcessor', 'Iterator'].includes(key.value)) visit(value);
      }
    }
  };
  visit(state.node);
  return reads;
}

/** Of an assignment's name, without quotes and without `.$`. */
function nameSpan({ name, node }: Assignment): Span {
  const start = node.sourceOffset(0);
  return { start, end: start + name.length };
}
