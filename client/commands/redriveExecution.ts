/** Runs the failed states of the last run again. */
import type { Command } from './command';

export const redriveExecution: Command = ({ lastRun }) => lastRun.redrive();
