/** What a launched session has around it: handlers, services and consents as its arguments say. */
import type { LambdaHostOptions } from '../lambda/lambda';
import type { LaunchArguments } from '../messages/debugClient';
import { LaunchServices } from '../run';
import type { Consents, HeldTime, PreparedMachine } from '../run';
import { HandlerOutput } from './handlerOutput';
import type { RunBackend, RunWords } from './launchedRun';

export interface SessionServices {
  /** Of the client, besides what a person chose. */
  readonly args: Pick<LaunchArguments, 'proxy' | 'sdkDir' | 'debugpyDir'>;
  readonly consents: Consents;
  readonly backend: Pick<RunBackend, 'createLambdaHost'>;
  /** Absent: handlers run without a debugger. */
  readonly debug?: LambdaHostOptions['debug'];
  /** Default: one that nobody holds. */
  readonly time?: HeldTime;
  write(words: RunWords): void;
}

/** The owner disposes of them. */
export function launchedServices(
  {
    project,
    target,
    executables,
    maxProcesses,
    calls,
    recording,
  }: Pick<PreparedMachine, 'project' | 'target' | 'executables' | 'maxProcesses' | 'calls' | 'recording'>,
  { args, consents, backend, debug, time, write }: SessionServices,
): LaunchServices {
  const printed = new HandlerOutput((text, category) => write({ category, text, isPrinted: true }));
  return new LaunchServices({
    project,
    target,
    calls,
    recording,
    executables,
    maxProcesses,
    consents,
    proxy: args.proxy,
    installFolder: args.sdkDir,
    debug,
    debugpyDir: args.debugpyDir,
    time,
    tell: (text) => write({ category: 'console', text }),
    log: ({ functionName, stream, text }) => printed.add(functionName, stream, text),
    createLambdaHost: backend.createLambdaHost,
  });
}
