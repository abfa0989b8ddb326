/** Where a handler's call goes that nothing here answers: to an endpoint that somebody has allowed, or to AWS where that was chosen. */
import type { ServerResponse } from 'node:http';
import type { CallingProcess } from '../../lambda/lambda';
import { bucketOfHost } from '../../services/wire/address';
import type { AwsServices } from '../awsSdk/awsServices';
import type { Consents } from '../consent/consents';
import { originOf } from '../consent/origin';
import type { Caller } from '../stepFunctions/service';
import type { Destination, ForwardedRequest } from './forward';
import { passOn, type PassedOn } from './passOn';
import { EndpointQueues } from './queueUrls';

export interface OutsideOptions {
  readonly aws: Pick<AwsServices, 'destinationOf'>;
  readonly consents: Consents;
  /** The way to a host of AWS. Throws where the proxy's address is none. */
  wayTo(host: string): Destination;
}

export interface Outside extends Destination {
  readonly by: 'endpoint' | 'aws';
  /** As it is named in a sentence. */
  readonly shown: string;
}

export class OutsideServices {
  /** By their endpoint. */
  private readonly queues = new Map<string, EndpointQueues>();

  constructor(private readonly options: OutsideOptions) {}

  /** @param service as the catalogue calls it, or a signing name */
  async of(
    service: string,
    { caller, from }: { readonly caller: Caller | undefined; readonly from: CallingProcess },
  ): Promise<Outside | undefined> {
    const { aws, consents, wayTo } = this.options;
    const destination = aws.destinationOf(service);
    if (!destination) return undefined;
    const { endpoint } = destination;
    if (endpoint === undefined) {
      const { awsHost } = from;
      // That AWS may be called was asked before the run began.
      return awsHost === undefined ? undefined : { by: 'aws', shown: awsHost, ...wayTo(awsHost) };
    }
    const origin = originOf(endpoint);
    if (origin === undefined) return undefined;
    const who = caller?.call.state.name ?? from.functionName;
    const verdict = await consents.allows([{ kind: 'endpoint', origin }], { state: who }, caller?.call.signal);
    return verdict === 'allowed' ? { by: 'endpoint', shown: endpoint, url: endpoint } : undefined;
  }

  /** @param service undefined: of no service that is known */
  send(
    outside: Outside,
    request: ForwardedRequest,
    { from, response, service }: { from: CallingProcess; response: ServerResponse; service?: string },
  ): Promise<PassedOn | { readonly problem: string }> {
    if (outside.by === 'aws') return passOn(outside, request, response);
    // An endpoint is called by its own host, which names no bucket.
    const bucket = from.awsHost === undefined ? undefined : bucketOfHost(from.awsHost);
    const asked = bucket === undefined ? request : { ...request, url: `/${bucket}${request.url}` };
    if (service !== 'sqs' || !Buffer.isBuffer(asked.body)) return passOn(outside, asked, response);
    const queues = this.queues.get(outside.url) ?? new EndpointQueues(outside.url, from.localUrl);
    this.queues.set(outside.url, queues);
    const body = queues.toEndpoint(asked.body);
    return passOn(outside, { ...asked, body }, response, (answered) => queues.toHandler(answered));
  }
}
