/** Where the handlers of a launched session run: as its arguments say. */
import type { AttachRequest, LambdaHost } from '../lambda/lambda';
import type { LaunchArguments } from '../messages/debugClient';
import type { StepFunctionsService } from '../run';
import { HandlerOutput } from './handlerOutput';
import type { RunBackend, RunWords } from './launchedRun';

export interface HostOwner {
  readonly stepFunctions: StepFunctionsService;
  /** Absent: handlers run without a debugger. */
  readonly attach?: (request: AttachRequest) => Promise<void>;
  write(words: RunWords): void;
}

/** The owner disposes of it. */
export function launchedHost(
  { awsTarget: target = { kind: 'mock' }, node, python, debugpyDir }: Omit<LaunchArguments, 'target'>,
  { createLambdaHost }: Pick<RunBackend, 'createLambdaHost'>,
  { stepFunctions, attach, write }: HostOwner,
): LambdaHost {
  const printed = new HandlerOutput((text, category) => write({ category, text, isPrinted: true }));
  return createLambdaHost({
    target,
    serviceEndpoints: async () => ({ sfn: await stepFunctions.url() }),
    region: target.kind === 'aws' ? target.region : 'us-east-1',
    debug: attach && { attach },
    node,
    python,
    debugpyDir,
    log: ({ functionName, stream, text }) => printed.add(functionName, stream, text),
  });
}
