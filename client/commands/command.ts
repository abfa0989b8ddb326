/** A command: one file each in this folder, one line each in the table of `index.ts`. */
import type { ClientContext } from '../clientContext';

export type Command = (context: ClientContext, ...args: unknown[]) => unknown;
