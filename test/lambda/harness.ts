/** Runs fixtures' handlers as the product does. The one place of these tests that touches the API. */
import path from 'node:path';
import type { FunctionSpec, InvokeOptions, InvokeOutcome, LambdaHost, LambdaHostOptions } from '../../lambda/lambda';
import { createLambdaHost } from '../../lambda/lambdaHost';

export const FIXTURES = path.join(import.meta.dirname, 'fixtures');

export interface Log {
  readonly functionName: string;
  readonly stream: string;
  readonly text: string;
}

/** `cjs/app.js#handler`. */
export function spec(handler: string, more: Partial<FunctionSpec> = {}): FunctionSpec {
  const [file = '', exportName = 'handler'] = handler.split('#');
  return {
    name: 'Function',
    codeDir: path.join(FIXTURES, path.dirname(file)),
    file: path.join(FIXTURES, file),
    exportName,
    environment: {},
    timeoutSeconds: 10,
    memorySize: 256,
    projectDir: FIXTURES,
    ...more,
  };
}

export function createHost(more: Partial<LambdaHostOptions> = {}): { host: LambdaHost; logs: Log[] } {
  const logs: Log[] = [];
  const host = createLambdaHost({
    target: { kind: 'mock' },
    region: 'eu-west-1',
    log: (entry) => void logs.push(entry),
    ...more,
  });
  return { host, logs };
}

export function invoke(
  host: LambdaHost,
  handler: string,
  event: unknown = {},
  more: Partial<FunctionSpec> = {},
  options: InvokeOptions = {},
): Promise<InvokeOutcome> {
  return host.invoke(spec(handler, more), JSON.stringify(event), options);
}

/** What a success answered. */
export function answer(outcome: InvokeOutcome): unknown {
  if (outcome.type === 'error') throw new Error(`${outcome.errorType}: ${outcome.errorMessage}`);
  return JSON.parse(outcome.payload);
}

/** Resolves once none of the processes exists; the test's own time-out is the limit. */
export async function gone(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    for (;;) {
      try {
        process.kill(pid, 0);
      } catch {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
