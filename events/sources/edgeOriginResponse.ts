import type { CloudFrontResponseEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { edgeResponseCaller } from '../callers/edge';
import { EDGE_ANSWERED, edgeExchange, edgeResponse, EDGE_FILLED } from '../parts/cloudFront';
import { some, type Described } from '../shape';
import { eventSource } from '../source';

export const edgeOriginResponse = eventSource({
  name: 'edge-origin-response',
  title: () => phrase`Lambda@Edge: a response of the origin`,
  service: 'CloudFront',
  page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html',
  parameters: EDGE_ANSWERED,
  describe: ({ status, ...given }, fresh): Described<CloudFrontResponseEvent> => ({
    Records: some([
      { cf: { ...edgeExchange('origin-response', given, fresh), response: edgeResponse(status, fresh) } },
    ]),
  }),
  filled: EDGE_FILLED,
  caller: edgeResponseCaller,
});
