/** What a request of the protocol is here: a row of a table. Whatever has no row is refused. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { StepwiseDebugSession } from '../session';

/** One request; `Args` and `Body` are the protocol's. */
export interface Request<Args = object, Body = unknown> {
  /** What tells an editor that it may ask; absent: the protocol wants it of everybody. */
  readonly capability?: keyof DebugProtocol.Capabilities;
  /** Throws or rejects with a `UserMistake` where it is refused. */
  answer(session: StepwiseDebugSession, args: Args): Body | Promise<Body>;
  /** What happens once the editor has the answer. */
  answered?(session: StepwiseDebugSession, args: Args): void;
}

/** By the names that the protocol gives its requests. */
export interface Requests {
  readonly [command: string]: Request;
}
