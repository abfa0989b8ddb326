/** Continues a computation at once where it can: a chain of Pass states must not wait for the event loop. */
import { isPromise, type MaybePromise } from '../query';

/** (Not called `then`: a module that exports that name is taken for a promise when it is awaited.) Applies `next` to the value, now or when it arrives. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}
