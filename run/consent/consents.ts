/**
 * The one place where it is decided whether something may leave this machine: by the flags of the run, by what the
 * person has allowed for good, by asking; else it is refused.
 */
import { phrase } from '../../core/l10n/phrase';
import type { ConsentFile } from './consentFile';
import { isLocal } from './origin';
import { covers } from './permission';
import type { Permission } from './permission';

/** `declined`: a person has just said no. `refused`: nobody has allowed it, and nobody is there to ask. */
export type Verdict = 'allowed' | 'declined' | 'refused';

/** What a person is asked: all that one call needs, at once. */
export interface ConsentQuestion {
  /** What is not allowed yet; never empty. */
  readonly permissions: readonly Permission[];
  /** Who wants it; absent: the run itself, before its first state. */
  readonly state?: string;
  /** The request that waits, without its query, which may hold secrets. */
  readonly request?: { readonly method: string; readonly url: string };
  /** Absolute path: where a client is installed. */
  readonly folder?: string;
  /** As of when: `2026-11-07`. */
  readonly day?: string;
}

/** `once`: for this run. `always`: for the folder of the project, until it is withdrawn. */
export type ConsentAnswer = 'once' | 'always' | 'no';

export interface ConsentOptions {
  /** The project's folder, which what is allowed for good belongs to. */
  readonly folder: string;
  /** Absent: nothing is kept. */
  readonly file?: ConsentFile;
  /** By word of the command line that started the run. */
  allowedByFlag?(permission: Permission): boolean;
  /** Absent: nobody is there to ask. */
  ask?(question: ConsentQuestion): Promise<ConsentAnswer>;
  /** Says once what is wrong with the file. */
  tell?(sentence: string): void;
  /** Whether requests to an origin stay on this machine; tests have nothing but loopback to send to. */
  isLocal?(origin: string): boolean;
}

/** Of one run. */
export class Consents {
  private readonly given: Permission[] = [];
  private readonly declined: (readonly Permission[])[] = [];
  /** One question at a time: its answer may be that of the next. */
  private asking: Promise<void> | undefined;
  private readonly told = new Set<string>();

  constructor(private readonly options: ConsentOptions) {}

  /** @param signal ends the waiting for an answer; the question stays, and its answer counts for the next call */
  async allows(
    wanted: readonly Permission[],
    about: Omit<ConsentQuestion, 'permissions'>,
    signal?: AbortSignal,
  ): Promise<Verdict> {
    for (;;) {
      const permissions = this.missing(wanted);
      if (permissions.length === 0) return 'allowed';
      if (signal?.aborted || this.wasDeclined(permissions)) return 'declined';
      if (!this.options.ask) return 'refused';
      this.asking ??= this.question({ permissions, ...about }).finally(() => (this.asking = undefined));
      await settledOr(this.asking, signal);
    }
  }

  /** What a person has typed is allowed by that, and kept. */
  allow(permissions: readonly Permission[]): void {
    this.given.push(...permissions);
    const kept = permissions.filter((permission) => !this.needsNoConsent(permission));
    if (kept.length > 0) this.keep(kept);
  }

  /** What is wanted and not yet allowed: what a person would be asked. */
  missing(wanted: readonly Permission[]): readonly Permission[] {
    const open = wanted.filter(
      (each) =>
        !this.needsNoConsent(each) &&
        !this.options.allowedByFlag?.(each) &&
        !this.given.some((granted) => covers(granted, each)),
    );
    if (open.length === 0 || !this.options.file) return open;
    const kept = this.options.file.of(this.options.folder);
    if ('problem' in kept) {
      this.tell(kept.problem);
      return open;
    }
    return open.filter((each) => !kept.some((granted) => covers(granted, each)));
  }

  /** What stays on this machine. A secret does not stay with whom it belongs to, whoever listens here. */
  private needsNoConsent(permission: Permission): boolean {
    const { isLocal: isHere = isLocal } = this.options;
    return 'origin' in permission && permission.kind !== 'secret' && isHere(permission.origin);
  }

  /** All that was refused then is wanted again. */
  private wasDeclined(wanted: readonly Permission[]): boolean {
    return this.declined.some((refused) => refused.every((each) => wanted.some((again) => covers(again, each))));
  }

  private async question(question: ConsentQuestion): Promise<void> {
    const { permissions } = question;
    const answer = await this.options.ask!(question);
    if (answer === 'no') this.declined.push(permissions);
    else this.given.push(...permissions);
    if (answer === 'always') this.keep(permissions);
  }

  private keep(permissions: readonly Permission[]): void {
    const problem = this.options.file?.add(this.options.folder, permissions);
    if (problem !== undefined) this.tell(phrase`What you allowed applies only to this run. ${problem}`);
  }

  private tell(sentence: string): void {
    if (this.told.has(sentence)) return;
    this.told.add(sentence);
    this.options.tell?.(sentence);
  }
}

/** Resolves with the promise or the signal, whichever comes first. */
async function settledOr(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return promise;
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
