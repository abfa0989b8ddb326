import { startServer } from '../server/startServer';
import { EXIT } from './io';
import type { Io } from './io';

/** `stepwise lsp --stdio`: the language server on standard input and output. */
export function lsp(args: string[], io: Io): Promise<number> {
  const isAlone = args.every((arg) => arg === '--stdio' || arg.startsWith('--clientProcessId'));
  if (!isAlone || !args.includes('--stdio')) {
    io.error('stepwise lsp speaks on standard input and output alone: stepwise lsp --stdio\n');
    return Promise.resolve(EXIT.unusable);
  }
  // The connection reads its transport off the command line.
  startServer();
  return Promise.resolve(EXIT.succeeded);
}
