/** The one table of triggers, whoever wrote them. */
import type { JsonObject } from '../json';
import { jsonText } from '../jsonText';
import { CLOUDFORMATION } from './cloudFormation';
import type { HandOver, TriggerFact, TriggerReading, TriggerWords } from './handOver';
import { mappingOf } from './mapping';
import { SAM } from './sam';
import { SERVERLESS } from './serverless';
import { TERRAFORM } from './terraform';

/** No two kinds call a trigger alike: `SQS`, `sqs`, `Events.Rule`, `aws_sns_topic_subscription`. */
const WORDS: TriggerWords = { ...SAM, ...SERVERLESS, ...CLOUDFORMATION, ...TERRAFORM };

/** Undefined: nothing is known of such a trigger. */
export function readTrigger({ type, properties, target = {} }: TriggerFact): TriggerReading | undefined {
  const read = Object.hasOwn(WORDS, type) ? WORDS[type]!(properties, target) : undefined;
  if (!read) return undefined;
  const known = Object.entries(read.handOver ?? {}).filter(([, value]) => value !== undefined);
  const mapping = read.handOver ? undefined : mappingOf(read.source, properties);
  const place = placeIn(properties);
  return {
    source: read.source,
    texts: read.texts,
    ...(read.handOver && { handOver: Object.fromEntries(known) as unknown as HandOver }),
    ...(mapping && { mapping }),
    ...(place && { place }),
  };
}

/** The first ARN that says where it is; a bucket's does not. */
function placeIn(properties: JsonObject): TriggerReading['place'] {
  for (const [, region = '', account = ''] of jsonText(properties).matchAll(ARN)) {
    const where = { ...(REGION.test(region) && { region }), ...(/^\d{12}$/.test(account) && { account }) };
    if (where.region !== undefined || where.account !== undefined) return where;
  }
  return undefined;
}

const ARN = /arn:aws[\w-]*:[\w-]+:([\w-]*):(\w*):/g;
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;
