/** Continues a computation at once where it can: a chain of Pass states must not wait for the event loop. */
import { isPromise, type MaybePromise } from '../query';

export { andThen } from '../query';

/** As andThen, with what else `next` needs: no closure is made where nothing waits, and most states wait for nothing. */
export function andThenWith<W, T, R>(
  value: MaybePromise<T>,
  what: W,
  next: (what: W, value: T) => MaybePromise<R>,
): MaybePromise<R> {
  return isPromise(value) ? later(value, what, next) : next(what, value);
}

async function later<W, T, R>(value: Promise<T>, what: W, next: (what: W, value: T) => MaybePromise<R>): Promise<R> {
  return next(what, await value);
}
