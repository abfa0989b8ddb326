import { isJsonObject } from '../../json';
import type { IntegratedService } from './integration';
import { given, member } from './job';
import { listOf } from './sdkCall';

/** The page has a table of how each action differs from EMR's own command. */
export const elasticmapreduce: IntegratedService = {
  name: 'elasticmapreduce',
  client: 'emr',
  source: 'AWS: Create and manage Amazon EMR clusters with Step Functions',
  errors: {
    prefix: 'ElasticMapReduce',
    service: 'AmazonElasticMapReduce',
    otherError: 'AmazonElasticMapReduceException',
  },
  actions: {
    createCluster: {
      doc: 'Starts an EMR cluster.',
      required: ['Name', 'Instances'],
      request: {
        Name: 'nightly',
        ReleaseLabel: 'emr-7.0.0',
        Instances: {},
        ServiceRole: 'EMR_DefaultRole',
        JobFlowRole: 'EMR_EC2_DefaultRole',
      },
      response: { ClusterId: 'j-1F2A', ClusterArn: 'arn:aws:elasticmapreduce:us-east-1:123456789012:cluster/j-1F2A' },
      sdk: {
        command: 'RunJobFlow',
        answer: ({ JobFlowId, ...rest }) => ({ ...(JobFlowId !== undefined && { ClusterId: JobFlowId }), ...rest }),
      },
      job: {
        command: 'DescribeCluster',
        ask: ({ ClusterId }) => ({ ClusterId: ClusterId ?? null }),
        status: member('Cluster', 'Status', 'State'),
        succeeded: ['WAITING', 'TERMINATED'],
        failed: ['TERMINATED_WITH_ERRORS'],
        // States behind it read ClusterId, as AWS's own examples do.
        answer: (job, { ClusterId }) => (isJsonObject(job) ? { ClusterId: ClusterId ?? null, ...job } : job),
      },
    },
    setClusterTerminationProtection: {
      doc: 'Protects a cluster from being ended.',
      request: { 'ClusterId.$': '$.ClusterId', TerminationProtected: true },
      takes: { ClusterId: 'string', TerminationProtected: 'boolean' },
      response: {},
      sdk: {
        command: 'SetTerminationProtection',
        parameters: ({ ClusterId, ...rest }) => ({ JobFlowIds: listOf(ClusterId), ...rest }),
      },
    },
    terminateCluster: {
      doc: 'Ends a cluster.',
      request: { 'ClusterId.$': '$.ClusterId' },
      takes: { ClusterId: 'string' },
      response: {},
      sdk: {
        command: 'TerminateJobFlows',
        parameters: ({ ClusterId, ...rest }) => ({ ...rest, JobFlowIds: listOf(ClusterId) }),
      },
      job: {
        command: 'DescribeCluster',
        ask: given('ClusterId'),
        status: member('Cluster', 'Status', 'State'),
        succeeded: ['TERMINATED'],
        failed: ['TERMINATED_WITH_ERRORS'],
      },
    },
    addStep: {
      doc: 'Adds a step to a cluster.',
      request: {
        'ClusterId.$': '$.ClusterId',
        Step: { Name: 'clean', HadoopJarStep: { Jar: 'command-runner.jar', Args: [] } },
      },
      takes: {
        ClusterId: 'string',
        ExecutionRoleArn: 'string',
        Step: {
          object: {
            Name: 'string',
            ActionOnFailure: 'string',
            HadoopJarStep: {
              object: {
                Jar: 'string',
                MainClass: 'string',
                Args: { list: 'string' },
                Properties: { list: { object: { Key: 'string', Value: 'string' } } },
              },
            },
            StepMonitoringConfiguration: 'document',
          },
        },
      },
      response: { StepId: 's-1F2A' },
      syncResponse: { Step: { Id: 's-1F2A', Status: { State: 'COMPLETED' } } },
      sdk: {
        command: 'AddJobFlowSteps',
        parameters: ({ ClusterId, Step, ...rest }) => ({ ...rest, JobFlowId: ClusterId ?? null, Steps: listOf(Step) }),
        answer: ({ StepIds, ...rest }) => ({ ...(Array.isArray(StepIds) && { StepId: StepIds[0] ?? null }), ...rest }),
      },
      job: {
        command: 'DescribeStep',
        ask: ({ StepId }, { ClusterId }) => ({ ClusterId: ClusterId ?? null, StepId: StepId ?? null }),
        status: member('Step', 'Status', 'State'),
        succeeded: ['COMPLETED'],
        failed: ['FAILED', 'CANCELLED', 'INTERRUPTED'],
      },
    },
    cancelStep: {
      doc: 'Cancels a step.',
      request: { 'ClusterId.$': '$.ClusterId', 'StepId.$': '$.StepId' },
      takes: { ClusterId: 'string', StepId: 'string', StepCancellationOption: 'string' },
      response: { CancelStepsInfo: { StepId: 's-1F2A', Status: 'SUBMITTED' } },
      sdk: {
        command: 'CancelSteps',
        parameters: ({ StepId, ...rest }) => ({ ...rest, StepIds: listOf(StepId) }),
        answer: ({ CancelStepsInfoList: list, ...rest }) => ({
          ...(Array.isArray(list) && { CancelStepsInfo: list[0] ?? null }),
          ...rest,
        }),
      },
    },
    modifyInstanceFleetByName: {
      doc: 'Changes an instance fleet.',
      request: { 'ClusterId.$': '$.ClusterId', InstanceFleetName: 'core', InstanceFleet: {} },
      takes: { ClusterId: 'string', InstanceFleetName: 'string', InstanceFleet: { map: 'document' } },
      response: {},
      nobody: 'the id of the fleet must be looked up first: it is two commands of the API',
    },
    modifyInstanceGroupByName: {
      doc: 'Changes an instance group.',
      request: { 'ClusterId.$': '$.ClusterId', InstanceGroupName: 'core', InstanceGroup: {} },
      takes: { ClusterId: 'string', InstanceGroupName: 'string', InstanceGroup: { map: 'document' } },
      response: {},
      nobody: 'the id of the group must be looked up first: it is two commands of the API',
    },
  },
};
