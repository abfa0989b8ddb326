/** Going on with an execution from its history. */
export { redrivePoint, resumePoint, standsIn, type CheckpointRequest } from './checkpoint';
export { earlierEvents } from './earlierEvents';
export { foldHistory } from './foldHistory';
export { envelopesOf, nameIn, placedHistory } from './placedHistory';
export type { Checkpoint, StrandPoint, SavedChild } from './strandPoint';
export { readEvents, type Problem } from './readEvents';
export { redriveStatus, type RedriveQuestion, type RedriveStatus } from './redriveStatus';
export { withChildren, withoutChildren } from './placedChildren';
