/**
 * Says what AWS would start because of what has happened in a run. Nothing is started: a run does what it was asked to do,
 * and a person who wants the rest has the command.
 */
import path from 'node:path';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { startedBy, type Occurrence } from '../../core/triggers/occurrence';
import { namedStarts } from '../../core/triggers/starts';
import { loadEvents } from '../../events/load';
import type { Project, Trigger } from '../../project';

/** Characters of a value that a command can be read with. */
const LONGEST = 300;

export interface TriggerSurroundings {
  readonly project: Pick<Project, 'functions' | 'machines' | 'root'>;
  tell(sentence: Phrase): void;
  /** The run ends when it has. */
  background(work: Promise<unknown>): void;
}

/** Those of one run. Each is told of once. */
export class Triggers {
  private readonly told = new Set<Trigger>();

  constructor(private readonly around: TriggerSurroundings) {}

  happened(occurrence: Occurrence): void {
    this.around.background(this.tellOf(occurrence));
  }

  private async tellOf(occurrence: Occurrence): Promise<void> {
    const { project, tell } = this.around;
    const starters = [
      ...project.functions.map(({ name, triggers = [] }) => ({ name, triggers, command: () => ['invoke', name] })),
      ...project.machines.map(({ name, file, triggers = [] }) => ({
        name,
        triggers,
        command: () => ['run', path.relative(project.root, file)],
      })),
    ].filter(({ triggers }) => triggers.length > 0);
    if (starters.length === 0) return;
    const { takes } = await loadEvents();
    for (const { name, triggers, command } of starters) {
      for (const trigger of triggers.filter((each) => !this.told.has(each))) {
        const sample = startedBy(trigger, occurrence, takes);
        if (!sample) continue;
        this.told.add(trigger);
        const call = command();
        const own = namedStarts([trigger])[0]?.name;
        const how = call[0] === 'run' ? ['--as', own ?? trigger.type] : ['--event', sample.source];
        const values = Object.entries(sample.texts).filter(
          ([, value]) => value.length <= LONGEST && !value.includes("'"),
        );
        const words = [
          'stepwise',
          ...call,
          ...how,
          ...values.flatMap(([key, value]) => ['--set', shellWord(`${key}=${value}`)]),
        ];
        tell(
          phrase`On AWS ${what(occurrence)} would start ${name}. Nothing is started here; to start it: ${words.join(' ')}`,
        );
      }
    }
  }
}

function what({ source, texts }: Occurrence): Phrase {
  const { bucket = '', key = '', event = '', queue = '', topic = '', 'detail-type': type = '' } = texts;
  switch (source) {
    case 's3':
      return phrase`${event} of "${key}" in ${bucket}`;
    case 'sqs':
      return phrase`a message in the queue ${queue}`;
    case 'sns':
      return phrase`a notification of the topic ${topic}`;
    case 'eventbridge':
      return phrase`the event "${type}" of ${texts.source ?? ''}`;
  }
}

function shellWord(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text}'`;
}
