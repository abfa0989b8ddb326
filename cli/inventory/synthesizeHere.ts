import { phrase } from '../../core/l10n/phrase';
import { cdkApps, filesOnDisk } from '../../project';
import { allowedByFlags, synthesize } from '../../run';
import { consentsOf } from '../consentOptions';
import type { Io } from '../io';
import { fromHandler } from '../words';
import { meantFolder } from './readInventory';

/**
 * Runs the CDK apps of the project that a command line means; its flag is the consent. What an app prints goes to standard
 * error as it is.
 *
 * @returns why that failed
 */
export async function synthesizeHere(flags: { readonly project?: string }, io: Io): Promise<string | undefined> {
  const place = meantFolder(flags, io);
  if ('problem' in place) return place.problem;
  const files = filesOnDisk();
  const apps = cdkApps(place.folder, files);
  if (apps.length === 0) return phrase`There is no CDK app in ${place.folder}.`;
  const allowed = allowedByFlags({ synthesize: true });
  if ('problem' in allowed) return allowed.problem;
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort());
  try {
    for (const folder of apps) {
      const made = await synthesize({
        folder,
        files,
        consents: consentsOf(allowed, folder, io),
        onOutput: (text) => io.error(fromHandler(text, io.colours)),
        signal: abort.signal,
      });
      if (made.problem !== undefined) return apps.length === 1 ? made.problem : `${folder}: ${made.problem}`;
      io.error(phrase`The app in ${folder} was synthesized into ${made.folder}.\n`);
    }
    return undefined;
  } finally {
    stopListening();
  }
}
