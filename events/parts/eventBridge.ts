/** The envelope of every event that EventBridge hands on. */
import type { EventBridgeEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { exactly, leftOut, matching, oneOf, says, type Described } from '../shape';

export interface Envelope {
  readonly source: string;
  /** The only source there is of such an event, else any. */
  readonly isFixed?: boolean;
  readonly detailType: string;
  /** Those that the detail may be of, where they are known. */
  readonly detailTypes?: readonly string[];
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export function eventBridgeEvent(
  { source, isFixed, detailType, detailTypes, resources, detail }: Envelope,
  fresh: Fresh,
): Described<EventBridgeEvent<string, unknown>> {
  const known = detailTypes ?? (isFixed ? [detailType] : undefined);
  return {
    version: exactly('0'),
    id: fresh.uuid(),
    'detail-type': known ? oneOf<string>(detailType, ...known) : says(phrase`What kind of event it is.`, detailType),
    source: isFixed ? exactly(source) : says(phrase`Who sent it: aws.SERVICE, or a name of your own.`, source),
    account: matching(fresh.account, /^\d{12}$/, phrase`It must be an account: twelve digits.`),
    time: matching(
      fresh.time.iso,
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
      phrase`It must be a time such as 2026-03-04T05:06:07Z.`,
    ),
    region: fresh.region,
    resources: resources.length > 0 ? resources : ([] as string[]),
    detail,
    'replay-name': leftOut(''),
  };
}
