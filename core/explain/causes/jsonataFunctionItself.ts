import { JSONATA_FUNCTION_BY_NAME } from '../../catalog/jsonataFunctions';
import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';

const WRONG =
  /^The JSONata expression '\$(\w+)' specified for the field '[^']*' returned an unsupported result type\.$/;

/** `$now` without brackets is the function, and not the moment. */
export const jsonataFunctionItself: Explain = (failure) => {
  const [, name] = WRONG.exec(bareCause(failure.cause)) ?? [];
  if (name === undefined || !JSONATA_FUNCTION_BY_NAME.has(name)) return undefined;
  const needsNothing = ['now', 'millis', 'uuid', 'random'].includes(name);
  const right = needsNothing ? `$${name}()` : `$${name}(…)`;
  return {
    sentence: phrase`${`$${name}`} is the function itself. Brackets call it: ${right}.`,
    ...(needsNothing ? replacingExpression(failure.state, `$${name}`, right) : {}),
  };
};
