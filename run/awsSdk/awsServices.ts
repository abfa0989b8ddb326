/** Where calls to AWS services go that no mock answers, and the SDK that makes them. One for each run; its owner disposes of it. */
import { devNull } from 'node:os';
import type { Json } from '../../core/json';
import { ownGuardVariables } from '../../lambda/awsGuard';
import { CREDENTIALS } from '../../lambda/childEnvironment';
import type { AwsTarget } from '../../lambda/lambda';
import type { EditorProxy } from './worker/proxyAgent.cjs';
import { installClient } from './installClient';
import { SdkClients } from './sdkClients';
import type { SdkAnswer, SdkConfig } from './sdkClients';
import { clientPackage, serviceKey } from '../../core/catalog/services/serviceName';

export interface AwsServicesOptions {
  /** Chosen by the person; `mock` lets no call out but to {@link endpoints}. */
  readonly target: AwsTarget;
  readonly region: string;
  /** By service, such as `.vscode/stepwise.json` names them: stand before the target. */
  readonly endpoints?: { readonly [service: string]: string };
  /** Where clients are looked for: the project's folder, those of its functions. */
  readonly folders: readonly string[];
  /** A folder of ours that clients are installed into. */
  readonly installFolder?: string;
  /** Of the editor's settings; beside it stands what the environment says. */
  readonly proxy?: EditorProxy;
  /** Whether this client may be installed there; absent: nobody is there to ask. */
  mayInstall?(client: string, folder: string, signal: AbortSignal): Promise<boolean>;
}

/** An endpoint, or AWS itself. */
export type Destination = { readonly endpoint: string } | { readonly endpoint?: undefined };

export class AwsServices {
  private readonly endpoints: Map<string, string>;
  private readonly clients: SdkClients;
  /** A question is asked once, however many branches need its answer. */
  private readonly installing = new Map<string, Promise<string | undefined>>();
  private readonly abort = new AbortController();

  constructor(private readonly options: AwsServicesOptions) {
    const { target, endpoints = {} } = options;
    const ofTarget = target.kind === 'endpoint' ? (target.services ?? {}) : {};
    const named = Object.entries({ ...ofTarget, ...endpoints });
    this.endpoints = new Map(named.map(([service, url]) => [serviceKey(service), url]));
    this.clients = new SdkClients(variablesFor(target));
  }

  /** Undefined: calls of this service go nowhere. */
  destinationOf(service: string): Destination | undefined {
    const { target } = this.options;
    const endpoint = this.endpoints.get(serviceKey(service)) || (target.kind === 'endpoint' ? target.url : '');
    if (endpoint) return { endpoint };
    return target.kind === 'aws' ? {} : undefined;
  }

  /** For the rest of the run. */
  setEndpoint(service: string, url: string): void {
    this.endpoints.set(serviceKey(service), url);
  }

  /** @returns the answer, or a sentence where the call could not even be made */
  async call(service: string, command: string, input: Json, signal: AbortSignal): Promise<SdkAnswer | string> {
    const destination = this.destinationOf(service);
    const client = clientPackage(service);
    if (!destination || client === undefined) return `Nothing on this machine answers calls to ${service}.`;
    const { endpoint } = destination;
    const { installFolder, folders, region } = this.options;
    const call = {
      folders: [...folders, ...(installFolder === undefined ? [] : [installFolder])],
      client,
      command,
      input,
      config: { region, proxy: this.options.proxy, ...(endpoint !== undefined && configAt(endpoint, client)) },
    };
    let answer = await this.clients.call(call, signal);
    if (answer.type === 'noClient') {
      const problem = await this.install(client, signal);
      if (problem !== undefined) return problem;
      answer = await this.clients.call(call, signal);
    }
    if (answer.type === 'noCommand')
      return `${client} has no command ${command}Command. The SDK of this project may be too old: update it.`;
    if (answer.type === 'noClient') return `${client} was installed into ${installFolder} but cannot be found there.`;
    if (answer.type === 'broken') return `${client} cannot be used: ${answer.message}.`;
    return answer;
  }

  dispose(): Promise<void> {
    this.abort.abort();
    return this.clients.dispose();
  }

  private install(client: string, signal: AbortSignal): Promise<string | undefined> {
    const { installFolder, mayInstall } = this.options;
    const missing = `${client} is not installed in this project. Install it with npm install --save-dev ${client}, or let Stepwise keep a copy with stepwise run --install-sdk.`;
    if (installFolder === undefined || !mayInstall) return Promise.resolve(missing);
    const known = this.installing.get(client);
    if (known) return known;
    const installing = mayInstall(client, installFolder, signal).then((allowed) =>
      allowed ? installClient(client, installFolder, this.abort.signal) : missing,
    );
    this.installing.set(client, installing);
    return installing;
  }
}

/** What a client must be told to call this endpoint and no other host. */
function configAt(endpoint: string, client: string): Partial<SdkConfig> {
  return {
    endpoint,
    // An endpoint is given credentials that mean nothing anywhere.
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    disableHostPrefix: true,
    ...OF_CLIENTS[client],
  };
}

const OF_CLIENTS: { readonly [client: string]: Partial<SdkConfig> } = {
  '@aws-sdk/client-s3': { forcePathStyle: true },
  '@aws-sdk/client-sqs': { useQueueUrlAsEndpoint: false },
};

/** What SDKs read beyond their own options; names of the user's AWS only where AWS itself was chosen. */
function variablesFor(target: AwsTarget, parent: NodeJS.ProcessEnv = process.env): { [name: string]: string } {
  if (target.kind !== 'aws') {
    // An empty name would mean the usual file. No word of the instance's metadata service, nor of files that a person keeps for the real service.
    const noFiles = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
    return { AWS_EC2_METADATA_DISABLED: 'true', ...noFiles, ...ownGuardVariables(target) };
  }
  const { profile } = target;
  const ofAws = Object.entries(parent).filter(
    (each): each is [string, string] =>
      /^AWS_/i.test(each[0]) && (profile === undefined || !CREDENTIALS.includes(each[0].toUpperCase())),
  );
  return { ...Object.fromEntries(ofAws), ...(profile !== undefined && { AWS_PROFILE: profile }) };
}
