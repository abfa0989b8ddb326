/** From the text of a saved history to what {@link StartRunOptions.resume} takes; a sentence where it does not fit the machine. */
import { executionStatusAfter } from '../../core/history/eventKinds';
import { redrivePoint, resumePoint, type Checkpoint, type Problem } from '../../core/interpreter';
import { phrase } from '../../core/l10n/phrase';
import type { Machine } from '../../core/model';
import { MASKED } from '../../core/mask';
import { stateWithMaskedData } from './maskedData';
import { readHistory } from './readHistory';
import type { SavedHistory } from './savedHistory';

/** `resume` goes on with a run that was stopped in the middle; `redrive` runs the failed states of one that has ended again. */
export type GoingOn = 'resume' | 'redrive';

/** Which of the two a history calls for. */
function fitting(events: SavedHistory['events']): GoingOn {
  const status = executionStatusAfter(events.at(-1)?.type ?? '');
  return status === undefined || status === 'RUNNING' ? 'resume' : 'redrive';
}

export interface EarlierRun {
  readonly checkpoint: Checkpoint;
  readonly saved: SavedHistory;
  readonly executionName: string | undefined;
  /** What the state machine reads of its input as `$$.Execution.Input` was masked. */
  readonly hasMaskedInput: boolean;
}

const POINTS = { resume: resumePoint, redrive: redrivePoint } as const;

export interface GoOnOptions {
  /** Absent: whichever the history calls for. */
  readonly how?: GoingOn;
  readonly text: string;
  readonly machine: Machine;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Milliseconds since the epoch, for AWS's limit of redrives; absent: the moment the history ends. */
  readonly now?: number;
}

export function goOnFrom({ how, text, machine, type, now }: GoOnOptions): EarlierRun | Problem {
  const saved = readHistory(text);
  if ('problem' in saved) return saved;
  const { events, childExecutions: children, executionArn } = saved;
  const checkpoint = POINTS[how ?? fitting(events)](machine.root, {
    events,
    type,
    ...(children && { children }),
    ...(now !== undefined && { now }),
  });
  if ('problem' in checkpoint) return checkpoint;
  const isMasked = saved.masked !== undefined;
  const state = isMasked ? stateWithMaskedData(checkpoint) : undefined;
  if (state !== undefined) {
    const problem = phrase`state "${state}" would continue with masked values (${MASKED}). Use a history without masks, or start a new run.`;
    return { problem };
  }
  return {
    checkpoint,
    saved: { ...saved, events: checkpoint.events },
    // `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`, and behind that an id where it is express.
    executionName: executionArn?.split(':')[7],
    hasMaskedInput: isMasked && checkpoint.input.includes(MASKED),
  };
}
