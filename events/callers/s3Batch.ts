import { phrase } from '../../core/l10n/phrase';
import { exactly, leftOut, oneOf, some } from '../shape';
import type { Caller } from '../source';
import { accepted, at, listAt, mistakesIn, refused, retried } from './verdict';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html */
export const s3BatchCaller: Caller = {
  answered: (answer, event) => {
    const code = oneOf('Succeeded', 'TemporaryFailure', 'PermanentFailure');
    const mistakes = mistakesIn(answer, {
      invocationSchemaVersion: exactly(String(at(event, 'invocationSchemaVersion') ?? '1.0')),
      treatMissingKeysAs: code,
      invocationId: exactly(String(at(event, 'invocationId') ?? '')),
      results: some([{ taskId: '', resultCode: code, resultString: leftOut('') }]),
    });
    if (mistakes.length > 0)
      return refused(phrase`S3 Batch Operations would count the task as failed: it cannot use the answer.`, mistakes);
    const results = listAt(answer, 'results');
    const tasks = listAt(event, 'tasks').map((task) => at(task, 'taskId'));
    const missing = tasks.filter((id) => !results.some((each) => at(each, 'taskId') === id));
    if (missing.length > 0)
      return refused(phrase`The answer has no result of ${String(missing[0])}: treatMissingKeysAs counts for it.`);
    if (results.some((each) => at(each, 'resultCode') === 'TemporaryFailure'))
      return retried(phrase`The task would be tried again.`);
    return results.some((each) => at(each, 'resultCode') === 'PermanentFailure')
      ? refused(phrase`The task would count as failed in the report of the job.`)
      : accepted(phrase`The task would count as done.`);
  },
  failed: () => refused(phrase`The task would count as failed in the report of the job.`),
};
