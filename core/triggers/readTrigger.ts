/** The one table of triggers, whoever wrote them. */
import { CLOUDFORMATION } from './cloudFormation';
import type { HandOver, TriggerFact, TriggerReading, TriggerWords } from './handOver';
import { SAM } from './sam';
import { SERVERLESS } from './serverless';
import { TERRAFORM } from './terraform';

/** No two kinds call a trigger alike: `SQS`, `sqs`, `Events.Rule`, `aws_sns_topic_subscription`. */
const WORDS: TriggerWords = { ...SAM, ...SERVERLESS, ...CLOUDFORMATION, ...TERRAFORM };

/** Undefined: nothing is known of such a trigger. */
export function readTrigger({ type, properties, target = {} }: TriggerFact): TriggerReading | undefined {
  const read = Object.hasOwn(WORDS, type) ? WORDS[type]!(properties, target) : undefined;
  if (!read?.handOver) return read;
  const known = Object.entries(read.handOver).filter(([, value]) => value !== undefined);
  return { ...read, handOver: Object.fromEntries(known) as unknown as HandOver };
}
