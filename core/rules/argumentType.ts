import { fitsShape } from '../catalog/services/fitsShape';
import { takesPlainText } from '../catalog/services/leniency';
import type { Shape } from '../catalog/services/serviceTable';
import { argumentValues, serviceCalls } from '../facts/serviceArguments';
import { phrase, type Phrase } from '../l10n/phrase';
import type { SyntaxNode } from '../syntax/tree';
import { reportComputedArguments } from './computedArgument';
import { nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

/**
 * The service’s model has another type for this argument, or other values: the call would fail. Of values that are only known in
 * a run those are told that are always of another type; what only a deployment knows is not looked at, nor texts that hold a number where one is asked for.
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
      reportComputedArguments(context, call, typeWords, report);
    }
  },
};

/** So many values can be read in a message. */
const FEW = 8;

function fits(node: SyntaxNode, shape: Shape): boolean {
  if (node.kind === 'null' || node.kind === 'placeholder') return true;
  const isWhole = shape.kind === 'integer' || shape.kind === 'long';
  if (isWhole && node.kind === 'number' && !Number.isInteger(node.value)) return false;
  return fitsShape(node.kind, node.kind === 'string' ? node.value : '', shape);
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
