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

export const lsp = serverCommand('lsp', 'server.js');
export const dap = serverCommand('dap', 'debugger.js');

const PROTOCOLS: { readonly [name: string]: string } = {
  lsp: 'Language Server Protocol',
  dap: 'Debug Adapter Protocol',
};

/**
 * Both are bundles of their own beside this one, and serve as soon as they are loaded: inside this one they
 * would slow the start of every other command.
 */
function serverCommand(name: string, bundle: string): CommandRun {
  return (args, io) => {
    const isAlone = args.every((arg) => arg === '--stdio' || arg.startsWith('--clientProcessId'));
    if (args.includes('--help')) {
      io.out(phrase`stepwise ${name} --stdio\n\nSpeaks the ${PROTOCOLS[name] ?? name} on standard input and output.\n`);
      return Promise.resolve(EXIT.succeeded);
    }
    if (!isAlone || !args.includes('--stdio')) {
      io.error(
        phrase`stepwise ${name} needs --stdio, because it speaks only on standard input and output: stepwise ${name} --stdio\n`,
      );
      return Promise.resolve(EXIT.unusable);
    }
    createRequire(__filename)(path.join(__dirname, bundle));
    return Promise.resolve(EXIT.succeeded);
  };
}
