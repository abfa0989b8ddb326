/** Continues a computation at once where it can: a chain of Pass states must not wait for the event loop. */
import { isPromise, type MaybePromise } from '../query';

/** Applies `next` to the value, now or when it arrives. */
export function then<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}
