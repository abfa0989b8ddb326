import { phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

/** `require` or `module.exports` in an ES module. */
export const requireInModule: Explain = ({ error, cause }) => {
  const { message = '' } = failureOf({ error, cause });
  const [, name] =
    /^(?:ReferenceError: )?(require|module|exports|__dirname|__filename) is not defined in ES module scope/.exec(
      message,
    ) ?? [];
  if (name === undefined || error !== 'ReferenceError') return undefined;
  if (name.startsWith('__'))
    return { sentence: phrase`An ES module has import.meta.dirname and import.meta.filename instead of ${name}.` };
  return {
    sentence: phrase`The file is an ES module (.mjs, or "type": "module" in package.json), which has import and export instead of ${name}. Called .cjs it is CommonJS.`,
  };
};
