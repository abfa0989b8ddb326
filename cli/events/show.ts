import { phrase } from '../../core/l10n/phrase';
import { prettyJsonText } from '../../core/jsonText';
import type { EventSource } from '../../events';
import { EXIT } from '../io';
import type { Action } from './index';
import { isTriggerName, ownEventAt } from './ownTrigger';
import { makeSample, type Sample } from './sampleOptions';

/** `stepwise events show NAME`: the event on standard output, what may be set on standard error. */
export const show: Action = (words, { options, events, refuse }, io) => {
  const [name, ...others] = words;
  const made = sampleAsked();
  if ('problem' in made) return refuse(made.problem);
  io.data(prettyJsonText(made.event));
  for (const note of made.notes) io.error(`${note}\n`);
  // Where it is read by a person, not by a program.
  if (io.outIsTerminal) io.error(parametersOf(made.source));
  return EXIT.succeeded;

  function sampleAsked(): Sample | { readonly problem: string } {
    if (options.from !== undefined) {
      if (name === undefined) return ofTrigger(options.from);
      return { problem: phrase`Name a sample event or --from, not both: "${name}".` };
    }
    if (name === undefined || others.length > 0)
      return { problem: phrase`Name one sample event: stepwise events show NAME ("stepwise events list" shows all).` };
    return isTriggerName(name) ? ofTrigger(name) : makeSample(name, options, events);
  }

  function ofTrigger(from: string): Sample | { readonly problem: string } {
    const found = ownEventAt(from, events, io);
    if ('problem' in found) return found;
    return makeSample(found.own, { ...options, use: found.use }, events);
  }
};

function parametersOf({ parameters, page }: EventSource): string {
  const rows = Object.entries(parameters).map(([name, { default: byDefault, says }]) => [
    `${name}=${byDefault}`,
    says(),
  ]);
  const width = Math.max(0, ...rows.map(([usage]) => usage!.length));
  const lines = rows.map(([usage, words]) => `  ${usage!.padEnd(width)}  ${words}\n`).join('');
  const what = lines === '' ? '' : phrase`With --set:\n${lines}`;
  return phrase`\nAs AWS describes it: ${page}\n${what}`;
}
