/** What a shell may offer where a sample event, its parameters or its source are written. */
import { loadEvents } from '../../events/load';
import type { OwnCompletion } from '../commands';
import type { Candidates } from '../completion/candidates';

const FILES: Candidates = { words: [], isFile: true };

export const ofEvents: OwnCompletion = async ({ option, before }) => {
  const [action, name] = before;
  if (option === 'source') return sources();
  if (option === 'set') return parameters(name);
  if (option !== undefined) return undefined;
  if (action === 'show' && before.length === 1) return sources();
  return action === 'check' || action === 'import' ? FILES : undefined;
};

/** `stepwise invoke`: the event may be a file too. */
export const ofInvoke: OwnCompletion = async ({ option, before }) => {
  if (option === 'event') return { ...(await sources()), isFile: true };
  return option === 'set' ? parameters(before[before.indexOf('--event') + 1]) : undefined;
};

async function sources(): Promise<Candidates> {
  const { EVENT_SOURCES } = await loadEvents();
  return { words: EVENT_SOURCES.map(({ name, title }) => ({ word: name, help: title() })), isFile: false };
}

async function parameters(name: string | undefined): Promise<Candidates> {
  const { EVENT_SOURCES } = await loadEvents();
  const known = EVENT_SOURCES.find((each) => each.name === name)?.parameters ?? {};
  return {
    words: Object.entries(known).map(([word, { says }]) => ({ word: `${word}=`, help: says() })),
    isFile: false,
  };
}
