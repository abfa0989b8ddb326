import type { IntegratedService } from './integration';
import { first, member, type Job } from './job';

/** Of both: `Build`, described by BatchGetBuilds, and `BuildBatch`, described by BatchGetBuildBatches. */
const job = (kind: 'Build' | 'BuildBatch'): Job => {
  const list = kind === 'Build' ? 'Builds' : 'BuildBatches';
  return {
    command: `BatchGet${list}`,
    ask: (started) => ({ Ids: [member(kind, 'Id')(started) ?? null] }),
    result: (description) => {
      const found = first(list)(description);
      return found === undefined ? undefined : { [kind]: found };
    },
    status: member(kind, `${kind}Status`),
    succeeded: ['SUCCEEDED'],
    failed: ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'],
  };
};

export const codebuild: IntegratedService = {
  name: 'codebuild',
  source: 'AWS: Manage AWS CodeBuild builds with Step Functions',
  errors: { prefix: 'CodeBuild', service: 'AWSCodeBuild', otherError: 'AWSCodeBuildException' },
  actions: {
    startBuild: {
      doc: 'Starts a CodeBuild build.',
      request: { ProjectName: 'site' },
      response: { Build: { Id: 'site:1f2a', BuildStatus: 'IN_PROGRESS' } },
      syncResponse: { Build: { Id: 'site:1f2a', BuildStatus: 'SUCCEEDED' } },
      job: job('Build'),
    },
    startBuildBatch: {
      doc: 'Starts a batch of CodeBuild builds.',
      request: { ProjectName: 'site' },
      response: { BuildBatch: { Id: 'site:1f2a', BuildBatchStatus: 'IN_PROGRESS' } },
      syncResponse: { BuildBatch: { Id: 'site:1f2a', BuildBatchStatus: 'SUCCEEDED' } },
      job: job('BuildBatch'),
    },
    stopBuild: {
      doc: 'Stops a build.',
      request: { 'Id.$': '$.Build.Id' },
      response: { Build: { BuildStatus: 'STOPPED' } },
    },
    stopBuildBatch: {
      doc: 'Stops a batch of builds.',
      request: { 'Id.$': '$.BuildBatch.Id' },
      response: { BuildBatch: {} },
    },
    deleteBuildBatch: {
      doc: 'Deletes a batch of builds.',
      request: { 'Id.$': '$.BuildBatch.Id' },
      response: { BuildsDeleted: [], BuildsNotDeleted: [] },
    },
    retryBuild: {
      doc: 'Starts a build again.',
      required: [],
      request: { 'Id.$': '$.Build.Id' },
      response: { Build: {} },
      job: job('Build'),
    },
    retryBuildBatch: {
      doc: 'Starts a batch of builds again.',
      required: [],
      request: { 'Id.$': '$.BuildBatch.Id' },
      response: { BuildBatch: {} },
      job: job('BuildBatch'),
    },
    batchGetBuilds: {
      doc: 'Asks how builds stand.',
      request: { Ids: ['site:1f2a'] },
      response: { Builds: [], BuildsNotFound: [] },
    },
    batchGetReports: {
      doc: 'Reads test reports.',
      request: { ReportArns: [] },
      response: { Reports: [], ReportsNotFound: [] },
    },
    batchDeleteBuilds: {
      doc: 'Deletes builds.',
      request: { Ids: ['site:1f2a'] },
      response: { BuildsDeleted: [], BuildsNotDeleted: [] },
    },
  },
};
