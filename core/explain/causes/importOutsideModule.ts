import { phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

/** `import` in a file that Node.js reads as CommonJS. */
export const importOutsideModule: Explain = ({ error, cause }) => {
  const { message = '' } = failureOf({ error, cause });
  if (
    error !== 'Runtime.UserCodeSyntaxError' ||
    !/Cannot use import statement outside a module|Unexpected token 'export'/.test(message)
  )
    return undefined;
  return {
    sentence: phrase`Node.js reads a .js file as CommonJS. It is an ES module if it is called .mjs, or if the nearest package.json says "type": "module".`,
  };
};
