import type { Agent } from 'node:http';

export interface EditorProxy {
  /** `http://HOST:PORT`, with name and password where the proxy wants them. */
  readonly url?: string;
  /** Hosts that are reached directly, as in `NO_PROXY`. */
  readonly noProxy?: readonly string[];
  /** False: certificates of connections through the proxy are not verified. */
  readonly strictSsl?: boolean;
}

export interface Network {
  readonly env: { readonly [name: string]: string | undefined };
  /** What the editor's settings say of a proxy. */
  readonly editor?: EditorProxy;
  /** The agent serves more than one request. */
  readonly keepAlive?: boolean;
}

/** Undefined: the host is reached directly. Throws where the proxy's address is none. */
export function proxyFor(url: URL, network: Network): URL | undefined;
export function agentFor(url: URL, network: Network): Agent;
/** Why no connection came about, in words. */
export function reasonOf(error: unknown): string;
