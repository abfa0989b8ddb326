/** Programs that layers bring to run beside a function. Source: Lambda, "Augment Lambda functions using Lambda extensions". */
import { listed } from '../../processes/versions/listed';
import { placesOf, type Mount } from './layer';

/** Their names: what stands in `/opt/extensions`. */
export function extensionsIn(mounts: readonly Mount[]): string[] {
  return [...new Set(placesOf('extensions', mounts).flatMap(listed))].filter((name) => !name.startsWith('.'));
}

/** For people. */
export function notStarted(names: readonly string[]): string {
  const which = names.length === 1 ? `the extension ${names[0]}` : `the extensions ${names.join(', ')}`;
  return `A layer brings ${which}. Extensions are not started here.`;
}
