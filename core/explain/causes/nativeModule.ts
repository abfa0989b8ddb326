import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** A compiled module of another system, or of another Python. */
export const nativeModule: Explain = ({ facts: { native } }) =>
  native && {
    sentence: phrase`${native.file} is compiled for ${native.made}, and here is ${native.here}. Install its package anew here.`,
  };
