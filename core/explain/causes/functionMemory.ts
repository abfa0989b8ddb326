import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** It held more memory than the function may: AWS's words are those of any process that was killed. */
export const functionMemory: Explain = ({ error, facts }) => {
  const { memory } = facts;
  if (error !== 'Runtime.ExitError' || !memory) return undefined;
  return {
    sentence: phrase`It took ${memory.usedMb} MB of memory, and the function's MemorySize is ${memory.sizeMb} MB.`,
  };
};
