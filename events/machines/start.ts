/** What starts a state machine, and with which input: a trigger's sample event as the trigger hands it over. */
import type { Json, JsonObject } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import type { HandOver, TriggerFact } from '../../core/triggers/handOver';
import { namedStarts, type NamedStart } from '../../core/triggers/starts';
import { Fresh } from '../fresh';
import type { Texts } from '../parameters';
import { makeEvent, type EventSource, type MakeOptions } from '../source';
import { atPath } from './eventPath';
import { fillTemplate, type Handed } from './inputTemplate';
import { mappedRequest } from './mappedRequest';
import { fitted } from './pattern';
import { pipedRecords, pipeSource } from './pipe';

/** How a machine may be started, and with which sample event. */
export interface Start extends NamedStart {
  /** The name of the source of its events. */
  readonly source: string;
  /** What the trigger itself says of them. */
  readonly texts: Texts;
}

export function startsOf(triggers: readonly TriggerFact[]): Start[] {
  return namedStarts(triggers).map((start) => ({ ...start, ...sampleOf(start.handOver) }));
}

function sampleOf(handOver: HandOver): { readonly source: string; readonly texts: Texts } {
  const { by, called, pattern, method, route } = handOver;
  const named = (name: string): Texts => (called === undefined ? {} : { [name]: called });
  const request = {
    ...(method !== undefined && method !== 'ANY' && { method }),
    ...(route !== undefined && { route }),
  };
  const body: Texts = ['GET', 'HEAD'].includes(method ?? '') ? {} : { body: '{"orderId":"1042"}' };
  switch (by) {
    case 'rule':
      return isOf(pattern, 'aws.s3')
        ? { source: 's3-eventbridge', texts: bucketOf(pattern) }
        : { source: 'eventbridge', texts: {} };
    case 'scheduled-rule':
      return { source: 'scheduled-rule', texts: named('rule') };
    case 'scheduler':
      return { source: 'scheduler', texts: named('schedule') };
    case 'rest-api':
      return { source: 'api-gateway-rest', texts: { ...request, ...body } };
    case 'http-api':
      return { source: 'http-api', texts: { ...request, ...body } };
    case 'pipe':
      return pipeSource(handOver.source);
  }
}

/** What goes beside it in the event, its ARN, has the same name. */
function bucketOf(pattern: JsonObject | undefined): Texts {
  const found = atPath(pattern ?? {}, '$.detail.bucket.name[0]');
  return 'value' in found && typeof found.value === 'string' ? { bucket: found.value } : {};
}

function isOf(pattern: JsonObject | undefined, source: string): boolean {
  return [pattern?.source ?? null].flat().includes(source);
}

/** @param given what a person sets of the event, before what the trigger says */
export function makeStart(
  { source: name, texts, handOver }: Start,
  sources: readonly EventSource[],
  given: Texts,
  options: MakeOptions,
): Handed {
  const source = sources.find((each) => each.name === name)!;
  const known = Object.entries(texts).filter(([each]) => Object.hasOwn(source.parameters, each));
  const made = makeEvent(source, { ...Object.fromEntries(known), ...given }, options);
  if ('problem' in made) return made;
  if (handOver.by === 'pipe') return pipedRecords(made.event, handOver, new Fresh(options.seed, options.now));
  if (handOver.by === 'rest-api' || handOver.by === 'http-api')
    return mappedRequest(made.event as JsonObject, handOver);
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
    'aws.events.rule-arn': new Fresh(options.seed, options.now).arn('events', `rule/${handOver.called ?? 'rule'}`),
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
function constant(input: string, { by, called }: HandOver, event: JsonObject, options: MakeOptions): Handed {
  const fresh = new Fresh(options.seed, options.now);
  const attributes: { readonly [name: string]: string } = {
    'aws.scheduler.schedule-arn': String([event.resources].flat()[0] ?? called ?? ''),
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
