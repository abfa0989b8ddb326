/** A promise whose owner says when it resolves; the first time counts. */
export function signalled<T = void>(): Promise<T> & { signal(value: T): void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return Object.assign(promise, { signal: (value: T) => resolve(value) });
}
