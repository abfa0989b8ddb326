/** `--endpoint`: who answers in place of AWS. */
import type { AwsTarget } from '../lambda/lambda';

export const ENDPOINT_OPTION = {
  value: 'URL',
  help: 'answers SDK calls of handlers and calls to services in place of AWS, such as LocalStack',
} as const;

/** Without it AWS calls are refused. A mistake is a sentence. */
export function targetOf(endpoint: string | undefined): AwsTarget | { readonly problem: string } {
  if (endpoint === undefined) return { kind: 'mock' };
  if (/^https?:\/\/./.test(endpoint)) return { kind: 'endpoint', url: endpoint };
  return { problem: `--endpoint must be a URL such as http://localhost:4566, not "${endpoint}".` };
}
