import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** The arguments of `lambda:invoke` for a Resource that is the function itself: the function gets them as its event. */
export const invokeAsEvent: Explain = ({ state, error }) => {
  const resource = state?.definition['Resource'];
  if (
    typeof resource !== 'string' ||
    !/^arn:[^:]*:lambda:[^:]*:[^:]*:function:/.test(resource) ||
    error.startsWith('States.')
  )
    return undefined;
  // What the state itself writes, not what happens to be in its input.
  const event = state?.definition['Parameters'] ?? state?.definition['Arguments'];
  if (
    !isJsonObject(event) ||
    !Object.hasOwn(event, 'FunctionName') ||
    !(Object.hasOwn(event, 'Payload') || Object.hasOwn(event, 'Payload.$'))
  )
    return undefined;
  return {
    sentence: phrase`The Resource is the function itself, so that its event is all of {"FunctionName": …, "Payload": …}. With "arn:aws:states:::lambda:invoke" as Resource it gets the Payload alone.`,
  };
};
