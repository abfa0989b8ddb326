/** A value that only a deployment knows, as a person is asked for it. */
export interface AskedValue {
  /** `KIND:NAME`. */
  readonly key: string;
  /** The likeliest first. */
  readonly suggestions?: readonly string[];
  readonly isSecret?: boolean;
}

/** The likeliest by key, else an empty text. */
export function suggestedValues(values: readonly AskedValue[]): { readonly [key: string]: string } {
  return Object.fromEntries(
    values.map(({ key, suggestions, isSecret }) => [
      key,
      isSecret ? `\${env:${variableFor(key)}}` : (suggestions?.[0] ?? ''),
    ]),
  );
}

/** A secret comes from the environment: no file keeps it. */
function variableFor(key: string): string {
  return key
    .slice(key.indexOf(':') + 1)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}
