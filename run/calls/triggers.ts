/**
 * Says what AWS would start because of what has happened in a run. Nothing is started: a run does what it was asked to do,
 * and a person who wants the rest has the command.
 */
import path from 'node:path';
import { shellWord } from '../../core/escape/shellWord';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { TriggerReading } from '../../core/triggers/handOver';
import { startedBy, type Occurrence } from '../../core/triggers/occurrence';
import { readTrigger } from '../../core/triggers/readTrigger';
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

interface Start {
  readonly name: string;
  readonly trigger: Trigger;
  readonly reading: TriggerReading;
  /** @param event the name of the sample */
  command(event: string): readonly string[];
}

/** Those of one run. Each is told of once. */
export class Triggers {
  private untold: readonly Start[] | undefined;

  constructor(private readonly around: TriggerSurroundings) {}

  happened(occurrence: Occurrence): void {
    this.untold ??= startsIn(this.around.project);
    if (this.untold.length > 0) this.around.background(this.tellOf(occurrence));
  }

  private async tellOf(occurrence: Occurrence): Promise<void> {
    const { takes } = await loadEvents();
    this.untold = this.untold?.filter((start) => !this.hasTold(start, startedBy(start, occurrence, takes), occurrence));
  }

  /** Whether it would be started; then it is told of. */
  private hasTold(start: Start, sample: ReturnType<typeof startedBy>, occurrence: Occurrence): boolean {
    if (!sample) return false;
    const values = Object.entries(sample.texts).filter(([, value]) => value.length <= LONGEST);
    const given = values.flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    const words = ['stepwise', ...start.command(sample.source), ...given].map(shellWord);
    this.around.tell(
      phrase`On AWS ${what(occurrence)} would start ${start.name}. Nothing is started here; to start it: ${words.join(' ')}`,
    );
    return true;
  }
}

function startsIn({ functions, machines, root }: TriggerSurroundings['project']): Start[] {
  const ofFunctions = functions.flatMap(({ name, triggers = [] }) =>
    triggers.map((trigger) => ({ name, trigger, command: (event: string) => ['invoke', name, '--event', event] })),
  );
  const ofMachines = machines.flatMap(({ name, file, triggers = [] }) =>
    triggers.map((trigger) => ({
      name,
      trigger,
      command: () => ['run', path.relative(root, file).split(path.sep).join('/'), '--as', nameOf(trigger, triggers)],
    })),
  );
  return [...ofFunctions, ...ofMachines].flatMap((start) => {
    const reading = readTrigger(start.trigger);
    return reading ? [{ ...start, reading }] : [];
  });
}

/** By which `--as` knows it: of several that are called alike, each has a number behind. */
function nameOf(trigger: Trigger, triggers: readonly Trigger[]): string {
  const upToIt = triggers.slice(0, triggers.indexOf(trigger) + 1);
  return namedStarts(upToIt).at(-1)?.name ?? trigger.type;
}

function what({ source, texts }: Occurrence): Phrase {
  const { bucket = '', key = '', event = '', queue = '', topic = '', 'detail-type': type = '' } = texts;
  const { table = '', stream = '' } = texts;
  switch (source) {
    case 's3':
      return phrase`${event} of "${key}" in ${bucket}`;
    case 'sqs':
      return phrase`a message in the queue ${queue}`;
    case 'sns':
      return phrase`a notification of the topic ${topic}`;
    case 'dynamodb':
      return phrase`a change to the table ${table}`;
    case 'kinesis':
      return phrase`a record in the stream ${stream}`;
    case 'eventbridge':
      return phrase`the event "${type}" of ${texts.source ?? ''}`;
  }
}
