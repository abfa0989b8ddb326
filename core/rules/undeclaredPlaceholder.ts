import { phrase } from '../l10n/phrase';
import { isDeployTime } from '../syntax/value';
import type { ObjectNode, StringNode, SyntaxNode } from '../syntax/tree';
import type { Rule } from './rule';

/**
 * The template that uses this file, or holds this definition, gives no text for the placeholder, so it stays as it stands:
 * `${OrderTable}` is then the name of the table. Looked at where every such template is known; in `{% … %}` nothing is taken for a
 * placeholder.
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
        const message =
          template === undefined
            ? phrase`${written} stays as it is: this text is in no Fn::Sub, and DefinitionSubstitutions of ${user} does not say what it stands for.`
            : phrase`${written} stays as it is: DefinitionSubstitutions of ${user} in ${template} does not say what it stands for.`;
        report(node, message, { part: { offset: index, length: written.length } });
      }
    });
  },
};

const PLACEHOLDER = /\$\{([A-Za-z][\w.:-]*)\}/g;

/** Every text, names of members included; not what the template's own functions make. */
function visitTexts(node: SyntaxNode | ObjectNode, visit: (node: StringNode) => void): void {
  if (node.kind === 'string') {
    if (node.sub === undefined) visit(node);
  } else if (node.kind === 'object' && isDeployTime(node)) return;
  else if (node.kind === 'array') for (const item of node.items) visitTexts(item, visit);
  else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      visit(key);
      if (value) visitTexts(value, visit);
    }
  }
}
