/** Saves the history of the last run. */
import type { Command } from './command';

export const saveHistory: Command = ({ lastRun }) => lastRun.saveHistory();
