/** What the handler's own text tells of its event: the types it is declared with, the schemas it is held against, what it reads. */
import { phrase } from '../../../core/l10n/phrase';
import type { EventChoice, Offer } from '../choice';
import { isEdited, sampleText } from '../sampleText';

const MOST = 3;

export const likely: Offer = (subject) => {
  const { declared, events } = subject;
  const offered = new Set((declared?.triggers ?? []).map((trigger) => events.fromTrigger(trigger)?.source));
  // What is told by a trigger's own event tells nothing of others that look like it.
  const told = new Set(subject.likely.filter(({ source }) => offered.has(source)).map(({ why }) => String(why)));
  const choices = subject.likely
    .filter(({ source, why }) => !offered.has(source) && !told.has(String(why)))
    .slice(0, MOST)
    .map(({ why, ...own }): EventChoice => {
      const title = events.EVENT_SOURCES.find(({ name }) => name === own.source)!.title();
      return {
        label: title,
        description: [why, isEdited(own, subject) ? phrase`edited` : ''].filter(Boolean).join(' · '),
        icon: 'lightbulb',
        isRemembered: true,
        text: () => Promise.resolve(sampleText(own, subject)),
      };
    });
  return [{ title: phrase`As the handler is written`, choices }];
};
