/** What reaches what a trigger starts: its sample event, as the trigger hands it over. */
import type { Json, JsonObject } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import type { HandOver, TriggerReading } from '../../core/triggers/handOver';
import { Fresh } from '../fresh';
import { isRequest } from '../fromTrigger';
import type { Texts } from '../parameters';
import { makeEvent, type EventSource, type MakeOptions } from '../source';
import { atPath } from './eventPath';
import { throughFilters } from './filtered';
import { fillTemplate, type Handed } from './inputTemplate';
import { mappedRequest } from './mappedRequest';
import { fitted } from './pattern';
import { pipedRecords } from './pipe';

/** @param given what a person sets of the event, before what the trigger says */
export function passedOn(
  { source: name, texts, handOver, mapping, place }: TriggerReading,
  sources: readonly EventSource[],
  given: Texts,
  { seed, now }: MakeOptions,
): Handed {
  const options = { seed, now, place };
  const source = sources.find((each) => each.name === name)!;
  const made = makeEvent(source, { ...texts, ...given }, options);
  if ('problem' in made) return made;
  const isGiven = (member: string): boolean => Object.hasOwn(given, member);
  if (!handOver) return throughFilters(made.event, { source: name, filters: mapping?.filters ?? [] }, isGiven);
  if (handOver.by === 'pipe') {
    const taken = throughFilters(
      made.event,
      { source: name, filters: handOver.filters ?? [], pipe: handOver.called ?? '' },
      isGiven,
    );
    const piped = pipedRecords(taken.input, handOver, freshOf(options));
    return 'problem' in piped ? piped : { ...piped, notes: [...taken.notes, ...piped.notes] };
  }
  if (isRequest(handOver)) return mappedRequest(made.event as JsonObject, handOver);
  return handedEvent(made.event as JsonObject, handOver, given, options);
}

/** Of EventBridge: the event, a part of it, or what is made of it. */
function handedEvent(sample: JsonObject, handOver: HandOver, given: Texts, options: MakeOptions): Handed {
  const { pattern, input, inputPath, inputPaths = {}, inputTemplate } = handOver;
  const { event, unfit } = pattern
    ? fitted(sample, pattern, (member) => Object.hasOwn(given, member))
    : { event: sample, unfit: [] };
  const notes = unfit.map((path) => phrase`The pattern of the rule does not take this event because of ${path}.`);
  if (input !== undefined) return constant(input, handOver, event, options);
  if (inputPath !== undefined) {
    const found = atPath(event, inputPath);
    if ('problem' in found) return found;
    if (found.value !== undefined) return { input: found.value, notes };
    return { problem: phrase`The event has nothing at the InputPath ${inputPath}.` };
  }
  if (inputTemplate === undefined) return { input: event, notes };
  const { detail: _detail, ...withoutDetail } = event;
  const reserved: { readonly [name: string]: Json } = {
    'aws.events.rule-arn': freshOf(options).arn('events', `rule/${handOver.called ?? 'rule'}`),
    'aws.events.rule-name': handOver.called ?? 'rule',
    'aws.events.event.ingestion-time': event.time ?? '',
    'aws.events.event': withoutDetail,
    'aws.events.event.json': event,
  };
  const filled = fillTemplate(inputTemplate, (name) => {
    if (Object.hasOwn(reserved, name)) return { value: reserved[name] };
    const path = Object.hasOwn(inputPaths, name) ? inputPaths[name] : undefined;
    return path === undefined
      ? { problem: phrase`The template uses <${name}>, which InputPathsMap does not have.` }
      : atPath(event, path);
  });
  return 'problem' in filled ? filled : { input: filled.input, notes: [...notes, ...filled.notes] };
}

/** Source: EventBridge Scheduler, "Adding context attributes". */
function constant(input: string, { by }: HandOver, event: JsonObject, options: MakeOptions): Handed {
  const fresh = freshOf(options);
  const attributes: { readonly [name: string]: string } = {
    'aws.scheduler.schedule-arn': String((event.resources as Json[])[0]),
    'aws.scheduler.scheduled-time': String(event.time),
    'aws.scheduler.execution-id': fresh.hex(16),
    'aws.scheduler.attempt-number': '1',
  };
  const text =
    by === 'scheduler'
      ? input.replace(/<(aws\.scheduler\.[\w-]+)>/g, (all, name: string) => attributes[name] ?? all)
      : input;
  const mistake = jsonMistake(text);
  return mistake === undefined
    ? { input: jsonValue(text), notes: [] }
    : { problem: phrase`The Input of the trigger must be JSON. ${mistake}` };
}

const freshOf = ({ seed, now, place }: MakeOptions): Fresh => new Fresh(seed, now, place);
