import { onTestFinished, expect } from 'vitest';
import * as sfn from '@aws-sdk/client-sfn';
import type { SFNClient, SFNClientConfig } from '@aws-sdk/client-sfn';
import type { Json } from '../../core/json';
import type { InvokeOutcome, LambdaHost } from '../../lambda/lambda';
import { readProject } from '../../project';
import { hostExecutions, loadMachine, startRun, StepFunctionsService } from '../../run';
import type { Run, StartRunOptions } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';
import path from 'node:path';

/** What a fake function does with its event, with the API at hand as a handler has it. */
export type Handler = (event: Json, client: SFNClient) => Json | Promise<Json>;

export interface LocalProject {
  /** By name; `EXPRESS` machines are those whose name ends in `Express`. */
  readonly machines: { readonly [name: string]: object };
  readonly functions?: { readonly [name: string]: Handler };
  readonly options?: Partial<StartRunOptions>;
}

export interface LocalService {
  readonly service: StepFunctionsService;
  readonly client: SFNClient;
  readonly url: string;
  run(machine: string, input?: Json): Run;
}

/** A project on disk, its Step Functions, and the real SDK as their client. */
export async function localService({ machines, functions = {}, options }: LocalProject): Promise<LocalService> {
  const names = Object.keys(machines);
  const resources = Object.fromEntries([
    ...names.map((name) => [
      name,
      {
        Type: 'AWS::Serverless::StateMachine',
        Properties: {
          Name: name,
          DefinitionUri: `${name}.asl.json`,
          Type: name.endsWith('Express') ? 'EXPRESS' : 'STANDARD',
        },
      },
    ]),
    ...Object.keys(functions).map((name) => [
      name,
      { Type: 'AWS::Serverless::Function', Properties: { FunctionName: name, Handler: 'app.handler' } },
    ]),
  ]) as { [name: string]: object };
  const folder = temporaryFolder({
    'template.yaml': JSON.stringify({ Resources: resources }),
    'app.js': '',
    ...Object.fromEntries(names.map((name) => [`${name}.asl.json`, JSON.stringify(machines[name])])),
  });
  const project = readProject(folder);
  const service = new StepFunctionsService();
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    await service.close();
  });
  const url = await service.url();
  const client = clientOf(url);
  const base = {
    project,
    lambda: fakeLambda(functions, client),
    clock: 'skip' as const,
    emit: () => undefined,
    signal: stop.signal,
    ...options,
  };
  hostExecutions(base, service);
  return {
    service,
    client,
    url,
    run(machine, input = {}) {
      const loaded = loadMachine(path.join(folder, `${machine}.asl.json`), { project });
      if ('problem' in loaded) throw new Error(loaded.problem);
      return startRun({ ...base, ...loaded, input: JSON.stringify(input), stepFunctions: service });
    },
  };
}

/** The SDK as a handler makes it: dummy credentials, and one try. */
export function clientOf(endpoint: string, more: Partial<SFNClientConfig> = {}): SFNClient {
  const client = new sfn.SFNClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    maxAttempts: 1,
    disableHostPrefix: true,
    ...more,
  });
  onTestFinished(() => client.destroy());
  return client;
}

type Command = ConstructorParameters<typeof sfn.StartExecutionCommand>[0];

/** Calls an operation by its name; an error comes back as `{ error: 'Name: message' }`. */
export async function call(client: SFNClient, operation: string, input: object): Promise<{ [key: string]: unknown }> {
  const commands = sfn as unknown as { [name: string]: new (input: Command) => Parameters<SFNClient['send']>[0] };
  const Command = commands[`${operation}Command`]!;
  try {
    const { $metadata: _, ...answer } = (await client.send(new Command(input as Command))) as unknown as {
      [key: string]: unknown;
    };
    return answer;
  } catch (error) {
    return { error: `${(error as Error).name}: ${(error as Error).message}` };
  }
}

/** One call and what it answers, in part. */
export async function check(client: SFNClient, operation: string, input: object, expected: object): Promise<void> {
  expect(await call(client, operation, input)).toMatchObject(expected);
}

export const arnOf = (kind: string, name: string): string => `arn:aws:states:us-east-1:123456789012:${kind}:${name}`;

function fakeLambda(functions: { readonly [name: string]: Handler }, client: SFNClient): LambdaHost {
  return {
    async invoke({ name }, eventText): Promise<InvokeOutcome> {
      try {
        const returned = await functions[name]!(JSON.parse(eventText) as Json, client);
        return { type: 'success', payload: JSON.stringify(returned), durationMs: 1 };
      } catch (error) {
        const payload = JSON.stringify({ errorType: 'Error', errorMessage: String(error) });
        return {
          type: 'error',
          errorType: 'Error',
          errorMessage: '',
          stackTrace: [],
          payload,
          reason: 'handler',
          durationMs: 1,
        };
      }
    },
    dispose: () => Promise.resolve(),
  };
}
