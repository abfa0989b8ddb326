import { StateFailure } from '../stateFailure';

/** Its cause stands bare, without the state's prefix (recorded). */
export function itemReaderFailed(cause: string): StateFailure {
  return new StateFailure({ error: 'States.ItemReaderFailed', cause });
}
