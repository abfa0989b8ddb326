/** Calls that were on their way to AWS when they came by here: it gets them as they came, with their own host and signature. */
import type { Agent } from 'node:http';
import type { Members } from '../../services/wire';
import { isMembers } from '../../services/wire/values';
import { agentFor, type EditorProxy } from '../awsSdk/worker/proxyAgent.cjs';
import type { Destination } from './forward';

/** The ways to AWS's hosts, each with the connections that stay open. */
export class WaysToAws {
  private readonly agents = new Map<string, Agent>();

  constructor(private readonly proxy: EditorProxy | undefined) {}

  /** @param host as the request names it. Throws where the proxy's address is none. */
  to(host: string): Destination {
    const url = `https://${host}`;
    const known =
      this.agents.get(host) ?? agentFor(new URL(url), { env: process.env, editor: this.proxy, keepAlive: true });
    this.agents.set(host, known);
    return { url, agent: known };
  }

  close(): void {
    for (const agent of this.agents.values()) agent.destroy();
  }
}

/** What whoever has it could sign with. Source: API references of STS, SSO and Cognito Identity, "Credentials". */
const SECRETS = /^(secretAccessKey|secretKey|sessionToken)$/i;

/** What a view or a recording may have of an answer: credentials that AWS has given out are not in it. */
export function withoutCredentials(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (SECRETS.test(name) && typeof value === 'string') return [name, '***'];
      return [name, isMembers(value) ? withoutCredentials(value) : value];
    }),
  );
}
