import { phrase } from '../l10n/phrase';
import type { ObjectNode, StringNode, SyntaxNode } from '../syntax/tree';
import type { Rule } from './rule';

/**
 * The template that uses this file gives no text for the placeholder, so it stays as it stands: `${OrderTable}` is then the name of the
 * table. Looked at where every such template is known; in `{% … %}` nothing is taken for a placeholder.
 *
 * Source: CloudFormation, "AWS::StepFunctions::StateMachine", DefinitionSubstitutions; SAM, "AWS::Serverless::StateMachine".
 */
export const undeclaredPlaceholder: Rule = {
  code: 'undeclared-placeholder',
  severity: 'warning',
  check({ machine, options }, report) {
    // In a text that is rendered nothing stays as it is.
    const users = (options.placeholders ?? []).filter(({ isRendered }) => !isRendered);
    if (users.length === 0) return;
    visitTexts(machine.node, (node) => {
      if (/^\s*\{%/.test(node.value)) return;
      for (const { 0: written, 1: name = '', index } of node.value.matchAll(PLACEHOLDER)) {
        const lacking = users.find(({ names }) => !names.has(name));
        if (!lacking) continue;
        const { machine: user, template } = lacking;
        report(
          node,
          phrase`${written} stays as it is: DefinitionSubstitutions of ${user} in ${template} does not say what it stands for.`,
          { part: { offset: index, length: written.length } },
        );
      }
    });
  },
};

const PLACEHOLDER = /\$\{([A-Za-z][\w.:-]*)\}/g;

/** Every text, names of members included. */
function visitTexts(node: SyntaxNode | ObjectNode, visit: (node: StringNode) => void): void {
  if (node.kind === 'string') visit(node);
  else if (node.kind === 'array') for (const item of node.items) visitTexts(item, visit);
  else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      visit(key);
      if (value) visitTexts(value, visit);
    }
  }
}
