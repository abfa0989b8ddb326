/**
 * The one way to start a program of the user's (a handler, an interpreter, npm, an SDK of the project's): with the
 * allow-listed environment, with a session's mark, and ended with all that it started, whatever ends its owner.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { isHeldBy, type Connection } from './connection';
import { endAtOnce, endsByItself, strikeSession, untilGone } from './endSession';
import { startOf, VARIABLE, type Session } from './inside/endTree.cjs';
import { newSecret, sweepSessionsOnce } from './session';
import { userEnvironment, withVariables } from './userEnvironment';

export interface UserProgram {
  /** Absolute: see `findExecutable`. */
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside the allow-list, by name: they stand before variables of ours. */
  readonly variables?: { readonly [name: string]: string };
  /** What it prints: read by the caller, or dropped. */
  readonly output: 'pipe' | 'ignore';
  /** A channel for messages, as structured clones. */
  readonly messages?: boolean;
  /**
   * Who ends it when we are gone: code of ours inside it that holds the lifeline (the fourth of its files); `lifeline.cjs`
   * inside it where that takes less than a guard process, else that, at once; or a guard process, started once the
   * program has run for a while or {@link UserProcess.guard} asks for it.
   */
  readonly lifeline: 'inside' | 'node' | 'guard';
  /** Milliseconds that what it started has to end by itself after it: a debug adapter has last words for its editor. */
  readonly lastWordsMs?: number;
}

/** Most programs that have no lifeline (an interpreter that is asked its version) have ended by then. */
const GUARD_AFTER_MS = 300;

/** Longer than a short handler takes, which this would hold up. */
const SWEEP_AFTER_MS = 500;

const isWindows = process.platform === 'win32';
const SHELL = '/bin/sh';

/**
 * The guard until it is needed: a shell takes a thirtieth of what Node.js takes to start, or a thread inside the program.
 * Where our own runtime has gone meanwhile, the program's group still ends.
 */
const WAIT = 'read -r word || "$@" || kill -s KILL -- "-$3"';

const running = new Set<Session>();
let isFirst = true;

export function spawnUserCode(program: UserProgram): UserProcess {
  const started = new UserProcess(program);
  if (isFirst) {
    // Once, with the first look at the machine, else soon: what an earlier owner left behind when it was killed.
    setTimeout(sweepSessionsOnce, SWEEP_AFTER_MS).unref();
    process.once('exit', () => endAtOnce(running));
  }
  isFirst = false;
  return started;
}

export class UserProcess {
  readonly child: ChildProcess;
  /** The program and all that it started have ended; it may never have begun. */
  readonly gone: Promise<void>;
  /** Our end of its fourth file, which tells the program that we live. */
  readonly pipe: Socket | undefined;
  private readonly session: Session | undefined;
  private guarding: ChildProcess | undefined;
  private hasEnded = false;
  /** It was killed, and has certainly started nothing. */
  private isAll = false;
  private readonly lastWordsMs: number;

  /** @internal */
  constructor({ command, args, cwd, variables = {}, output, messages, lifeline, lastWordsMs = 0 }: UserProgram) {
    this.lastWordsMs = lastWordsMs;
    const secret = newSecret();
    this.child = spawn(command, [...args], {
      cwd,
      env: withVariables(userEnvironment(process.env), { ...variables, [VARIABLE]: secret }),
      stdio: ['ignore', output, output, 'pipe', ...(messages ? (['ipc'] as const) : [])],
      ...(messages && { serialization: 'advanced' as const }),
      // A group of its own, which ends as one.
      detached: !isWindows,
      windowsHide: true,
    });
    const { pid } = this.child;
    this.session = pid === undefined ? undefined : { pid, secret, started: startOf(pid) };
    if (this.session) running.add(this.session);
    // Where too many files are open there is a child without streams, which tells of it later.
    const streams = this.child.stdio as ChildProcess['stdio'] | undefined;
    this.pipe = (streams?.[3] ?? undefined) as Socket | undefined;
    this.pipe?.on('error', () => {});
    // It is the program that keeps us from ending, as long as it is held.
    this.pipe?.unref();
    if (lifeline === 'guard') setTimeout(() => this.guard(), GUARD_AFTER_MS).unref();
    if (lifeline === 'node' && !isWindows) this.guard();
    this.gone = new Promise((resolve) => {
      const over = (): void => {
        this.hasEnded = true;
        void this.rest().then(() => {
          if (this.session) running.delete(this.session);
          this.guarding?.stdin?.end('x\n');
          resolve();
        });
      };
      // What began does not end by an error, such as a message that cannot be sent.
      this.child.on('error', () => this.session ?? over());
      this.child.once('exit', over);
    });
  }

  /** Ends it with all that it started; {@link gone} tells when. */
  kill(): void {
    if (!this.session || this.hasEnded) return;
    // Whoever did not wait for it waits for its end.
    this.child.ref();
    if (this.lastWordsMs > 0) this.child.kill('SIGKILL');
    else this.isAll = strikeSession(this.session);
  }

  /** What it started, once it has ended itself. */
  private async rest(): Promise<void> {
    if (!this.session || this.isAll) return;
    if (this.lastWordsMs > 0) await endsByItself(this.session, this.lastWordsMs);
    await untilGone(this.session);
  }

  /** Whether a text is the secret that its environment holds. */
  knows(secret: string): boolean {
    return this.session?.secret === secret;
  }

  /** Whether it, or what it started, holds the other end of a connection on loopback; undefined: that cannot be told. */
  async holds(connection: Connection): Promise<boolean | undefined> {
    return this.session ? isHeldBy(this.session, connection) : false;
  }

  /** Starts the guard now. */
  guard(): void {
    if (!this.session || this.hasEnded || this.guarding) return;
    const { pid, started, secret } = this.session;
    // Our own runtime; an editor's is Electron, which is Node when told so.
    const { PATH = '', SystemRoot = '' } = process.env;
    const env = { ELECTRON_RUN_AS_NODE: '1', PATH, SystemRoot, STEPWISE_GUARDED: secret };
    const guard = [process.execPath, insideFile('guard.cjs'), String(pid), String(started)];
    const [command = '', ...args] = !isWindows && existsSync(SHELL) ? [SHELL, '-c', WAIT, 'sh', ...guard] : guard;
    this.guarding = spawn(command, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: !isWindows,
      windowsHide: true,
      env,
    });
    this.guarding.on('error', () => {});
    this.guarding.stdin?.on('error', () => {});
    this.guarding.unref();
  }
}

/** A file that runs inside the user's program: in the bundle beside it, else where it lies in the sources. */
export function insideFile(name: string): string {
  const bundled = path.join(__dirname, 'processes', name);
  return existsSync(bundled) ? bundled : path.join(__dirname, 'inside', name);
}
