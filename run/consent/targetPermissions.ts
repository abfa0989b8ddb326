import { phrase } from '../../core/l10n/phrase';
import { HTTP_URL } from '../../core/valueForms';
import type { AwsTarget } from '../../lambda/lambda';
import { originOf } from './origin';
import type { Permission } from './permission';

/**
 * What the AWS target of a run needs before the run begins: handlers are given it with their environment.
 *
 * @param target as a launch configuration has it, which nobody may have checked
 * @param account whose the profile is, as far as the person's own configuration tells
 * @returns the permissions, or the sentence that says what is wrong with the target
 */
export function targetPermissions(
  target: AwsTarget,
  account?: string,
): readonly Permission[] | { readonly problem: string } {
  switch (target?.kind) {
    case 'mock':
      return [];
    case 'aws': {
      const { profile, region } = target;
      return [
        { kind: 'aws', ...(profile !== undefined && { profile }), ...(account !== undefined && { account }), region },
      ];
    }
    case 'endpoint': {
      const urls = [target.url, ...Object.values(target.services ?? {})].filter(
        (url) => url !== '' && url !== undefined,
      );
      // An SDK takes a scheme that it does not know for plain HTTP.
      const wrong = urls.find((url) => originOf(url) === undefined);
      if (wrong !== undefined) {
        return {
          problem: phrase`An AWS endpoint must be ${HTTP_URL.like()}, not ${JSON.stringify(wrong)}.`,
        };
      }
      return [...new Set(urls.map((url) => originOf(url)!))].map((origin) => ({ kind: 'endpoint', origin }));
    }
    default:
      return {
        problem: phrase`The AWS target must be "mock", "endpoint" or "aws", not ${JSON.stringify(target ?? null)}.`,
      };
  }
}
