/** Which errors stop the run: filters that a person ticks, each with names if they like. */
import type { PausePoint } from '../../core/interpreter/host';
import { phrase, type Phrase } from '../../core/l10n/phrase';

interface ErrorFilter {
  readonly label: () => Phrase;
  readonly description: () => Phrase;
  readonly default?: boolean;
  takes(point: PausePoint): boolean;
}

const TIMEOUTS: ReadonlySet<string | undefined> = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** By the id that the protocol knows them by. */
export const ERROR_FILTERS: { readonly [id: string]: ErrorFilter } = {
  uncaught: {
    label: () => phrase`Uncaught Errors`,
    description: () => phrase`Stops at an error that no Retry or Catch handles.`,
    default: true,
    takes: ({ fate }) => fate === 'uncaught' || fate === 'terminal',
  },
  caught: {
    label: () => phrase`Caught Errors`,
    description: () => phrase`Stops at an error that a Catch handles or a Map tolerates, here or in a state around.`,
    takes: ({ fate }) => fate === 'caught',
  },
  retried: {
    label: () => phrase`Retried Errors`,
    description: () => phrase`Stops at an error after which the state, or one around it, is tried again.`,
    takes: ({ fate }) => fate === 'retried',
  },
  timedOut: {
    label: () => phrase`Timeouts`,
    description: () => phrase`Stops where a task has taken too long, or has sent no heartbeat.`,
    takes: ({ error }) => TIMEOUTS.has(error?.error),
  },
  all: {
    label: () => phrase`All Errors`,
    description: () => phrase`Stops at every error, including those that are retried or caught.`,
    takes: () => true,
  },
};

export interface FilterRequest {
  readonly filterId: string;
  /** Error names, `*` standing for any characters: `States.Timeout, Lambda.*`; `!Busy` for all but that one. */
  readonly condition?: string;
}

export interface FilterAnswer {
  readonly verified: boolean;
  readonly message?: string;
}

export class ErrorFilters {
  private active: { readonly filter: ErrorFilter; readonly isNamed: (error: string) => boolean }[] = [];
  private onlyUncaught = true;

  set(requests: readonly FilterRequest[]): FilterAnswer[] {
    this.active = [];
    this.onlyUncaught = requests.every(({ filterId }) => filterId === 'uncaught');
    return requests.map(({ filterId, condition = '' }) => {
      const filter = Object.hasOwn(ERROR_FILTERS, filterId) ? ERROR_FILTERS[filterId] : undefined;
      if (!filter) return { verified: false, message: phrase`There is no exception filter "${filterId}".` };
      this.active.push({ filter, isNamed: readNames(condition) });
      return { verified: true };
    });
  }

  stopsAt(point: PausePoint): boolean {
    return this.active.some(({ filter, isNamed }) => isNamed(point.error?.error ?? '') && filter.takes(point));
  }

  /** As the protocol's `exceptionInfo` tells it. */
  get breakMode(): 'always' | 'unhandled' {
    return this.onlyUncaught ? 'unhandled' : 'always';
  }
}

/** Whether an error is one of those named; none are named: every one is. */
function readNames(list: string): (error: string) => boolean {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const wanted = names.filter((name) => !name.startsWith('!')).map(patternOf);
  const unwanted = names.filter((name) => name.startsWith('!')).map((name) => patternOf(name.slice(1).trim()));
  return (error) =>
    (wanted.length === 0 || wanted.some((pattern) => pattern.test(error))) &&
    !unwanted.some((pattern) => pattern.test(error));
}

function patternOf(name: string): RegExp {
  if (name === 'States.ALL') return /^/;
  const pieces = name.split('*').map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`, 's');
}
