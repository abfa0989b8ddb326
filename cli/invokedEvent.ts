/** The event of `stepwise invoke`: given, a sample, what a state passes, or what the function is written for. */
import path from 'node:path';
import { eventUse, readsOfEvent, type HandlerCode } from '../core/handlers/dataReads';
import type { Json } from '../core/json';
import { jsonText, jsonValue } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import { loadEvents, type Events } from '../events/load';
import type { FunctionSpec } from '../lambda/lambda';
import { filesOnDisk, handlerCode } from '../project';
import type { Project, ProjectFunction, Trigger } from '../project';
import { passedByState, passedToFunction } from '../run';
import { isTriggerName, ownEventAt } from './events/ownTrigger';
import { receivedEvent } from './events/receivedEvent';
import { isSourceName, makeSample, readSeed, type Sample } from './events/sampleOptions';
import type { Io } from './io';
import { projectEvents, type ProjectEvent } from './events/projectEvents';
import { isWrittenJson, readJsonText } from './readText';

/** A function as it is invoked. */
export interface FoundFunction {
  readonly declared: ProjectFunction;
  readonly spec: FunctionSpec;
  readonly project: Project;
  /** What of it has to do with the function. */
  readonly concerned: Project;
}

/** The text of an event, and what its caller would do with an answer, where it is a sample. */
export interface InvokedEvent {
  readonly text: string;
  readonly judge?: (answer: string) => string | undefined;
  /** What the caller would do where the handler fails, in lines. */
  readonly judgeFailure?: (error: { readonly errorType: string; readonly errorMessage: string }) => string | undefined;
}

/** How a sample is asked for. */
interface SampleOptions {
  readonly set?: readonly string[];
  readonly seed?: string;
}

/** What `--event` says. */
export async function readEvent(
  { event: written = '{}', set, seed }: SampleOptions & { readonly event?: string },
  found: FoundFunction,
  io: Io,
): Promise<InvokedEvent | { readonly problem: string }> {
  if (written === '') return likelyEvent(found, { set, seed }, io);
  if (written.startsWith(OF_A_STATE)) return passedEvent(written.slice(OF_A_STATE.length), { set, seed }, found, io);
  if (written.startsWith(OF_A_HISTORY)) {
    if ((set ?? seed) !== undefined)
      return { problem: phrase`--set and --seed are for sample events, not for what a function was given.` };
    return receivedEvent(written.slice(OF_A_HISTORY.length), [found.declared.name, ...found.declared.names], io);
  }
  const isFile = written === '-' || isWrittenJson(written) || filesOnDisk().isFile(path.resolve(io.cwd, written));
  const events = isFile ? undefined : await loadEvents();
  const isSample = events?.EVENT_SOURCES.some(({ name }) => name === written);
  const own =
    events && !isSample ? projectEvents(found.project, events, io.cwd).find(({ name }) => name === written) : undefined;
  const isTrigger = events && !own && isTriggerName(written);
  if (!events || own || !(isTrigger || isSourceName(written))) {
    if ((set ?? seed) === undefined) return fileEvent(own, written, found, io);
    return { problem: phrase`--set and --seed need --event NAME, the name of a sample event.` };
  }
  const code = handlerCode(found.declared);
  const sent = isTrigger ? ownEventAt(written, events, io) : { own: written };
  if ('problem' in sent) return sent;
  const made = makeSample(sent.own, { set, seed, use: code && eventUse(code) }, events);
  return 'problem' in made ? made : eventOf(made, { code, triggers: found.declared.triggers }, events, io);
}

/** @param own the file of the project that goes by that name */
async function fileEvent(
  own: ProjectEvent | undefined,
  written: string,
  { declared }: FoundFunction,
  io: Io,
): Promise<InvokedEvent | { readonly problem: string }> {
  const read = await readJsonText(own?.file ?? written, io);
  if ('problem' in read || !own?.source) return read;
  const { triggers = [] } = declared;
  return { ...judged(jsonValue(read.text), own.source.name, triggers, await loadEvents()), text: read.text };
}

/** Whether a machine may tell the event, one that no deployment file declares among them. */
export function asksMachines(written: string | undefined): boolean {
  return written === '' || written?.startsWith(OF_A_STATE) === true;
}

/** What stands before the name of a machine and that of its state. */
const OF_A_STATE = 'state:';
/** What stands before the file of a history. */
const OF_A_HISTORY = 'history:';

/** What a state of a machine would pass, found with a sample input. */
async function passedEvent(
  written: string,
  { set, seed }: SampleOptions,
  { project }: FoundFunction,
  io: Io,
): Promise<InvokedEvent | { readonly problem: string }> {
  if (set !== undefined) return { problem: phrase`--set is for sample events: the state decides what it passes.` };
  const chance = chanceOf(seed);
  if ('problem' in chance) return chance;
  const passed = await passedByState(written, project, chance.seed);
  if ('problem' in passed) return passed;
  return passedBy(written, passed.event, io);
}

/** A machine has a moment of its own where no seed is given. */
function chanceOf(seed: string | undefined): { readonly seed?: number } | { readonly problem: string } {
  return seed === undefined ? {} : readSeed(seed);
}

/** @param state `MACHINE/STATE` */
async function passedBy(state: string, event: Json, io: Io): Promise<InvokedEvent> {
  io.error(
    phrase`The event is what ${state} passes when the machine starts with an input made up from what it reads.\n`,
  );
  return judged(event, 'step-functions-task', [], await loadEvents());
}

/** What the handler is most likely given: by its types and triggers, by the state that calls it, by what it reads. */
async function likelyEvent(
  found: FoundFunction,
  options: SampleOptions,
  io: Io,
): Promise<InvokedEvent | { readonly problem: string }> {
  const events = await loadEvents();
  const { triggers = [] } = found.declared;
  const code = handlerCode(found.declared);
  const likely = events.likelySources(code, triggers, events.EVENT_SOURCES);
  const [first, ...others] = likely;
  if (!first?.isDeclared && options.set === undefined) {
    const chance = chanceOf(options.seed);
    if ('problem' in chance) return chance;
    const passed = await passedToFunction(found.declared, found.project, chance.seed);
    if (passed) return passedBy(passed.state, passed.event, io);
    if (!first) return madeUp(code, io);
  }
  if (!first)
    return {
      problem: phrase`Nothing tells which event it is written for. Name one with --event NAME ("stepwise events list" shows all).`,
    };
  const made = makeSample(first, { ...options, use: code && eventUse(code) }, events);
  if ('problem' in made) return made;
  io.error(phrase`The event is ${first.source}, because ${first.why}.\n`);
  if (others.length > 0) {
    const names = others.slice(0, 3).map(({ source }) => source);
    io.error(phrase`It might also be ${names.join(', ')}: --event NAME chooses one.\n`);
  }
  return eventOf(made, { code, triggers }, events, io);
}

/** Of what the handler reads, where nothing tells who calls it. */
async function madeUp(code: HandlerCode | undefined, io: Io): Promise<InvokedEvent> {
  const reads = code && readsOfEvent(code);
  if (!reads) {
    io.error(phrase`Nothing tells what calls it or what it reads of its event, so the event is {}.\n`);
    return { text: '{}' };
  }
  const { readAs } = await import('../core/infer');
  const text = jsonText(readAs(reads, 'event'));
  io.error(phrase`Nothing tells what calls it. The event is made up from what it reads: ${text}\n`);
  return { text };
}

function eventOf(
  { source, event, notes }: Sample,
  { code, triggers = [] }: { readonly code?: HandlerCode; readonly triggers?: readonly Trigger[] },
  events: Events,
  io: Io,
): InvokedEvent {
  const told = events.toldBefore(event, source.name, { handler: code, triggers });
  for (const line of new Set([...notes, ...told])) io.error(`${line}\n`);
  return judged(event, source.name, triggers, events);
}

function judged(
  event: Json,
  source: string,
  triggers: readonly Trigger[],
  { failureVerdictOf, verdictOf, verdictText }: Events,
): InvokedEvent {
  return {
    text: jsonText(event),
    judge(answer) {
      const verdict = verdictOf(jsonValue(answer), event, source, triggers);
      return verdict && verdictText(verdict);
    },
    judgeFailure(error) {
      const verdict = failureVerdictOf(error, event, source, triggers);
      return verdict && verdictText(verdict);
    },
  };
}
