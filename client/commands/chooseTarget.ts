/** Chooses where the AWS calls of handlers go. */
import type { Command } from './command';

export const chooseTarget: Command = { icon: 'shield', run: ({ targets }) => targets.choose() };
