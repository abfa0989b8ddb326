import { phrase } from '../l10n/phrase';

export { nearestName } from '../nearestName';

/** The question to add behind a message, with a leading blank; empty without a suggestion. */
export function suggestionText(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : phrase` Did you mean "${suggestion}"?`;
}

/** The one name that begins with the same word: `QueryParameters` for `Querystring`. Undefined where several do, or none. */
export function nameOfSameWord(name: string, candidates: Iterable<string>): string | undefined {
  const found = [...candidates].filter((candidate) => {
    const [word = ''] = /^[A-Z][a-z]{3,}(?=[A-Z]|$)/.exec(candidate) ?? [];
    return word !== '' && name.toLowerCase().startsWith(word.toLowerCase());
  });
  return found.length === 1 ? found[0] : undefined;
}
