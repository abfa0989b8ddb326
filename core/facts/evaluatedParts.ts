import type { JsonataNode } from '../query/jsonata/syntaxTree';
import { bindings, type Place } from './jsonataNodes';
import type { KnownParts } from './knownParts';

/** The parts that are evaluated, each with its place; branches that are never taken are none. */
export function evaluatedParts(node: JsonataNode, place: Place, known: KnownParts): (readonly [JsonataNode, Place])[] {
  const here: Place =
    node.type === 'block' || node.type === 'lambda' ? { ...place, bound: bindings(node, place.bound) } : place;
  const inside: Place = { ...here, isRoot: false };
  const found: (readonly [JsonataNode, Place])[] = [];
  const add = (part: unknown, at = here): void => {
    if (Array.isArray(part)) for (const item of part) add(item, at);
    else if (typeof part === 'object' && part !== null) found.push([part as JsonataNode, at]);
  };
  const filters = [
    ...((node.predicate as JsonataNode[] | undefined) ?? []),
    ...((node.stages as JsonataNode[] | undefined) ?? []),
  ];
  for (const { expr } of filters) add(expr, inside);
  add((node.group as { lhs?: unknown } | undefined)?.lhs, inside);
  switch (node.type) {
    case 'path':
      node.steps!.forEach((step, index) => {
        if (step.type !== 'sort') return add(step, index === 0 ? here : inside);
        for (const term of step.terms as { expression: JsonataNode }[]) add(term.expression, inside);
        for (const stage of (step.stages as { expr?: JsonataNode }[] | undefined) ?? []) add(stage.expr, inside);
      });
      break;
    case 'condition': {
      const chosen = known.truthOf(node.condition);
      add(node.condition);
      if (chosen !== false) add(node.then);
      if (chosen !== true) add(node.else);
      break;
    }
    case 'transform':
      add(node.pattern, inside);
      add(node.update, inside);
      add(node.delete, inside);
      break;
    case 'function':
    case 'partial':
      if (node.procedure?.type !== 'path') add(node.procedure);
      add(node.arguments?.filter(({ type }) => type !== 'operator'));
      break;
    case 'bind':
      add(node.rhs);
      break;
    case 'lambda':
      add(node.body);
      break;
    case 'apply':
      add(node.lhs);
      // A call is given its first argument from the left.
      if ((node.rhs as JsonataNode).type !== 'function') add(node.rhs);
      break;
    case 'binary':
      add(node.lhs);
      if (!known.isNeverReached(node)) add(node.rhs);
      break;
    case 'unary':
      add(node.expression);
      add(node.expressions);
      if (node.value === '{') add(node.lhs);
      break;
    case 'block':
      add(node.expressions);
      break;
  }
  return found;
}
