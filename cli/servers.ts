/** `stepwise lsp` and `stepwise dap`: the processes an editor starts, on standard input and output. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { EXIT } from './io';
import { phrase } from '../core/l10n/phrase';
import type { CommandRun } from './io';
import { HELP } from './options';

export const OPTIONS = {
  stdio: { help: () => phrase`speaks on standard input and output` },
  ...HELP,
} as const;

/** A bundle of its own beside this one, which serves as soon as it is loaded. */
export const lsp = serverCommand('lsp', 'Language Server Protocol', () => {
  createRequire(__filename)(path.join(__dirname, 'server.js'));
});
/** What the editor starts for each session, too. */
export const dap = serverCommand('dap', 'Debug Adapter Protocol', async () => {
  const { serveDebugAdapter } = await import('../debugger/serve');
  serveDebugAdapter();
});

function serverCommand(name: string, protocol: string, serve: () => void | Promise<void>): CommandRun {
  return async (args, io) => {
    const isAlone = args.every((arg) => arg === '--stdio' || arg.startsWith('--clientProcessId'));
    if (args.includes('--help')) {
      io.out(phrase`stepwise ${name} --stdio\n\nSpeaks the ${protocol} on standard input and output.\n`);
      return EXIT.succeeded;
    }
    if (!isAlone || !args.includes('--stdio')) {
      io.error(
        phrase`stepwise ${name} needs --stdio, because it speaks only on standard input and output: stepwise ${name} --stdio\n`,
      );
      return EXIT.unusable;
    }
    await serve();
    return EXIT.succeeded;
  };
}
