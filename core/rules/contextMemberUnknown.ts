import { contextMember, contextMembersOf } from '../catalog/contextObject';
import { isQueryProblem } from '../query';
import { nearestName, suggestionText } from './didYouMean';
import { pathsIn } from '../facts/expressions';
import { phrase, type Phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * The context object has no such member, so the path finds nothing: in JSONPath the execution fails, in
 * JSONata the expression gives no value.
 *
 * Source: AWS: Accessing execution data from the Context object.
 */
export const contextMemberUnknown: Rule = {
  code: 'context-member',
  severity: 'warning',
  check({ paths, expressions }, report) {
    for (const use of paths) {
      for (const { path, offset, length } of pathsIn(use)) {
        if (path.root.kind !== 'context') continue;
        const names = path.steps.map((step) => (step.kind === 'property' ? step.names[0] : undefined));
        const message = unknownMember(names, '$$.');
        if (message) report(use.node, message, { part: { offset, length } });
      }
    }
    for (const { node, offset, read } of expressions) {
      if (isQueryProblem(read)) continue;
      for (const reference of read.states) {
        if (reference.name !== 'context') continue;
        const message = unknownMember(reference.steps.slice(1), '$states.context.');
        if (message) report(node, message, { part: { offset: offset + reference.offset, length: reference.length } });
      }
    }
  },
};

/** Follows the names as far as the catalogue goes; what lies below a value of the user's is his own. */
function unknownMember(names: readonly (string | undefined)[], prefix: string): Phrase | undefined {
  let path = '';
  for (const name of names) {
    if (name === undefined) return undefined;
    const member = contextMember(path);
    if (path !== '' && member && member.type !== 'object') return undefined;
    const below = membersBelow(path);
    if (below.length === 0) return undefined;
    if (!below.includes(name)) {
      const suggestion = nearestName(name, below);
      const known = suggestion ? suggestionText(suggestion) : phrase` Known here: ${below.join(', ')}.`;
      return phrase`The context object has no "${prefix}${path === '' ? '' : `${path}.`}${name}".${known}`;
    }
    path = path === '' ? name : `${path}.${name}`;
  }
  return undefined;
}

function membersBelow(path: string): string[] {
  const names = contextMembersOf(path).map((member) => member.path.split('.').at(-1) ?? '');
  // Map and Map.Item exist only as the beginning of longer paths.
  if (path === '') return [...new Set([...names, 'Map'])];
  return path === 'Map' ? ['Item'] : names;
}
