/**
 * Addresses of queues: those of templates lead a handler here (`http://127.0.0.1:PORT/SECRET/ID/123456789012/Orders`), and so do
 * those that an endpoint tells, since some clients send to the host of the address. In mocks, in views and for states they are
 * AWS's own, and an endpoint gets its own.
 */
import { LOCAL_REGION } from '../../core/template';
import { withLocalAddresses } from '../../lambda/awsAddresses';
import type { Members, Value } from '../../services/wire';

const AWS_BASE = `https://sqs.${LOCAL_REGION}.amazonaws.com`;

/** @param localUrl where handlers send their calls, whichever process */
export function withAwsQueue(members: Members, localUrl: string): Members {
  return withQueues(members, (url) => {
    if (!url.startsWith(`${localUrl}/`)) return url;
    const [, path = ''] = /^(?:\/[0-9a-f]{8})?(\/\d{12}\/.+)$/.exec(url.slice(localUrl.length)) ?? [];
    return path === '' ? url : `${AWS_BASE}${path}`;
  });
}

/** Of the region that templates have here: what a handler is told of a queue must lead it back. */
export function withLocalQueue(output: Members, localUrl: string): Members {
  return withQueues(output, (url) => (QUEUE_HERE.test(url) ? withLocalAddresses(url, () => localUrl) : url));
}

const QUEUE_HERE = new RegExp(
  `^https://(sqs\\.${LOCAL_REGION}|${LOCAL_REGION}\\.queue|queue)\\.amazonaws\\.com/\\d{12}/`,
);

function withQueues(members: Members, changed: (url: string) => string): Members {
  const { QueueUrl: one, QueueUrls: several } = members;
  const each = (url: Value): Value => (typeof url === 'string' ? changed(url) : url);
  return {
    ...members,
    ...(one !== undefined && { QueueUrl: each(one) }),
    ...(Array.isArray(several) && { QueueUrls: several.map(each) }),
  };
}

/** The queues of one endpoint, by their paths: `/000000000000/Orders` → as the endpoint has told it. */
export class EndpointQueues {
  private readonly told = new Map<string, string>();

  constructor(
    private readonly endpoint: string,
    private readonly localUrl: string,
  ) {}

  /** A request as the endpoint is to have it. */
  toEndpoint(body: Buffer): Buffer {
    const text = body.toString('utf8');
    const own = new RegExp(`${escaped(this.localUrl)}(?:/[0-9a-f]{8})?(/\\d{12}/[\\w.-]+)`, 'g');
    const encoded = new RegExp(
      `${escaped(encodeURIComponent(this.localUrl))}(?:%2F[0-9a-f]{8})?(%2F\\d{12}%2F[\\w.-]+)`,
      'gi',
    );
    const base = this.endpoint.replace(/\/+$/, '');
    const address = (path: string): string => this.told.get(path) ?? `${base}${path}`;
    const changed = text
      .replace(own, (_whole, path: string) => address(path))
      .replace(encoded, (_whole, path: string) => encodeURIComponent(address(decodeURIComponent(path))));
    return changed === text ? body : Buffer.from(changed, 'utf8');
  }

  /** An answer as a handler is to have it. */
  toHandler(body: Buffer): Buffer {
    const text = body.toString('utf8');
    const changed = text.replace(QUEUE_URL, (url, path: string) => {
      this.told.set(path, url);
      return `${this.localUrl}${path}`;
    });
    return changed === text ? body : Buffer.from(changed, 'utf8');
  }
}

/** As a whole value of JSON or XML. */
const QUEUE_URL = /(?<=[">])https?:\/\/[^\s"'<>/]+(?:\/[\w.-]+)*?(\/\d{12}\/[\w.-]+)(?=["<])/g;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
