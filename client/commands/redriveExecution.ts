/** Runs the failed states of the last run again. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';

export const redriveExecution: Command = {
  palette: CONTEXT_KEYS.canRedrive,
  run: ({ lastRun }) => lastRun.redrive(),
};
