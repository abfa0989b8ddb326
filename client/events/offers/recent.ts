/** What the function was run with before: written, out of the library, or a file from elsewhere. */
import { phrase } from '../../../core/l10n/phrase';
import { oneLine } from '../../inputPicker';
import type { EventChoice, Offer } from '../choice';
import { fileChoice } from './projectFiles';

export const recent: Offer = (subject) => {
  const { kept, files, events } = subject;
  const own = new Set(files.map(({ file }) => file));
  const choices = kept.recent().flatMap(({ text, file, source }): EventChoice[] => {
    if (file !== undefined) return own.has(file) ? [] : [fileChoice(file, subject)];
    // What was written into a sample stands at the sample.
    if (text === undefined || kept.isSample(text)) return [];
    const title = events.EVENT_SOURCES.find(({ name }) => name === source)?.title();
    return [
      {
        label: oneLine(text),
        ...(title !== undefined && { description: title }),
        icon: 'history',
        isRemembered: true,
        text: () => Promise.resolve({ text, ...(source !== undefined && { source }) }),
      },
    ];
  });
  return [{ title: phrase`Recent`, choices }];
};
