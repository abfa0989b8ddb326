/** A call of a service as its API names it, whoever makes it: a state, or a handler. */
import type { Members } from '../../services/wire';
import type { NamedAction } from '../mocks/callMocks';

export interface ServiceCall extends NamedAction {
  readonly input: Members;
  /** Of the handler that calls. */
  readonly processId?: string;
}

export type ServiceAnswer =
  | {
      readonly type: 'success';
      readonly output: Members;
      /** What of it anybody but the caller may see; absent: all. */
      readonly seen?: Members;
      readonly by: AnsweredBy;
      /** It will be the same whenever it is asked. */
      readonly stays?: boolean;
    }
  | ServiceFailure;

export interface ServiceFailure {
  readonly type: 'failure';
  /** The error's name, `NoSuchKey`, or what a state catches, `S3.NoSuchKeyException`. */
  readonly name: string;
  readonly message: string;
  /** Others than the message. */
  readonly members?: Members;
  /** HTTP, where the model does not say it. */
  readonly status?: number;
  readonly by: AnsweredBy;
}

/** What answered, as it is told of. */
export type AnsweredBy = 'mock' | 'stand-in';
