export { nearestName } from '../nearestName';

/** The question to add behind a message, with a leading blank; empty without a suggestion. */
export function suggestionText(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
}
