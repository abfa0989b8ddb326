/**
 * Every run of every machine of the folder: those of this window as they go, those of other windows and of earlier ones as
 * their files tell. All that shows a run, starts one again or saves one asks here.
 */
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { KeptEvents } from '../../core/graph/keptEvents';
import type { ToWebview } from '../../messages/graphWebview';
import { hasEnded, ownerOf, ownMark, self, type Owner } from '../../processes/owner';
import { RECORD_ENDING, RunFiles, sweepFolders } from './runFiles';
import type { RunRecord } from './runRecord';

/** What a run of this window has told so far. */
export interface LiveRun {
  readonly session: vscode.DebugSession;
  readonly input: string;
  readonly events: KeptEvents;
  /** Whether its time stands still since `at` (by this process's clock), and for how long it had stood then. */
  clock: { readonly stands: boolean; readonly stood: number; readonly at: number };
  /** Where the debugger has stopped. */
  stopped?: Stopped;
  ended?: Extract<ToWebview, { type: 'runEnded' }>;
}

type Stopped = Extract<ToWebview, { type: 'stopped' }>;

/** What a run tells next, as the graph takes it. */
export type Told = Extract<ToWebview, { type: 'runEvents' | 'runEnded' | 'stopped' | 'clock' }>;

/** Runs that have ended whose events stay in memory; the others are read from their histories. */
const MOST_IN_MEMORY = 5;

export class RunStore implements vscode.Disposable {
  private readonly files: RunFiles;
  private readonly records = new Map<string, RunRecord>();
  private readonly lives = new Map<string, LiveRun>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly told = new vscode.EventEmitter<{ readonly id: string; readonly message: Told }>();
  private readonly began = new vscode.EventEmitter<RunRecord>();
  private readonly ended = new vscode.EventEmitter<RunRecord>();
  private readonly watcher: vscode.Disposable;

  /** The list of runs, or what is said of one. */
  readonly onDidChange = this.changed.event;
  readonly onDidBegin = this.began.event;
  /** A run of this window goes on. */
  readonly onDidTell = this.told.event;
  /** A run of this window has ended. */
  readonly onDidEnd = this.ended.event;

  constructor({ globalStorageUri }: vscode.ExtensionContext) {
    const root = path.join(globalStorageUri.fsPath, 'runs');
    this.files = new RunFiles(path.join(root, workspaceKey()));
    sweepFolders(root, this.files.folder, Date.now());
    for (const record of this.files.list()) this.records.set(record.id, record);
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.files.folder), `*${RECORD_ENDING}`);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const read = ({ fsPath }: vscode.Uri): void =>
      this.readAgain(path.basename(fsPath).slice(0, -RECORD_ENDING.length));
    this.watcher = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(read),
      watcher.onDidChange(read),
      watcher.onDidDelete(read),
    );
    this.files.sweep([...this.records.values()], Date.now());
  }

  /** The newest first; of two that began in the same millisecond the one that was heard of later. */
  all(): RunRecord[] {
    return [...this.records.values()].reverse().sort((one, other) => other.startedAt - one.startedAt);
  }

  get(id: string): RunRecord | undefined {
    return this.records.get(id);
  }

  /** The newest that a person started, of this machine where one is named. */
  latest(of: Partial<Pick<RunRecord, 'program' | 'name'>> = {}): RunRecord | undefined {
    return this.all().find(
      (run) => !run.parent && isOf(run, of.program ?? run.program, of.name) && run.isOpened === undefined,
    );
  }

  /** Of a machine; those that others started, too. */
  ofMachine(program: string, name: string | undefined): RunRecord[] {
    return this.all().filter((run) => isOf(run, program, name));
  }

  /** Those that a run has started. */
  startedBy(id: string): RunRecord[] {
    return this.all()
      .filter(({ parent }) => parent?.id === id)
      .reverse();
  }

  /** Undefined: another window runs it, or it ended some time ago. */
  live(id: string): LiveRun | undefined {
    return this.lives.get(id);
  }

  /** Where the history of the next run goes; undefined: nothing can be kept. */
  placeOfNext(): string | undefined {
    try {
      return this.files.placeOf(randomUUID());
    } catch {
      return undefined;
    }
  }

  begin(record: Omit<RunRecord, 'status' | 'owner'>, live: LiveRun): void {
    this.lives.set(record.id, live);
    const begun: RunRecord = { ...record, status: 'RUNNING', owner: ownMark() };
    this.keep(begun);
    this.forgetSurplus();
    this.began.fire(begun);
  }

  tell(id: string, message: Told): void {
    const live = this.lives.get(id);
    if (!live) return;
    if (message.type === 'runEvents') live.events.add(message.events);
    else if (message.type === 'stopped') live.stopped = message.statePath === undefined ? undefined : message;
    else if (message.type === 'runEnded') live.ended = message;
    this.told.fire({ id, message });
    if (message.type === 'stopped') this.changed.fire();
  }

  /** Its time stands still, or goes on; `stood`: for how many milliseconds it has in all. */
  setClock(id: string, { stands, stood }: Omit<LiveRun['clock'], 'at'>): void {
    const [live, record] = [this.lives.get(id), this.records.get(id)];
    if (!live || !record) return;
    live.clock = { stands, stood, at: Date.now() };
    this.tell(id, clockOf(record, live));
  }

  end(id: string, { status, error }: Pick<RunRecord, 'status' | 'error'>): void {
    const record = this.records.get(id);
    if (!record || record.status !== 'RUNNING') return;
    const { owner: _, ...kept } = record;
    const endedAt = kept.startedAt + (lengthOf(this.lives.get(id)) ?? Date.now() - kept.startedAt);
    const ended = { ...kept, status, endedAt, ...(error !== undefined && { error }) };
    this.keep(ended);
    const old = this.all().filter((run) => run.status !== 'RUNNING' && this.lives.has(run.id));
    for (const run of old.slice(MOST_IN_MEMORY)) this.lives.delete(run.id);
    this.ended.fire(ended);
  }

  /** The runs of a session that ended without a word. */
  endSession(session: vscode.DebugSession): void {
    for (const [id, live] of this.lives) if (live.session.id === session.id) this.end(id, { status: 'INTERRUPTED' });
    // Whoever is still here then has seen it end. A window that closes does not come to it.
    setTimeout(() => this.takeUntold(), 5000).unref();
  }

  /** Says that the runs whose process has gone were interrupted. */
  endLost(): void {
    for (const { owner, ...record } of this.records.values()) {
      const process = owner === undefined ? undefined : ownerOf(owner);
      const isLost = record.status === 'RUNNING' && !this.lives.has(record.id) && (!process || isGone(process));
      if (isLost) this.keep({ ...record, status: 'INTERRUPTED' });
    }
  }

  /** Those that were interrupted and of which nobody has been told, once. */
  takeUntold(): RunRecord[] {
    const untold = this.all().filter(({ status, isTold }) => status === 'INTERRUPTED' && !isTold);
    for (const record of untold) this.keep({ ...record, isTold: true });
    return untold;
  }

  keep(record: RunRecord): void {
    this.records.set(record.id, record);
    try {
      this.files.write(record);
    } catch {
      // It is known to this window alone. That its history is not kept either, the console says.
    }
    this.changed.fire();
  }

  /** With those that they have started; what still runs stays. */
  remove(runs: readonly RunRecord[]): void {
    for (const run of runs) {
      if (run.status === 'RUNNING') continue;
      for (const child of this.startedBy(run.id)) this.remove([child]);
      this.records.delete(run.id);
      this.lives.delete(run.id);
      this.files.remove(run);
    }
    this.changed.fire();
  }

  dispose(): void {
    this.watcher.dispose();
    for (const emitter of [this.changed, this.told, this.began, this.ended]) emitter.dispose();
  }

  private forgetSurplus(): void {
    const surplus = this.files.surplus(this.all());
    if (surplus.length > 0) this.remove(surplus);
  }

  /** Another window has written or removed it. */
  private readAgain(id: string): void {
    // What this window runs it knows better.
    if (this.records.get(id)?.status === 'RUNNING' && this.lives.has(id)) return;
    const record = this.files.read(id);
    if (JSON.stringify(record) === JSON.stringify(this.records.get(id))) return;
    if (record) this.records.set(id, record);
    else this.records.delete(id);
    this.changed.fire();
  }
}

/** How long a run of this window has taken until now. */
export function clockOf({ startedAt }: RunRecord, { clock: { stands, stood, at } }: Pick<LiveRun, 'clock'>): Told {
  return { type: 'clock', elapsed: (stands ? at : Date.now()) - startedAt - stood, stands };
}

/** The same in every window of a folder; VS Code's own storage of a workspace is each window's alone. */
function workspaceKey(): string {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const uris = workspaceFile ? [workspaceFile] : workspaceFolders.map(({ uri }) => uri);
  return createHash('sha256').update(uris.map(String).sort().join('\n')).digest('hex').slice(0, 32);
}

/** By the run's own clock, as its history has it: milliseconds. */
function lengthOf(live: LiveRun | undefined): number | undefined {
  const moments = (live?.events.all ?? []).flatMap((event) =>
    event.kind === 'history' ? Date.parse(event.event.timestamp) : [],
  );
  const [first, last] = [moments[0], moments.at(-1)];
  return first === undefined || last === undefined ? undefined : last - first;
}

/** What this very process ran before the extension began anew is gone as well. */
function isGone(process: Owner): boolean {
  return hasEnded(process) || (process.pid === self().pid && process.space === self().space);
}

function isOf(run: RunRecord, program: string | undefined, name: string | undefined): boolean {
  return run.program === program && (name === undefined || run.name === name);
}
