import type { SyntaxDocument } from '../syntax/tree';
import type { Host } from './host';
import { serverlessHost } from './serverless';
import { templateHost } from './template';
import { terraformHost } from './terraform';

export type { Host, HostedMachine } from './host';

/** The first that knows a file has it. */
export const HOSTS: readonly Host[] = [serverlessHost, templateHost, terraformHost];

/** The kind of file that holds definitions; undefined of a definition, and of anything else. */
export function hostOf(document: SyntaxDocument): Host | undefined {
  return HOSTS.find((host) => host.holds(document));
}

/** Whether a text that is no definition may hold some: cheap, and never wrong where it says no. */
export function mayHoldDefinitions(uri: string, text: string): boolean {
  return HOSTS.some((host) => host.mayBe(uri, text));
}
