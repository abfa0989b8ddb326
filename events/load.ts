/** Loads the library of sample events, which is a file of its own beside the programs. */
import { translationsInUse } from '../core/l10n/phrase';
import type * as library from './index';

export type Events = typeof library;

export async function loadEvents(): Promise<Events> {
  const events = await import('./index');
  // Its words are looked up in a copy of its own.
  events.useTranslations(translationsInUse());
  return events;
}
