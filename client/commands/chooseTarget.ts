/** Chooses where the AWS calls of handlers go. */
import type { Command } from './command';

export const chooseTarget: Command = ({ targets }) => targets.choose();
