import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** A package that is not installed here, and how to install it. */
export const moduleInstall: Explain = ({ facts: { install } }) => {
  if (!install) return undefined;
  const { name, command, isSupplied, upTo } = install;
  if (upTo !== undefined) {
    return {
      sentence: phrase`Lambda supplies ${name} up to ${upTo} only. Use the clients of version 3 (@aws-sdk/client-…), or add it to the function: ${command}`,
    };
  }
  return {
    sentence: isSupplied
      ? phrase`Lambda supplies ${name} on AWS; to run here, install it: ${command}`
      : phrase`${name} is not installed. To install what the project names: ${command}`,
  };
};
