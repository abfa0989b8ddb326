/** The language that a process of ours speaks: its translations lie in `l10n/`, beside the folder of its bundle. */
import path from 'node:path';
import { bundleNames, readBundle } from '../core/l10n/bundle';
import { useTranslations } from '../core/l10n/phrase';
import { readTextFile } from './readRegularFile';

/**
 * From here on texts are said in the language of a locale, as far as there are translations.
 * @param locale as editors give it (`de-CH`) or a system (`de_CH.UTF-8`)
 */
export function speak(locale: string | undefined, folder = path.join(__dirname, '..', 'l10n')): void {
  for (const name of bundleNames(locale)) {
    const { text } = readTextFile(path.join(folder, name));
    const translations = text === undefined ? undefined : readBundle(text);
    if (translations) return useTranslations(translations);
  }
  useTranslations(undefined);
}

/** The locale of messages in a system's environment, as POSIX has it ("Environment Variables", 8.2). */
export function localeOfEnvironment(env: { readonly [name: string]: string | undefined }): string | undefined {
  return env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
}
