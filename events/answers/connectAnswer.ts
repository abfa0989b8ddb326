import { phrase } from '../../core/l10n/phrase';
import { anything, mapOf } from '../shape';
import { shaped } from './verdict';

/** https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html */
export const connectAnswer = shaped(() => mapOf({}, anything('')), {
  good: () => phrase`The flow would find the members below $.External.`,
  bad: () => phrase`The flow would take the branch Error: the answer must be an object.`,
});
