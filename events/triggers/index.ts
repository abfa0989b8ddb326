/** The event of a function's own trigger, in the words of each kind of deployment file. */
import type { TriggerFact } from '../../core/triggers/handOver';
import { hasFiller } from '../../core/values';
import { EVENT_SOURCES } from '../sources';
import { CLOUDFORMATION } from './cloudFormation';
import type { OwnEvent, TriggerWords } from './ownEvent';
import { SAM } from './sam';
import { SERVERLESS } from './serverless';
import { TERRAFORM } from './terraform';

/** No two kinds call a trigger alike: `SQS`, `sqs`, `Events.Rule`, `aws_sns_topic_subscription`. */
const WORDS: TriggerWords = { ...SAM, ...SERVERLESS, ...CLOUDFORMATION, ...TERRAFORM };

/** Undefined: nothing is known of such a trigger. */
export function fromTrigger({ type, properties, target = {} }: TriggerFact): OwnEvent | undefined {
  const own = Object.hasOwn(WORDS, type) ? WORDS[type]!(properties, target) : undefined;
  return own && { ...own, texts: usable(own) };
}

/** Without what only a deployment knows, and what no sample of the source can have. */
function usable({ source, texts }: OwnEvent): OwnEvent['texts'] {
  const parameters = EVENT_SOURCES.find(({ name }) => name === source)?.parameters ?? {};
  const isUsable = ([name, text]: [string, string]): boolean =>
    !hasFiller(text) && parameters[name] !== undefined && 'value' in parameters[name].read(text);
  return Object.fromEntries(Object.entries(texts).filter(isUsable));
}
