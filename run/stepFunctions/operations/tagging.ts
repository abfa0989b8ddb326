/** TagResource, UntagResource, ListTagsForResource: of state machines and activities. */
import { apiError, type ApiError } from '../apiError';
import { checkArn } from '../arns';
import { ARN, TAGS } from '../parameters';
import type { StepFunctionsService } from '../service';
import type { Operation } from './operation';

export const tagResource: Operation = {
  parameters: { resourceArn: ARN, tags: { ...TAGS, required: true } },
  run: ({ resourceArn: arn, tags: given }, service) =>
    missing(arn, service) ?? (service.tags.add(arn, given ?? []) ? {} : apiError.tooManyTags(arn)),
};

export const untagResource: Operation = {
  parameters: {
    resourceArn: ARN,
    tagKeys: { type: 'list', required: true, item: { type: 'string', least: 1, most: 128 } },
  },
  run({ resourceArn: arn, tagKeys }, service) {
    const refused = missing(arn, service);
    if (refused) return refused;
    service.tags.remove(arn, tagKeys);
    return {};
  },
};

export const listTagsForResource: Operation = {
  parameters: { resourceArn: ARN },
  run: ({ resourceArn: arn }, service) =>
    missing(arn, service) ?? { tags: service.tags.list(arn).map((tag) => ({ ...tag })) },
};

/** Tags are of machines and activities alone. */
function missing(arn: string, { machines, activities }: StepFunctionsService): ApiError | undefined {
  const wrong = checkArn(arn, 'stateMachine', 'activity');
  if (wrong) return wrong;
  const isThere = machines.find(arn)?.arn === arn || activities.find(arn) !== undefined;
  return isThere ? undefined : apiError.resourceNotFound(arn);
}
