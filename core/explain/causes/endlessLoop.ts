import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** A standard execution ends at so many events: most often it went round and round. */
export const endlessLoop: Explain = ({ cause, visit, earlier }) => {
  if (cause !== 'The execution reached the maximum number of history events (25000).' || !visit) return undefined;
  const round: string[] = [];
  let rounds = 0;
  for (const { state, envelope } of earlier()) {
    if (envelope.strand !== visit.envelope.strand) break;
    if (state === visit.state) rounds++;
    if (rounds === 0) round.unshift(state.name);
  }
  if (rounds < 3) return undefined;
  const states = [visit.state.name, ...round].map((name) => JSON.stringify(name)).join(', ');
  return {
    sentence: phrase`It went round and round: ${states}. A child execution for each part of the work has a history of its own: by startExecution, or a Distributed Map.`,
  };
};
