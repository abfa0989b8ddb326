/** A sample event of the library as a text: the one that this function had before, with what was written into it. */
import { prettyJsonText } from '../../core/jsonText';
import type { EventSource, Texts } from '../../events';
import type { EventSubject, EventText } from './choice';
import { freshSample } from './keptEvents';

/** @param texts what is known of the event, such as the name of the queue */
export function sampleText(source: EventSource, texts: Texts, subject: EventSubject): EventText {
  const id = sampleId(source.name, texts);
  const made = (sample: { readonly seed: number; readonly now: number }): string => {
    // What a template says may be nothing that the source can use.
    const event = [texts, {}].map((each) => subject.events.makeEvent(source, each, sample));
    const right = event.find((each) => 'event' in each);
    return prettyJsonText(right && 'event' in right ? right.event : {});
  };
  let current = subject.kept.sample(id) ?? freshSample();
  subject.kept.keepSample(id, current);
  return {
    text: current.text ?? made(current),
    source: source.name,
    renew: () => {
      current = freshSample();
      subject.kept.keepSample(id, current);
      return Promise.resolve(made(current));
    },
    keep: (text) => {
      const isAsMade = text.trim() === made(current).trim();
      subject.kept.keepSample(id, { seed: current.seed, now: current.now, ...(!isAsMade && { text }) });
    },
  };
}

/** Whether a person has changed the sample that this function gets. */
export function isEdited(source: string, texts: Texts, { kept }: EventSubject): boolean {
  return kept.sample(sampleId(source, texts))?.text !== undefined;
}

function sampleId(source: string, texts: Texts): string {
  return [source, ...Object.entries(texts).map((pair) => pair.join('='))].join('|');
}
