/** Clients that Lambda supplies and the project has not: from a folder of ours, which is filled by consent alone. */
import type { InvokeOutcome, LambdaHost } from '../../lambda/lambda';
import { installBoto3 } from '../awsSdk/installBoto3';
import { installClient, isSuppliedPackage } from '../awsSdk/installClient';

export interface SuppliedModules {
  readonly folder: string;
  /** Whether this client may be installed there. */
  mayInstall(client: string, folder: string, signal: AbortSignal): Promise<boolean>;
  /** Hears why it could not be installed. */
  tell?(sentence: string): void;
}

/** As many clients as one handler may lack: each is found missing by itself. */
const MOST = 10;

/** A host whose handlers are started once more when what they lacked has been installed: nothing of them ran before. */
export function withSuppliedModules(host: LambdaHost, { folder, mayInstall, tell }: SuppliedModules): LambdaHost {
  const never = new AbortController().signal;
  return {
    prepare: (spec) => host.prepare?.(spec),
    invoke: async (spec, event, options) => {
      let outcome = await host.invoke(spec, event, options);
      const tried = new Set<string>();
      for (
        let lacks = lacking(outcome);
        lacks && !tried.has(lacks.name) && tried.size < MOST;
        lacks = lacking(outcome)
      ) {
        tried.add(lacks.name);
        const signal = options?.signal ?? never;
        if (!(await mayInstall(lacks.name, folder, signal))) break;
        const problem = await lacks.install(folder, signal);
        if (problem !== undefined) {
          tell?.(problem);
          break;
        }
        outcome = await host.invoke(spec, event, options);
      }
      return outcome;
    },
    dispose: (stop) => host.dispose(stop),
  };
}

interface Lacking {
  readonly name: string;
  /** Resolves with the sentence that says why it did not work, or undefined. */
  install(folder: string, signal: AbortSignal): Promise<string | undefined>;
}

/** That without which a handler could not be loaded. */
function lacking(outcome: InvokeOutcome): Lacking | undefined {
  if (outcome.type === 'success' || outcome.reason !== 'start') return undefined;
  const { name, isSupplied, interpreter, line } = outcome.facts?.install ?? {};
  if (name === undefined || !isSupplied) return undefined;
  // botocore and s3transfer come with it.
  if (interpreter !== undefined && line !== undefined && /^\d+\.\d+$/.test(line))
    return { name: 'boto3', install: (folder, signal) => installBoto3(folder, { interpreter, line }, signal) };
  if (!isSuppliedPackage(name)) return undefined;
  return { name, install: (folder, signal) => installClient(name, folder, signal) };
}
