/** `stepwise events`: sample events of all that starts a handler. */
import { phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import { loadEvents, type Events } from '../../events/load';
import { readCommandLine, refuse } from '../commandLine';
import type { Io } from '../io';
import { optionsHelp } from '../options';
import { checkEvents } from './checkEvents';
import { importEvent } from './importEvent';
import { list } from './list';
import { OPTIONS, type EventOptions } from './options';
import { show } from './show';

export { OPTIONS } from './options';

const usage =
  (): string => phrase`stepwise events list                    shows what the project's triggers send, its files, and samples of all that can start a handler
stepwise events show NAME [options]     makes a sample event
stepwise events show --from FILE#FUNCTION/EVENT   makes what a trigger of a function or machine sends
stepwise events check FILE… [options]   says what is wrong with events
stepwise events import FILE|- [options]   takes the event out of a line of a log

An event goes to standard output, for a file or a pipe: stepwise events show sqs --set body=hello > event.json

${optionsHelp(OPTIONS)}

Exit codes: 0 done, 1 an event has errors, 2 could not be done.
`;

/** What each does with its words; `refuse` says why it does not. */
export type Action = (
  words: readonly string[],
  asked: { readonly options: EventOptions; readonly events: Events; readonly refuse: (problem: string) => number },
  io: Io,
) => number | Promise<number>;

export const ACTIONS: { readonly [name: string]: Action } = {
  list,
  show,
  check: checkEvents,
  import: importEvent,
};

export async function events(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'events', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  const [name = 'list', ...words] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  const say = (problem: string): number => refuse('events', problem, io);
  if (!action) {
    const names = Object.keys(ACTIONS);
    const nearest = nearestName(name, names);
    return say(
      nearest === undefined
        ? phrase`The action must be one of ${names.join(', ')}, not "${name}".`
        : phrase`The action must be one of ${names.join(', ')}. Did you mean "${nearest}"?`,
    );
  }
  return action(words, { options, events: await loadEvents(), refuse: say }, io);
}
