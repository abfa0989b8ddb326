/** Runs fixtures' handlers as the product does. The one place of these tests that touches the API. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionSpec, InvokeOptions, InvokeOutcome, LambdaHost, LambdaHostOptions } from '../../lambda/lambda';
import { createLambdaHost } from '../../lambda/lambdaHost';
import { unansweredCalls } from '../harness/unansweredCalls';

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
    services: unansweredCalls(),
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

/** Resolves once none of the processes runs; the test's own time-out is the limit. */
export async function gone(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    while (runs(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Whether it runs: a zombie does not any more; in a container nobody may collect it for seconds. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
