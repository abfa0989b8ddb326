import { phrase } from '../../core/l10n/phrase';
import { TemplateFault } from './parse';

/** A pattern of a template; what may backtrack for years is refused. */
export function limitedRegExp(pattern: string, flags: string): RegExp {
  if (/[*+{][^]*[*+{]/.test(pattern.replaceAll(/\\[^]/g, '')))
    throw new TemplateFault(phrase`It uses the pattern ${pattern}, which has more than one repetition.`);
  try {
    return new RegExp(pattern, flags);
  } catch {
    throw new TemplateFault(phrase`It uses the pattern ${pattern}, which cannot be read.`);
  }
}
