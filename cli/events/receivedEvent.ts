/** What a function was given last in a run whose history was saved: by `--history`, by the editor, or by AWS. */
import { receivedBy } from '../../core/history/receivedEvents';
import { phrase } from '../../core/l10n/phrase';
import { MASKED } from '../../core/mask';
import { readHistory } from '../../run';
import type { Io } from '../io';
import { nameOf, readText } from '../readText';

/** @param names by which a state may call the function @returns JSON text */
export async function receivedEvent(
  file: string,
  [name = '', ...others]: readonly string[],
  io: Io,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (file === '') return { problem: phrase`Name the file of a history: history:FILE.` };
  const read = await readText(file, io);
  if ('problem' in read) return read;
  const history = readHistory(read.text);
  if ('problem' in history) return { problem: phrase`${nameOf(file)} is not a history: ${history.problem}` };
  const names = [name, ...others];
  const all = [history, ...(history.childExecutions ?? [])].flatMap(({ events }) =>
    events.flatMap((event) => receivedBy(event, names).map((text) => ({ text, at: Date.parse(event.timestamp) }))),
  );
  const last = all
    .filter(({ text }) => !text.includes(MASKED))
    .toSorted((one, other) => one.at - other.at)
    .at(-1);
  return (
    last ?? {
      problem: phrase`${name} was not called in the run of ${nameOf(file)}, or what it was given is not in it.`,
    }
  );
}
