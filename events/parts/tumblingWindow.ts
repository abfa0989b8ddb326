/** What Lambda sends beside the records, where the mapping has a tumbling window. */
import { phrase } from '../../core/l10n/phrase';
import { anyObject, leftOut, says } from '../shape';
import type { Fresh } from '../fresh';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html */
export function tumblingWindow(fresh: Fresh) {
  return {
    window: leftOut({ start: fresh.time.iso, end: fresh.time.later(120).iso }),
    state: leftOut(says(phrase`What the previous call returned as state.`, anyObject({}))),
    shardId: leftOut('shardId-000000000000'),
    eventSourceARN: leftOut(''),
    isFinalInvokeForWindow: leftOut(false),
    isWindowTerminatedEarly: leftOut(false),
  };
}
