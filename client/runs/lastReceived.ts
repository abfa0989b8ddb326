/** What a function was given in the latest runs of workflows that called it. */
import { receivedBy } from '../../core/history/receivedEvents';
import { phrase } from '../../core/l10n/phrase';
import { MASKED } from '../../core/mask';
import type { ClientContext } from '../clientContext';
import { contentOf } from './runContent';
import { momentText } from './runWords';

/** Runs that are looked into: each may have to be read from its file, while a person waits for a list. */
const MOST_RUNS = 3;
const MOST = 3;

export interface Received {
  /** JSON. */
  readonly text: string;
  readonly when: string;
}

/**
 * @param names by which a state may call it
 * @returns the newest first, each once
 */
export async function lastReceived(
  { runs, server }: Pick<ClientContext, 'runs' | 'server'>,
  names: readonly string[],
): Promise<Received[]> {
  const latest = runs.all().slice(0, MOST_RUNS);
  const contents = await Promise.all(latest.map((run) => contentOf(runs, server, run)));
  const found = latest.flatMap((run, index) => {
    const content = contents[index]!;
    if (typeof content === 'string') return [];
    const when = phrase`in the run of ${run.name} of ${momentText(run.startedAt)}`;
    return content.events.all
      .flatMap((event) => ('event' in event ? receivedBy(event.event, names).map((text) => ({ text, when })) : []))
      .reverse();
  });
  return found
    .filter(({ text }, index) => !text.includes(MASKED) && found.findIndex((each) => each.text === text) === index)
    .slice(0, MOST);
}
