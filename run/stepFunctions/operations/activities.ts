/** CreateActivity, DeleteActivity, DescribeActivity, ListActivities. Shapes: recorded. */
import { localStatesArn } from '../../../core/template';
import type { Activity } from '../activities';
import { apiError } from '../apiError';
import { checkArn } from '../arns';
import { page } from '../paging';
import { ARN, checkName, NAME, PAGING, TAGS } from '../parameters';
import { seconds, type Operation } from './operation';

export const createActivity: Operation = {
  parameters: { name: { ...NAME, required: true }, tags: TAGS },
  run({ name, tags: given }, { activities, tags }) {
    const wrong = checkName(name);
    if (wrong) return wrong;
    // Creating one that is there already changes nothing (recorded).
    const activity = activities.create(localStatesArn('activity', name), name);
    if (!activity) return apiError.activityLimitExceeded();
    if (given && !tags.add(activity.arn, given)) return apiError.tooManyTags(activity.arn);
    return { activityArn: activity.arn, creationDate: seconds(activity.creationDate) };
  },
};

export const deleteActivity: Operation = {
  parameters: { activityArn: ARN },
  run({ activityArn }, { activities }) {
    const wrong = checkArn(activityArn, 'activity');
    if (wrong) return wrong;
    activities.delete(activityArn);
    return {};
  },
};

export const describeActivity: Operation = {
  parameters: { activityArn: ARN },
  run({ activityArn }, { activities }) {
    const wrong = checkArn(activityArn, 'activity');
    if (wrong) return wrong;
    const activity = activities.find(activityArn);
    if (!activity) return apiError.activityDoesNotExist(activityArn);
    return { ...described(activity), encryptionConfiguration: { type: 'AWS_OWNED_KEY' } };
  },
};

export const listActivities: Operation = {
  parameters: PAGING,
  run: (request, { activities }) =>
    page('activities', activities.list(), request, { key: ({ name }) => name, show: described }),
};

function described({ arn, name, creationDate }: Activity) {
  return { activityArn: arn, creationDate: seconds(creationDate), name };
}
