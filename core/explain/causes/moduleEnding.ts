import { phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

/** An import of a file of one's own without its ending, which modules of ECMAScript must name. */
export const moduleEnding: Explain = ({ error, cause }) => {
  if (error !== 'Runtime.ImportModuleError') return undefined;
  const { message = '' } = failureOf({ error, cause });
  const [, file] = /Cannot find module '(\/[^']+|[A-Za-z]:[\\/][^']+)' imported from /.exec(message) ?? [];
  if (file === undefined || /\.[cm]?[jt]sx?$|\.json$/.test(file) || file.includes('node_modules')) return undefined;
  const name = file.replace(/^.*[\\/]/, '');
  return {
    sentence: phrase`In an ES module an import names the file with its ending: ./${name}.js or ./${name}.mjs, and ./${name}/index.js for a folder.`,
  };
};
