/** The moment of an evaluation: the host's, and the same all through it, however long it takes. */
import type jsonata from 'jsonata';
import { fromHost, type Implementation, type JsonataRun } from './jsonataRun';

export const TIME_FUNCTIONS: { readonly [name: string]: Implementation } = {
  millis: [millis, '<:n>'],
  now: [now, '<s?s?:s>'],
};

/** The library takes the moment from the machine's clock. */
export function fixMoment(run: JsonataRun, environment: { timestamp: Date }): void {
  run.hasBegun = true;
  const now = run.scope.now?.();
  if (now !== undefined) environment.timestamp = new Date(now);
}

function millis(this: jsonata.Focus): number {
  fromHost(this, 'now');
  return this.environment.timestamp.getTime();
}

function now(this: jsonata.Focus, picture?: string, timezone?: string): unknown {
  const fromMillis = this.environment.lookup('fromMillis') as { implementation: (...args: unknown[]) => unknown };
  return fromMillis.implementation.call(this, millis.call(this), picture, timezone);
}
