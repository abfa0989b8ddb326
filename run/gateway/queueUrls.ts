/**
 * Addresses of queues: those of templates lead a handler here (`http://127.0.0.1:PORT/SECRET/ID/123456789012/Orders`). In mocks,
 * in views and for states they are AWS's own.
 */
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../core/template';
import { withLocalAddresses } from '../../lambda/awsAddresses';
import type { Members } from '../../services/wire';

const AWS_BASE = `https://sqs.${LOCAL_REGION}.amazonaws.com`;

/** @param localUrl where handlers send their calls, whichever process */
export function withAwsQueue(input: Members, localUrl: string): Members {
  const { QueueUrl: url } = input;
  if (typeof url !== 'string' || !url.startsWith(`${localUrl}/`)) return input;
  const [, path = ''] = /^(?:\/[0-9a-f]{8})?(\/\d{12}\/.+)$/.exec(url.slice(localUrl.length)) ?? [];
  return path === '' ? input : { ...input, QueueUrl: `${AWS_BASE}${path}` };
}

/** Of the account that templates have here: what a handler is told of a queue must lead it back. */
export function withLocalQueue(output: Members, localUrl: string): Members {
  const { QueueUrl: url } = output;
  if (typeof url !== 'string' || !url.includes(`amazonaws.com/${LOCAL_ACCOUNT}/`)) return output;
  return { ...output, QueueUrl: withLocalAddresses(url, () => localUrl) };
}
