/** The interpreter's door. */
import type { Machine } from '../model/machine';
import type { ExecutionResult } from './historyEvent';
import type { Host } from './host';

export interface RunOptions {
  /** The execution's input as text: AWS echoes it unchanged until a state transforms it. */
  readonly input: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly executionName?: string;
  readonly executionArn?: string;
  readonly stateMachineName?: string;
  readonly stateMachineArn?: string;
  readonly roleArn?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** Stops the run: status ABORTED. */
  readonly signal?: AbortSignal;
}

/** Runs a machine to its end. Never rejects for a user's mistake. */
export declare function runMachine(machine: Machine, host: Host, options: RunOptions): Promise<ExecutionResult>;
