/** `--state-configuration`: what a test is told of the attempts and the items before it. */
import type { TestStateRequest } from '../../core/interpreter/testState';
import { isJsonObject } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';

const CONFIGURATION = {
  retrierRetryCount: 'number',
  mapIterationFailureCount: 'number',
  errorCausedByState: 'text',
  mapItemReaderData: 'JSON',
} as const;

/** @param text JSON */
export function readStateConfiguration(
  text: string | undefined,
): TestStateRequest['stateConfiguration'] | { readonly problem: string } {
  if (text === undefined) return undefined;
  const value = jsonValue(text);
  if (!isJsonObject(value as JsonObject)) return { problem: phrase`--state-configuration must be a JSON object.` };
  const configuration: { [name: string]: unknown } = {};
  for (const [name, content] of Object.entries(value as JsonObject)) {
    const names = Object.keys(CONFIGURATION);
    if (!Object.hasOwn(CONFIGURATION, name)) {
      const nearest = nearestName(name, names);
      const known = nearest === undefined ? phrase`It has ${names.join(', ')}.` : phrase`Did you mean "${nearest}"?`;
      return { problem: phrase`--state-configuration has no "${name}". ${known}` };
    }
    const type = CONFIGURATION[name as keyof typeof CONFIGURATION];
    const isCount = typeof content === 'number' && Number.isInteger(content) && content >= 0;
    if (type === 'number' && !isCount)
      return { problem: phrase`${name} in --state-configuration must be a whole number, 0 or more.` };
    if (type === 'text' && typeof content !== 'string')
      return { problem: phrase`${name} in --state-configuration must be a string.` };
    // The API wants a text of JSON; a list is what people write.
    configuration[name] = type === 'JSON' && typeof content !== 'string' ? jsonText(content) : content;
  }
  return configuration;
}
