/** The event of a function's own trigger. */
import { readTrigger } from '../core/triggers/readTrigger';
import type { HandOver, TriggerFact, TriggerReading } from '../core/triggers/handOver';
import { hasFiller } from '../core/values';
import { EVENT_SOURCES } from './sources';

export type OwnEvent = TriggerReading;

/** Of a request of which nobody knows what it brings. */
export const BODY = '{"orderId":"1042"}';

/** Whether the sample event reaches the function as it is, so that its schema holds. */
export function isWhole({ handOver }: OwnEvent): boolean {
  if (!handOver) return true;
  const { by, input, inputPath, inputTemplate, isMapped } = handOver;
  return by !== 'pipe' && !isMapped && (input ?? inputPath ?? inputTemplate) === undefined;
}

/** Undefined: nothing is known of such a trigger. */
export function fromTrigger(trigger: TriggerFact): OwnEvent | undefined {
  const own = readTrigger(trigger);
  if (!own) return undefined;
  const { handOver, ...others } = own;
  // A function gets requests themselves, unless a template makes something else of them.
  const isHanded = handOver && (!isRequest(handOver) || handOver.isMapped === true);
  const texts = isHanded ? { ...bodyOf(own), ...usable(own) } : usable(own);
  return { ...others, texts, ...(isHanded && { handOver }) };
}

/** A request of which a template makes something brings that along. */
export function bodyOf({ handOver }: TriggerReading): TriggerReading['texts'] {
  const hasBody = handOver && isRequest(handOver) && !['GET', 'HEAD'].includes(handOver.method ?? '');
  return hasBody ? { body: BODY } : {};
}

/** Of an API of API Gateway. */
export function isRequest({ by }: HandOver): boolean {
  return by === 'rest-api' || by === 'http-api';
}

/** Without what only a deployment knows, and what no sample of the source can have. */
export function usable({ source, texts }: TriggerReading): TriggerReading['texts'] {
  const parameters = EVENT_SOURCES.find(({ name }) => name === source)?.parameters ?? {};
  const isUsable = ([name, text]: [string, string]): boolean =>
    !hasFiller(text) && parameters[name] !== undefined && 'value' in parameters[name].read(text);
  return Object.fromEntries(Object.entries(texts).filter(isUsable));
}
