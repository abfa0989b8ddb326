import type { JsonObject } from '../../json';
import type { IntegratedService, ServiceAction } from './integration';
import { asStarted, given, member, type Job } from './job';

/** The page says of each action which state of the application its `.sync` waits for, and that both answer alike. */
const untilApplicationIs = (state: string, failed: readonly string[]): Job => ({
  command: 'GetApplication',
  ask: ({ ApplicationId }) => ({ ApplicationId: ApplicationId ?? null }),
  status: member('Application', 'State'),
  succeeded: [state],
  failed,
  answer: asStarted,
});

/** The API answers nothing; the integration the application's id. */
const ofApplication = (doc: string, state: string, failed: readonly string[]): ServiceAction => ({
  doc,
  request: { 'ApplicationId.$': '$.ApplicationId' },
  response: { ApplicationId: '1f2a' },
  sdk: { answer: withApplicationId },
  job: untilApplicationIs(state, failed),
});

function withApplicationId(output: JsonObject, { ApplicationId }: JsonObject): JsonObject {
  return { ...(ApplicationId !== undefined && { ApplicationId }), ...output };
}

export const emrServerless: IntegratedService = {
  name: 'emr-serverless',
  source: 'AWS: Create and manage EMR Serverless applications with Step Functions',
  errors: { prefix: 'EMRServerless', service: 'AWSEMRServerless', otherError: 'AWSEMRServerlessException' },
  actions: {
    createApplication: {
      doc: 'Creates an EMR Serverless application.',
      required: ['Type', 'ReleaseLabel'],
      request: { Name: 'jobs', Type: 'SPARK', ReleaseLabel: 'emr-7.0.0' },
      response: { ApplicationId: '1f2a' },
      job: untilApplicationIs('CREATED', ['TERMINATED']),
    },
    startApplication: ofApplication('Starts an application.', 'STARTED', ['TERMINATED']),
    stopApplication: ofApplication('Stops an application.', 'STOPPED', ['TERMINATED']),
    deleteApplication: ofApplication('Deletes an application.', 'TERMINATED', []),
    startJobRun: {
      doc: 'Starts a job of an application.',
      request: { 'ApplicationId.$': '$.ApplicationId', ExecutionRoleArn: 'arn:aws:iam::123456789012:role/emr' },
      response: { ApplicationId: '1f2a', JobRunId: '2f3b' },
      syncResponse: { JobRun: { JobRunId: '2f3b', State: 'SUCCESS' } },
      job: {
        command: 'GetJobRun',
        ask: ({ JobRunId }, { ApplicationId }) => ({
          ApplicationId: ApplicationId ?? null,
          JobRunId: JobRunId ?? null,
        }),
        status: member('JobRun', 'State'),
        succeeded: ['SUCCESS'],
        failed: ['FAILED', 'CANCELLED'],
      },
    },
    cancelJobRun: {
      doc: 'Cancels a job.',
      request: { 'ApplicationId.$': '$.ApplicationId', 'JobRunId.$': '$.JobRunId' },
      response: { ApplicationId: '1f2a', JobRunId: '2f3b' },
      job: {
        command: 'GetJobRun',
        ask: given('ApplicationId', 'JobRunId'),
        status: member('JobRun', 'State'),
        succeeded: ['CANCELLED'],
        failed: ['SUCCESS', 'FAILED'],
        answer: asStarted,
      },
    },
  },
};
