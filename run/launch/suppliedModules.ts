/** Clients that Lambda supplies and the project has not: from a folder of ours, which is filled by consent alone. */
import type { InvokeOutcome, LambdaHost } from '../../lambda/lambda';
import { installClient } from '../awsSdk/installClient';

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
    invoke: async (spec, event, options) => {
      let outcome = await host.invoke(spec, event, options);
      const tried = new Set<string>();
      for (
        let client = lacking(outcome);
        client && !tried.has(client) && tried.size < MOST;
        client = lacking(outcome)
      ) {
        tried.add(client);
        const signal = options?.signal ?? never;
        if (!(await mayInstall(client, folder, signal))) break;
        const problem = await installClient(client, folder, signal);
        if (problem !== undefined) {
          tell?.(problem);
          break;
        }
        outcome = await host.invoke(spec, event, options);
      }
      return outcome;
    },
    dispose: () => host.dispose(),
  };
}

/** The client without which a handler could not be loaded. */
function lacking(outcome: InvokeOutcome): string | undefined {
  if (outcome.type === 'success' || outcome.reason !== 'start') return undefined;
  const { install } = outcome.facts ?? {};
  return install?.isSupplied && /^@aws-sdk\/client-[a-z0-9-]+$/.test(install.name) ? install.name : undefined;
}
