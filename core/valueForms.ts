/** What values that people write must be besides their type: in stepwise.json, the editor's settings, a launch configuration. */
import { phrase, type Phrase } from './l10n/phrase';

export interface ValueForm<Value> {
  fits(value: Value): boolean;
  /** Behind "must be". */
  like(): Phrase;
}

/** Of a service that answers in AWS's place. */
export const HTTP_URL: ValueForm<string> = {
  fits: (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
  like: () => phrase`a URL such as http://localhost:4566`,
};

export const REGION: ValueForm<string> = {
  fits: (text) => /^[a-z]+(-[a-z]+)+-\d+$/.test(text),
  like: () => phrase`a region, such as us-east-1`,
};

export const WHOLE_NUMBER_FROM_1: ValueForm<number> = {
  fits: (number) => Number.isSafeInteger(number) && number >= 1,
  like: () => phrase`a whole number from 1`,
};
