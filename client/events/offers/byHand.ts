/** What a person writes or has elsewhere. */
import { phrase } from '../../../core/l10n/phrase';
import { chooseFile } from '../../inputPicker';
import type { EventChoice, Offer } from '../choice';
import { textOfFile } from './projectFiles';

export const byHand: Offer = ({ kept, events }) => {
  const choices: EventChoice[] = [
    {
      label: phrase`Write an event…`,
      description: phrase`as a JSON document`,
      icon: 'edit',
      isDraft: true,
      isRemembered: true,
      text: () => Promise.resolve({ text: kept.recent().find(({ text }) => text !== undefined)?.text ?? '{}' }),
    },
    {
      label: phrase`Choose a file…`,
      icon: 'folder-opened',
      isRemembered: true,
      text: async () => {
        const chosen = await chooseFile();
        if (chosen === 'again') return undefined;
        return textOfFile(chosen.inputFile, events);
      },
    },
    {
      label: '{}',
      description: phrase`an empty object`,
      icon: 'bracket',
      text: () => Promise.resolve({ text: '{}' }),
    },
  ];
  return [{ title: phrase`Other`, choices }];
};
