/** What is kept of a run beside its history: which machine, when, how it ended, and how it was started. */
import type * as vscode from 'vscode';
import type { ExecutionStatus } from '../../core/interpreter/historyEvent';
import type { LaunchArguments } from '../../messages/debugClient';

/** `INTERRUPTED`: the process that ran it has gone, and nobody told how it ended. */
export type RunStatus = ExecutionStatus | 'INTERRUPTED';

export type LaunchConfiguration = vscode.DebugConfiguration & Partial<LaunchArguments>;

/** Kept as JSON, so that every window of a folder reads it. */
export interface RunRecord {
  /** Letters, digits and hyphens. */
  readonly id: string;
  /** Absolute path of the definition or template; absent: an opened history whose machine is not here. */
  readonly program?: string;
  /** The machine's. */
  readonly name: string;
  readonly status: RunStatus;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** The error's name alone: a cause holds data. */
  readonly error?: string;
  /** Absolute path; absent: none was kept. */
  readonly history?: string;
  /** The history was chosen by a person and is theirs: it is neither masked nor deleted. */
  readonly isOpened?: true;
  /** The input and the history are without what is masked. */
  readonly isMasked?: true;
  /** The run that started it, and in which state and iterations. */
  readonly parent?: { readonly id: string; readonly statePath?: string; readonly iterations?: readonly number[] };
  /** How a person started it: what starts it again. */
  readonly launch?: { readonly configuration: LaunchConfiguration; /** URI of the folder. */ readonly folder?: string };
  /** Of one that was interrupted: a person has been told. */
  readonly isTold?: true;
  /** The mark of the process that runs it (`processes/owner`). */
  readonly owner?: string;
}

/** These alone may be redriven, or gone on with. */
const UNSUCCESSFUL: readonly RunStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED', 'INTERRUPTED'];

const STATUSES: Readonly<Record<RunStatus, true>> = {
  RUNNING: true,
  SUCCEEDED: true,
  FAILED: true,
  TIMED_OUT: true,
  ABORTED: true,
  INTERRUPTED: true,
};

export function canBeRedriven({ status, launch, history, program }: RunRecord): boolean {
  return (
    UNSUCCESSFUL.includes(status) &&
    launch?.configuration.machineType !== 'EXPRESS' &&
    history !== undefined &&
    program !== undefined
  );
}

export function isEnded({ status }: Pick<RunRecord, 'status'>): boolean {
  return status !== 'RUNNING';
}

export function isStatus(text: unknown): text is RunStatus {
  return typeof text === 'string' && Object.hasOwn(STATUSES, text);
}

/** Undefined: the text is no record of ours. */
export function readRecord(text: string): RunRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name, status, startedAt, ...rest } = value as { readonly [member in keyof RunRecord]?: unknown };
  const isRecord =
    isId(id) && typeof name === 'string' && isStatus(status) && typeof startedAt === 'number' && areTexts(rest);
  return isRecord ? (value as RunRecord) : undefined;
}

/** Names a file: nothing else does. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{1,64}$/.test(text);
}

function areTexts({ program, history, owner, error }: { readonly [member in keyof RunRecord]?: unknown }): boolean {
  return [program, history, owner, error].every((each) => each === undefined || typeof each === 'string');
}

/** What the client resolved by itself, and resolves again at the next start. */
const RESOLVED = [
  'keptHistory',
  'proxy',
  'sdkDir',
  'debugpyDir',
  'interactive',
  'secrets',
  'resume',
  '__sessionId',
  '__configurationTarget',
] as const;

/** A configuration as it starts another run: without what made this one go on with an earlier one. */
export function afresh(configuration: LaunchConfiguration): LaunchConfiguration {
  const kept: LaunchConfiguration = { ...configuration };
  for (const key of RESOLVED) delete (kept as Record<string, unknown>)[key];
  return kept;
}
