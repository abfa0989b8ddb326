import { serveDebugAdapter } from '../debugger/serve';
import { EXIT } from './io';
import type { Io } from './io';

/** `stepwise dap --stdio`: the debug adapter on standard input and output. */
export function dap(args: string[], io: Io): Promise<number> {
  const problem = args.find((arg) => arg !== '--stdio');
  if (problem !== undefined || args.length === 0) {
    io.error(`stepwise dap speaks on standard input and output alone: stepwise dap --stdio\n`);
    return Promise.resolve(EXIT.unusable);
  }
  serveDebugAdapter(process.stdin, process.stdout);
  return Promise.resolve(EXIT.succeeded);
}
