/**
 * Answers the AWS calls of handlers: by what answers here, by an endpoint that somebody has allowed, by AWS where that was
 * chosen, by a person; what nobody answers fails in the handler with one sentence, and the run tells the mock to paste.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CalledService } from '../../core/interpreter/historyEvent';
import type { JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import type { Phrase } from '../../core/l10n/phrase';
import type { CallingProcess } from '../../lambda/lambda';
import { readBytes } from '../../lambda/requestBody';
import { loadCatalogue } from '../../services/loadTables';
import { requestFault } from '../../services/requestFault';
import { decodeAnswer, decodeRequest, encodeError, encodeOutput } from '../../services/wire';
import type { Call, CallError, Members, Unreadable, WireResponse } from '../../services/wire';
import type { AwsServices } from '../awsSdk/awsServices';
import { answerHere, goesOut, tellTriggers } from '../calls/whoAnswers';
import type { CallSurroundings } from '../calls/whoAnswers';
import { calledWords, unansweredWords } from '../calls/calledWords';
import type { ServiceAnswer } from '../calls/serviceCall';
import { originOf } from '../consent/origin';
import type { MockQuestion, RunServices } from '../run';
import type { Caller, StepFunctionsService } from '../stepFunctions/service';
import { jsonOf } from '../calls/membersAsJson';
import type { CallAnswer, Recorder } from '../record/recorder';
import type { ForwardedRequest } from './forward';
import { actionOf, describeRequest, questionOfCall, shown } from './handlerCall';
import { httpAnswer, httpCallOf, questionOfHttp, type HttpCall } from './httpCall';
import { withoutCredentials } from './onItsWay';
import { answerOwnToken } from './ownTokens';
import { OutsideServices, type Outside, type OutsideOptions } from './outside';
import { withAwsQueue, withLocalQueue } from './queueUrls';
import { REFUSAL_CODE, refusalSentence, shownCall, shownService, type CallName } from './refusal';

/** What the run has for the calls of its handlers. */
export interface GatewayHost extends CallSurroundings {
  ask?: RunServices['ask'];
  uuid(): string;
  unanswered(question: MockQuestion): void;
}

export interface GatewayOptions extends OutsideOptions {
  readonly aws: Pick<AwsServices, 'destinationOf' | 'setEndpoint'>;
  readonly stepFunctions: Pick<StepFunctionsService, 'callerOf' | 'call'>;
  /** Hears what comes back from endpoints and from AWS. */
  readonly recorder?: Recorder;
  /** Bytes of a request that are held; default: {@link LARGEST}. */
  readonly most?: number;
  /** The run that has begun last. */
  host(): GatewayHost;
  /** Says what a handler has called that works for no state. */
  log(functionName: string, words: Phrase): void;
}

/** Bytes of a request; S3's largest object of one request is beyond what a machine of a person should hold. */
const LARGEST = 256 << 20;

/** A request whose call is known or not, and whom it is of. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The request itself: there is more of it than is held. */
  readonly body: Buffer | IncomingMessage;
  readonly from: CallingProcess;
  readonly caller: Caller | undefined;
  readonly host: GatewayHost;
}

type Told = Pick<CalledService, 'by' | 'output' | 'error'>;

export class Gateway {
  private readonly outside: OutsideServices;

  constructor(private readonly options: GatewayOptions) {
    this.outside = new OutsideServices(options);
  }

  /** One request. */
  async serve(request: IncomingMessage, response: ServerResponse, from: CallingProcess): Promise<void> {
    const { method = 'GET', headers } = request;
    const { most = LARGEST } = this.options;
    // AWS takes larger ones, and they go on piece by piece.
    const isHeld = from.awsHost === undefined || !(Number(headers['content-length']) > most);
    const body = isHeld ? await readBytes(request, most).catch(() => null) : request;
    if (body === null) return void response.destroy();
    const caller = from.processId === undefined ? undefined : this.options.stepFunctions.callerOf(from.processId);
    const read = body === undefined ? Buffer.alloc(0) : bytesOf(body);
    const decoded = decodeRequest(loadCatalogue(), { method, url: from.url, headers, body: read });
    const call = 'unreadable' in decoded ? decoded : { ...decoded, input: withAwsQueue(decoded.input, from.localUrl) };
    if (body === undefined) return send(response, encodeError(call, tooLarge()));
    const asked = { request, response, body, from, caller, host: this.options.host() };
    try {
      await ('unreadable' in call ? this.answerUnreadable(call, asked) : this.answer(call, asked));
    } catch (error) {
      // A bug of ours: the handler hears of it, and the run goes on.
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(
        response,
        encodeError(call, { name: 'InternalFailure', message: `Stepwise itself failed: ${words}`, status: 500 }),
      );
    }
    // What nobody has read must be read for its sender to hear the answer.
    if (body === request) request.resume();
  }

  private async answer(call: Call, asked: Asked): Promise<void> {
    const { host } = asked;
    const { service, operation, input } = call;
    // What an endpoint makes of it is the endpoint's to say.
    const fault = goesOut(service.name, this.options) ? undefined : requestFault(call);
    if (fault) return this.refuse(call, asked, fault, 'model');
    const { processId } = asked.from;
    const answer = await answerHere({ service: service.name, action: operation.name, input, processId }, host);
    if (!answer) return this.sendOn(call, asked);
    if (answer.type === 'success') return this.succeed(call, asked, answer.output, answer.by, answer.seen);
    const { type: _, by, ...error } = answer;
    this.refuse(call, asked, error, by);
  }

  private refuse(call: Call, asked: Asked, error: CallError, by: CalledService['by']): void {
    this.tell(call, asked, { by, error: { error: error.name, cause: error.message } });
    send(asked.response, encodeError(call, error, asked.host.uuid()));
  }

  /** @param seen of the output, by whoever watches */
  private succeed(call: Call, asked: Asked, output: Members, by: CalledService['by'], seen = output): void {
    const { host, response, from } = asked;
    this.tell(call, asked, { by, output: shown(seen) });
    // What is on its way to AWS comes by here whatever its address.
    const local = from.awsHost === undefined ? withLocalQueue(output, from.localUrl) : output;
    send(response, encodeOutput(call, local, host.uuid()));
  }

  /** To the endpoint of the service, where there is one that may be called, or to AWS where that was chosen. */
  private async sendOn(call: Call, asked: Asked): Promise<void> {
    const { caller, from } = asked;
    const own = from.awsHost === undefined ? undefined : await answerOwnToken(call, this.options.stepFunctions, caller);
    if (own) {
      return 'output' in own
        ? this.succeed(call, asked, own.output, 'stand-in')
        : this.refuse(call, asked, own.error, 'stand-in');
    }
    const outside = await this.outside.of(call.service.name, asked);
    if (!outside) return this.ask(call, asked);
    const heard = this.options.recorder?.callGoesOut(call, jsonOf(call.input));
    const passed = await this.outside.send(outside, forwarded(asked), { ...asked, service: call.service.name });
    if ('problem' in passed) return this.unreachable(call, asked, outside, passed.problem);
    const read = passed.answer && decodeAnswer(call, passed.answer);
    const answer =
      read && 'output' in read ? { output: withoutCredentials(withAwsQueue(read.output, asked.from.localUrl)) } : read;
    heard?.(answer);
    this.tell(call, asked, { by: outside.by, ...told(answer) });
    passed.send();
  }

  private unreachable(call: Call, asked: Asked, { by, shown: where }: Outside, problem: string): void {
    if (by === 'endpoint') {
      const what = `The endpoint of ${call.service.id}, ${where}, does not answer: ${problem}.`;
      return this.fail(call, asked, `${what} Check that it is running.`);
    }
    // As a network's failure, which an SDK takes for one that may pass.
    const message = `${where} cannot be reached: ${problem}.`;
    this.refuse(call, asked, { name: 'NetworkingError', message, status: 503 }, by);
  }

  private async ask(call: Call, asked: Asked): Promise<void> {
    const { host, caller, from } = asked;
    const question = questionOfCall(call, caller, from.functionName ?? '');
    const answer = await host.ask?.(question, caller?.call.signal ?? new AbortController().signal);
    switch (answer?.type) {
      case 'success':
        tellTriggers({ service: call.service.name, action: call.operation.name, input: call.input }, host);
        return this.succeed(
          call,
          asked,
          isJsonObject(answer.output) ? (answer.output as JsonObject) : {},
          answer.inferred ? 'inferred' : 'person',
        );
      case 'failure': {
        const { error = 'Error', cause = '' } = answer;
        return this.refuse(call, asked, { name: error, message: cause }, 'person');
      }
      case 'endpoint': {
        const origin = originOf(answer.url);
        // Whoever types where a service is allows calls to go there.
        if (origin !== undefined) this.options.consents.allow([{ kind: 'endpoint', origin }]);
        this.options.aws.setEndpoint(call.service.name, answer.url);
        return origin === undefined ? this.ask(call, asked) : this.sendOn(call, asked);
      }
      case undefined:
        host.unanswered(question);
        this.fail(
          call,
          asked,
          refusalSentence({ service: signingName(call), action: call.operation.name }, actionOf(call)),
        );
    }
  }

  /** The handler's call fails: neither it nor its SDK tries again. */
  private fail(call: Call, asked: Asked, message: string): void {
    this.tell(call, asked, { by: 'nobody', error: { error: REFUSAL_CODE, cause: message } });
    send(asked.response, encodeError(call, refused(message), asked.host.uuid()));
  }

  /** What no table of the catalogue knows, such as an API of the user's. */
  private async answerUnreadable(call: Unreadable, asked: Asked): Promise<void> {
    const { request, response, from } = asked;
    const http = httpCallOf({ method: request.method, headers: request.headers, url: from.url }, bytesOf(asked.body));
    const found = http && (await answerHere({ ...http, processId: from.processId }, asked.host));
    const name = describeRequest({ method: request.method, headers: request.headers, url: from.url });
    if (found) return this.answerHttp(http, name, asked, found);
    const outside = await this.outside.of(name.service, asked);
    if (outside) {
      const passed = await this.outside.send(outside, forwarded(asked), asked);
      if ('problem' in passed)
        return send(response, encodeError(call, refused(`${outside.shown} does not answer: ${passed.problem}.`)));
      return passed.send();
    }
    if (http) return this.askHttp(http, call, asked, name);
    // Where the service is known, or anything but its name is wrong, the request itself is.
    const isRead = call.service !== undefined || !NAMES_NOTHING.has(call.code);
    const error = isRead ? { name: call.code, message: call.unreadable } : refused(refusalSentence(name));
    // A client of HTTP, such as axios, tells the handler no more than the status.
    if (!isRead) this.options.log(from.functionName ?? '', unansweredWords(shownCall(name)));
    send(response, encodeError(call, error));
  }

  private answerHttp(http: HttpCall, name: CallName, asked: Asked, answer: ServiceAnswer): void {
    const isAnswer = answer.type === 'success';
    const error = isAnswer ? undefined : { error: answer.name, cause: answer.message };
    const output = isAnswer ? (answer.output as JsonObject) : { statusCode: 500, body: { message: answer.message } };
    this.tellOfHttp(http, name, { by: answer.by, ...(error ? { error } : { output: shown(output) }) }, asked);
    send(asked.response, httpAnswer(output));
  }

  /** A person, who may answer with what the API would. */
  private async askHttp(http: HttpCall, call: Unreadable, asked: Asked, name: CallName): Promise<void> {
    const refusal = refusalSentence(name, `${http.service}:${http.action}`);
    const { host, caller, from } = asked;
    const question = questionOfHttp(http, caller, from.functionName ?? '');
    const answer = await host.ask?.(question, caller?.call.signal ?? new AbortController().signal);
    if (answer?.type === 'success' && isJsonObject(answer.output)) {
      const by = answer.inferred ? 'inferred' : 'person';
      this.tellOfHttp(http, name, { by, output: shown(answer.output) }, asked);
      return send(asked.response, httpAnswer(answer.output));
    }
    if (answer === undefined) host.unanswered(question);
    this.tellOfHttp(http, name, { by: 'nobody', error: { error: REFUSAL_CODE, cause: refusal } }, asked);
    send(asked.response, encodeError(call, refused(refusal)));
  }

  /** By what a person calls it: `API Gateway POST /prod/items of orders`. */
  private tellOfHttp({ input }: HttpCall, { service, action }: CallName, told: Told, asked: Asked): void {
    this.tellOf({ service: shownService(service), action, input: shown(input), ...told }, asked);
  }

  private tell(call: Call, asked: Asked, told: Told): void {
    this.tellOf({ service: call.service.id, action: call.operation.name, input: shown(call.input), ...told }, asked);
  }

  private tellOf(called: CalledService, { caller, from, response }: Asked): void {
    if (response.destroyed) return;
    if (caller) caller.call.calledService(called);
    else this.options.log(from.functionName ?? '', calledWords(called));
  }
}

/** Codes of requests that name nothing that the catalogue knows. */
const NAMES_NOTHING = new Set(['UnknownOperationException', 'InvalidAction', 'MissingAuthenticationToken']);

function bytesOf(body: Asked['body']): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function refused(message: string): CallError {
  return { name: REFUSAL_CODE, message, status: 400 };
}

function tooLarge(): CallError {
  return { name: 'EntityTooLarge', message: `Requests may have ${LARGEST >> 20} MB here.`, status: 400 };
}

function signingName({ service }: Call): string {
  return service.signingName ?? service.endpointPrefix ?? service.name;
}

function send(response: ServerResponse, { status, headers, body }: WireResponse): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...(!hasLength(headers) && { 'Content-Length': body.length }), ...headers });
  response.end(body);
}

function hasLength(headers: WireResponse['headers']): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'content-length');
}

function forwarded({ request, body, from }: Asked): ForwardedRequest {
  const { method = 'GET', headers } = request;
  return { method, url: from.url, headers, body };
}

function told(answer: CallAnswer): Partial<Told> {
  if (!answer) return {};
  if ('output' in answer) return { output: shown(answer.output) };
  return { error: { error: answer.error.name, cause: answer.error.message } };
}
