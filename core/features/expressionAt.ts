/** Which expression language a place holds, and the piece of it that stands before the cursor. */
import type { Place } from './place';

export interface ExpressionPlace {
  readonly language: 'JSONPath' | 'JSONata';
  /** Source text of the string up to the cursor. */
  readonly before: string;
  /** Source text of the whole string, and where it begins. */
  readonly text: string;
  readonly start: number;
}

/** Undefined where the string at the place is no expression. */
export function expressionAt(place: Place, source: string, offset: number): ExpressionPlace | undefined {
  const { node, field, queryLanguage } = place;
  if (node?.kind !== 'string' || !field || node.property?.key === node) return undefined;
  const text = source.slice(node.span.start, node.span.end);
  const expression = { text, start: node.span.start, before: source.slice(node.span.start, offset) };
  if (queryLanguage === 'JSONata') {
    const inside = expression.before.includes('{%') && !expression.before.includes('%}');
    return field.jsonata && inside ? { ...expression, language: 'JSONata' } : undefined;
  }
  const isPath =
    field.value === 'path' ||
    field.value === 'referencePath' ||
    (field.value === 'payloadTemplate' && place.templateKey?.endsWith('.$') === true);
  return isPath ? { ...expression, language: 'JSONPath' } : undefined;
}

/** The name that covers the cursor, `$`, dots and all: `$states.context.Execution.Id`, `States.Format`, `$sum`. */
export function nameAround(expression: ExpressionPlace, offset: number): { text: string; start: number } | undefined {
  for (const match of expression.text.matchAll(/\$\$?(?:\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)?|States\.\w+/g)) {
    const start = expression.start + match.index;
    if (start <= offset && offset <= start + match[0].length) return { text: match[0], start };
  }
  return undefined;
}
