/** What the function's own triggers would send, with the values that its deployment file gives them. */
import { phrase } from '../../../core/l10n/phrase';
import type { EventChoice, Offer } from '../choice';
import { isEdited, sampleText } from '../sampleText';

export const triggers: Offer = (subject) => {
  const { declared, events } = subject;
  const likely = subject.likely.map(({ source }) => source);
  const seen = new Set<string>();
  const choices = (declared?.triggers ?? []).flatMap((trigger): Ranked[] => {
    const own = events.fromTrigger(trigger);
    const source = own && events.EVENT_SOURCES.find((each) => each.name === own.source);
    const id = JSON.stringify(own);
    if (!own || !source || seen.has(id)) return [];
    seen.add(id);
    const words = [
      Object.values(own.texts).join(' '),
      trigger.name ?? '',
      isEdited(own, subject) ? phrase`edited` : '',
    ];
    const at = likely.indexOf(source.name);
    return [
      {
        rank: at < 0 ? likely.length : at,
        label: source.title(),
        description: words.filter(Boolean).join(' · '),
        icon: 'zap',
        text: () => Promise.resolve(sampleText(own, subject)),
      },
    ];
  });
  // Of several that one first which the handler is written for.
  return [{ title: phrase`Triggers`, choices: choices.sort((one, other) => one.rank - other.rank) }];
};

interface Ranked extends EventChoice {
  readonly rank: number;
}
