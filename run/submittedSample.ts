import { sampleResponse } from '../core/catalog/integrations';
import type { TaskCall } from '../core/interpreter/host';
import type { Json } from '../core/json';

/** What a job or callback is submitted with where its service is not called: what the call answers without the suffix. */
export function submittedSample({ resource }: Pick<TaskCall, 'resource'>): Json {
  return sampleResponse(resource.replace(/\.(sync(:2)?|waitForTaskToken)$/, ''));
}
