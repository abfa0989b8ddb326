/** A target as a launch configuration gives it: whatever a person, or a file of somebody else's, wrote there. */
import { phrase } from '../core/l10n/phrase';
import { HTTP_URL } from '../core/valueForms';
import type { AwsTarget } from '../lambda/lambda';

/** The target, or what is wrong with it. */
export function readTarget(written: unknown): AwsTarget | string {
  const { kind, url, services, profile, region } = isRecord(written) ? written : {};
  if (kind === 'mock') return { kind };
  if (kind === 'endpoint') {
    const named = isRecord(services) ? (services as { [service: string]: string }) : {};
    const given = [...(url === undefined || url === '' ? [] : [url]), ...Object.values(named)];
    if (given.length === 0)
      return phrase`The AWS target is "endpoint", but there is no endpoint URL. Set stepwise.aws.endpointUrl.`;
    const wrong = given.find((each) => typeof each !== 'string' || !HTTP_URL.fits(each));
    if (wrong !== undefined) {
      return phrase`An AWS endpoint must be ${HTTP_URL.like()}, not ${JSON.stringify(wrong)}.`;
    }
    return { kind, url: typeof url === 'string' ? url : '', services: named };
  }
  if (kind === 'aws') {
    return {
      kind,
      profile: typeof profile === 'string' && profile.trim() ? profile.trim() : undefined,
      region: typeof region === 'string' && region.trim() ? region.trim() : 'us-east-1',
    };
  }
  return phrase`The AWS target must be "mock", "endpoint" or "aws", not ${JSON.stringify(kind ?? null)}.`;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
