/** An expression of JSONata that gave a value of another type than its field takes, out of AWS's sentence. */
import type { Json } from '../json';
import { parsedJson } from '../jsonText';
import type { Failure } from './explanation';
import { bareCause } from './missing';

export interface WrongType {
  readonly expression: string;
  readonly field: string;
  readonly expected: string;
  readonly value: Json;
}

const WRONG =
  /^The JSONata expression '([\s\S]+)' specified for the field '([^']*)' returned an unexpected result type\. Expected '(\w+)', but was '\w+' for value: ([\s\S]*)$/;

export function wrongTypeIn({ cause }: Pick<Failure, 'cause'>): WrongType | undefined {
  const [, expression, field, expected, text] = WRONG.exec(bareCause(cause)) ?? [];
  const value = parsedJson(text);
  if (expression === undefined || field === undefined || expected === undefined || value === undefined)
    return undefined;
  return { expression, field, expected, value };
}

/** Whether an expression selects among several: what a sequence of JSONata's comes from. */
export function selects(expression: string): boolean {
  return (
    /\[(?!\s*-?\d*\s*\])[^\]]*\]/.test(expression.replace(/^\s*\[/, '')) ||
    /\.\*$|\$(?:map|filter|distinct)\s*\(/.test(expression)
  );
}
