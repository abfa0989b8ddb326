/** States.Format: a template with `{}` for each value. */
import type { Json } from '../../json';
import { javaText } from '../javaText';
import { IntrinsicError } from './intrinsicError';

/** `\{`, `\}`, `\'` and `\\` stand for the characters themselves (measured). */
export function formatTemplate(template: string, values: readonly Json[]): string {
  let text = '';
  let used = 0;
  for (let index = 0; index < template.length; index++) {
    const character = template.charAt(index);
    const next = template.charAt(index + 1);
    if (character === '\\' && next !== '' && "'{}\\".includes(next)) {
      text += next;
      index++;
    } else if (character === '{') {
      if (next !== '}') throw unmatched('}', '{');
      if (used < values.length) text += javaText(values[used]!);
      used++;
      index++;
    } else if (character === '}') {
      throw unmatched('{', '}');
    } else {
      text += character;
    }
  }
  if (used === values.length) return text;
  throw new IntrinsicError();
}

function unmatched(missing: string, found: string): IntrinsicError {
  return new IntrinsicError(`Invalid template in States.Format: matching '${missing}' not found for '${found}'.`);
}
