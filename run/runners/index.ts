import type { TaskRunner } from '../run';
import { activityRunner } from './activity';
import { askRunner } from './ask';
import { awsServiceRunner } from './awsService';
import { callMockRunner } from './callMock';
import { httpInvokeRunner } from './httpInvoke';
import { lambdaFunctionRunner } from './lambdaFunction';
import { lambdaInvokeRunner } from './lambdaInvoke';
import { lambdaSdkRunner } from './lambdaSdk';
import { mockRunner } from './mock';
import { sfnSdkRunner } from './sfnSdk';
import { startExecutionRunner } from './startExecution';
import { unansweredRunner } from './unanswered';

/** Asked in this order; the first that answers has the call. */
export const TASK_RUNNERS: readonly TaskRunner[] = [
  mockRunner,
  callMockRunner,
  lambdaFunctionRunner,
  lambdaInvokeRunner,
  lambdaSdkRunner,
  startExecutionRunner,
  sfnSdkRunner,
  activityRunner,
  httpInvokeRunner,
  awsServiceRunner,
  askRunner,
  unansweredRunner,
];
