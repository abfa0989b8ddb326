/** What stands at the beginning of every text that was inferred. */
export const INFERRED = 'inferred';
