/** The library: a sample event of each service that calls handlers. */
import { phrase } from '../../../core/l10n/phrase';
import type { EventSource, OwnEvent } from '../../../events';
import type { ChoiceGroup, EventChoice, Offer } from '../choice';
import { isEdited, sampleText } from '../sampleText';

export const library: Offer = (subject) => {
  const { EVENT_SOURCES } = subject.events;
  const services = [...new Set(EVENT_SOURCES.map(({ service }) => service))];
  const byService = services.map((each) => [each, EVENT_SOURCES.filter(({ service }) => service === each)] as const);
  const several = byService.filter(([, sources]) => sources.length > 1);
  const others = byService.flatMap(([, sources]) => (sources.length === 1 ? sources : []));
  return [
    ...several.map(([service, sources]) => groupOf(phrase`Sample events: ${service}`, sources)),
    groupOf(phrase`Sample events: other services`, others),
  ];

  function groupOf(title: ChoiceGroup['title'], sources: readonly EventSource[]): ChoiceGroup {
    return { title, choices: sources.map(choiceOf) };
  }

  function choiceOf(source: EventSource): EventChoice {
    const words = [source.name, isEdited(of(source), subject) ? phrase`edited` : ''];
    return {
      label: source.title(),
      description: words.filter(Boolean).join(' · '),
      icon: 'library',
      isRemembered: true,
      text: () => Promise.resolve(sampleText(of(source), subject)),
    };
  }
};

const of = ({ name }: EventSource): OwnEvent => ({ source: name, texts: {} });
