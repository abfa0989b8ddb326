/** What each protocol is: a way to read an input, to write an output and to write an error. */
import type { Operation, ServiceError, ServiceTable } from '../../core/catalog/services/serviceTable';
import type { Call, Members, WireAnswer, WireRequest } from './call';
import type { Route } from './route';

/** Without the headers that all answers have. */
export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
}

/** An error as it is to be written, found in the model or not. */
export interface ErrorToWrite {
  readonly service?: ServiceTable;
  readonly operation?: Operation;
  readonly shape?: ServiceError;
  /** Of the shape, or as it was given. */
  readonly name: string;
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly members: Members;
  readonly requestId: string;
}

/** An error as a client is told it. */
export interface ErrorRead {
  /** Of its shape, or its code; absent: the answer does not say. */
  readonly name?: string | undefined;
  readonly message?: string | undefined;
}

export interface ProtocolCodec {
  /** @throws UnreadableRequest */
  readonly readInput: (route: Route, request: WireRequest) => Members;
  readonly writeOutput: (call: Call, output: Members, requestId: string) => Answer;
  readonly writeError: (error: ErrorToWrite) => Answer;
  /** What an endpoint answered. @throws UnreadableRequest */
  readonly readOutput: (call: Call, answer: WireAnswer) => Members;
  /** @throws UnreadableRequest */
  readonly readError: (call: Call, answer: WireAnswer) => ErrorRead;
}

/** Whose fault an error is, in the words of XML and of SQS. */
export function faultOf({ status }: Pick<ErrorToWrite, 'status'>): 'Sender' | 'Receiver' {
  return status >= 500 ? 'Receiver' : 'Sender';
}
