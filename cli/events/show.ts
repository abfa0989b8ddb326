import { phrase } from '../../core/l10n/phrase';
import { prettyJsonText } from '../../core/jsonText';
import type { EventSource } from '../../events';
import { EXIT } from '../io';
import type { Action } from './index';
import { readSeed, readTexts, sourceNamed } from './sampleOptions';

/** `stepwise events show NAME`: the event on standard output, what may be set on standard error. */
export const show: Action = (words, { options, events, refuse }, io) => {
  const [name, ...others] = words;
  if (name === undefined || others.length > 0)
    return refuse(phrase`Name one sample event: stepwise events show NAME ("stepwise events list" shows all).`);
  const source = sourceNamed(name, events);
  if ('problem' in source) return refuse(source.problem);
  const given = readTexts(options.set);
  if ('problem' in given) return refuse(given.problem);
  const seed = readSeed(options.seed);
  if ('problem' in seed) return refuse(seed.problem);
  const made = events.makeEvent(source, given.texts, seed);
  if ('problem' in made) return refuse(made.problem);
  io.data(prettyJsonText(made.event));
  // Where it is read by a person, not by a program.
  if (io.outIsTerminal) io.error(parametersOf(source));
  return EXIT.succeeded;
};

function parametersOf({ parameters, page }: EventSource): string {
  const rows = Object.entries(parameters).map(([name, { default: byDefault, says }]) => [
    `--set ${name}=${byDefault}`,
    says(),
  ]);
  const width = Math.max(0, ...rows.map(([usage]) => usage!.length));
  const lines = rows.map(([usage, words]) => `  ${usage!.padEnd(width)}  ${words}\n`).join('');
  return phrase`\nAs AWS describes it: ${page}\n${lines}`;
}
