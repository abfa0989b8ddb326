/** A call that a handler has made, in one line. */
import { expect, test } from 'vitest';
import { calledWords } from '../../run/calls/calledWords';

const HEAD = { service: 'S3', action: 'HeadObject' };

test.each<[string, object]>([
  ['S3 HeadObject, answered here', { by: 'stand-in' }],
  ['S3 HeadObject, answered here: NotFound', { by: 'stand-in', error: { error: 'NotFound', cause: 'Not Found' } }],
  [
    'S3 HeadObject, answered here: InternalError: a.json is left as it is.',
    { by: 'stand-in', error: { error: 'InternalError', cause: 'a.json is left as it is.' } },
  ],
  ['S3 HeadObject, sent to AWS: InternalError', { by: 'aws', error: { error: 'InternalError', cause: 'Try again.' } }],
  ['S3 HeadObject, which nothing answers', { by: 'nobody', error: { error: 'StepwiseNoAwsTarget', cause: 'x' } }],
])('%s', (words, told) => expect(calledWords({ ...HEAD, ...told } as never)).toBe(words));
