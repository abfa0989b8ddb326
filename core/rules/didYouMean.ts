import { phrase } from '../l10n/phrase';

export { nearestName } from '../nearestName';

/** The question to add behind a message, with a leading blank; empty without a suggestion. */
export function suggestionText(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : phrase` Did you mean "${suggestion}"?`;
}
