/** Which bundle of translations belongs to a language. Whoever starts a process reads it; `phrase.ts` speaks with it. */
import type { Translations } from './phrase';

/** Names of files that may hold it, the closest first: of `de-CH` that of Switzerland, then German. English needs none. */
export function bundleNames(locale: string | undefined): string[] {
  const tag = /^[a-z]{2,3}(?:[-_][a-z\d]{2,8})*(?![a-z\d])/i
    .exec(locale ?? '')?.[0]
    .replaceAll('_', '-')
    .toLowerCase();
  if (tag === undefined || /^en(?:-|$)/.test(tag)) return [];
  const [language = tag] = tag.split('-');
  return [...new Set([tag, language])].map((each) => `bundle.l10n.${each}.json`);
}

/** What VS Code loads; undefined where it is none. */
export function readBundle(json: string): Translations | undefined {
  try {
    const bundle: unknown = JSON.parse(json);
    if (typeof bundle !== 'object' || bundle === null || Array.isArray(bundle)) return undefined;
    return Object.fromEntries(Object.entries(bundle).filter(([, words]) => typeof words === 'string'));
  } catch {
    return undefined;
  }
}
