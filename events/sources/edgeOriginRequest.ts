import type { CloudFrontRequestEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { edgeRequestCaller } from '../callers/edge';
import { EDGE, edgeExchange, EDGE_FILLED } from '../parts/cloudFront';
import { some, type Described } from '../shape';
import { eventSource } from '../source';

export const edgeOriginRequest = eventSource({
  name: 'edge-origin-request',
  title: () => phrase`Lambda@Edge: a request to the origin`,
  service: 'CloudFront',
  page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html',
  parameters: EDGE,
  describe: (given, fresh): Described<CloudFrontRequestEvent> => ({
    Records: some([{ cf: edgeExchange('origin-request', given, fresh) }]),
  }),
  filled: EDGE_FILLED,
  caller: edgeRequestCaller,
});
