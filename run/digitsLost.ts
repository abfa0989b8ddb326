import { languageOfFile, languageOfRuntime } from '../core/handlers';
import { losesDigits } from '../core/jsonText';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { FunctionSpec } from '../lambda/lambda';

/** What is to be said of an event whose numbers a handler in JavaScript reads otherwise; undefined where there are none. */
export function digitsLost({ name, runtime, file }: FunctionSpec, eventText: string): Phrase | undefined {
  const language = runtime === undefined ? languageOfFile(file) : languageOfRuntime(runtime);
  if (language !== 'node' || !losesDigits(eventText)) return undefined;
  return phrase`${name} is given a number with more digits than a number of JavaScript has: the handler reads it without the last ones, on AWS too. Give it as a text to keep them.`;
}
