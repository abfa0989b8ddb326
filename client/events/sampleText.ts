/** A sample event of the library as a text: the one that this function had before, with what was written into it. */
import { jsonText, prettyJsonText } from '../../core/jsonText';
import type { OwnEvent } from '../../events';
import type { EventSubject, EventText } from './choice';
import { freshSample } from './keptEvents';

/** @param own with what is known of the event, such as the name of the queue */
export function sampleText(own: OwnEvent, subject: EventSubject): EventText {
  const { fromReads, passedOn, isWhole, EVENT_SOURCES } = subject.events;
  // What the code reads may change: what was written into the sample stays the sample's.
  const id = sampleId(own);
  const made = (sample: { readonly seed: number; readonly now: number }): string => {
    const handed = passedOn(fromReads(own, subject.use), EVENT_SOURCES, {}, sample);
    return prettyJsonText('input' in handed ? handed.input : {});
  };
  let current = subject.kept.sample(id) ?? freshSample();
  subject.kept.keepSample(id, current);
  return {
    text: current.text ?? made(current),
    ...(isWhole(own) && { source: own.source }),
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
export function isEdited(own: OwnEvent, { kept }: EventSubject): boolean {
  return kept.sample(sampleId(own))?.text !== undefined;
}

function sampleId({ source, texts, handOver }: OwnEvent): string {
  const pairs = Object.entries(texts).map((pair) => pair.join('='));
  return [source, ...pairs, ...(handOver ? [jsonText({ ...handOver })] : [])].join('|');
}
