import { takesPlainText } from '../catalog/services/leniency';
import type { Shape } from '../catalog/services/serviceTable';
import { argumentValues, serviceCalls } from '../facts/serviceArguments';
import { phrase, type Phrase } from '../l10n/phrase';
import type { SyntaxNode } from '../syntax/tree';
import { nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

/**
 * The service’s model has another type for this argument, or other values: the call would fail. Values that are only known in
 * a run or at deployment are not looked at, nor texts that hold a number where one is asked for.
 *
 * Source: AWS’s models, on the day that is named.
 */
export const argumentType: Rule = {
  code: 'argument-type',
  severity: 'warning',
  check(context, report) {
    const { services } = context.options;
    for (const call of serviceCalls(context, services)) {
      for (const { node, shape, name, isItem } of argumentValues(call)) {
        if (name === '') continue;
        if (!fits(node, shape) && !(node.kind === 'string' && takesPlainText(node.value, shape, call.called))) {
          const words = typeWords(shape);
          report(node, isItem ? phrase`An item of "${name}" must be ${words}.` : phrase`"${name}" must be ${words}.`);
        } else if (shape.kind === 'enum' && node.kind === 'string' && !shape.values.includes(node.value)) {
          const near = nearestName(node.value, shape.values);
          const values =
            near === undefined && shape.values.length <= FEW ? phrase` One of ${shape.values.join(', ')}.` : '';
          const words = call.called.isOwn
            ? phrase`"${node.value}" is not a valid value of "${name}".${suggestionText(near)}${values}`
            : phrase`"${node.value}" is not a valid value of "${name}" in AWS’s models of ${services!.date}.${suggestionText(near)}${values}`;
          report(node, words, { data: { suggestion: near } });
        }
      }
    }
  },
};

/** So many values can be read in a message. */
const FEW = 8;

/** Where AWS may still make the one of the other, it fits. */
function fits(node: SyntaxNode, shape: Shape): boolean {
  if (node.kind === 'null' || node.kind === 'placeholder') return true;
  switch (shape.kind) {
    case 'structure':
    case 'map':
      return node.kind === 'object';
    case 'list':
      return node.kind === 'array';
    case 'string':
      // JSON becomes its text: `Detail` of an event, `Output` of a task.
      return node.kind === 'string' || node.kind === 'object' || node.kind === 'array';
    case 'enum':
      return node.kind === 'string';
    case 'integer':
    case 'long':
      return node.kind === 'number' ? Number.isInteger(node.value) : isNumericText(node);
    case 'float':
    case 'double':
      return node.kind === 'number' || isNumericText(node);
    case 'boolean':
      return node.kind === 'boolean' || (node.kind === 'string' && /^(true|false)$/i.test(node.value));
    case 'timestamp':
      return node.kind === 'string' || node.kind === 'number';
    case 'blob':
    case 'document':
      return true;
  }
}

function isNumericText(node: SyntaxNode): boolean {
  return node.kind === 'string' && node.value.trim() !== '' && !Number.isNaN(Number(node.value));
}

function typeWords({ kind }: Shape): Phrase {
  switch (kind) {
    case 'structure':
    case 'map':
      return phrase`an object`;
    case 'list':
      return phrase`a list`;
    case 'integer':
    case 'long':
      return phrase`a whole number`;
    case 'float':
    case 'double':
      return phrase`a number`;
    case 'boolean':
      return phrase`true or false`;
    case 'timestamp':
      return phrase`a timestamp`;
    default:
      return phrase`a text`;
  }
}
