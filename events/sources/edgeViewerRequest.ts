import type { CloudFrontRequestEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { edgeRequestCaller } from '../callers/edge';
import { EDGE, edgeExchange, EDGE_FILLED } from '../parts/cloudFront';
import { some, type Described } from '../shape';
import { eventSource } from '../source';

export const edgeViewerRequest = eventSource({
  name: 'edge-viewer-request',
  title: () => phrase`Lambda@Edge: a request of a viewer`,
  service: 'CloudFront',
  page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html',
  parameters: EDGE,
  describe: (given, fresh): Described<CloudFrontRequestEvent> => ({
    Records: some([{ cf: edgeExchange('viewer-request', given, fresh) }]),
  }),
  filled: EDGE_FILLED,
  caller: edgeRequestCaller,
});
