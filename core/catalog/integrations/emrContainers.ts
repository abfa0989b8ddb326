import type { IntegratedService } from './integration';
import { given, member } from './job';

export const emrContainers: IntegratedService = {
  name: 'emr-containers',
  source: 'AWS: Create and manage Amazon EMR clusters on EKS with Step Functions',
  errors: { prefix: 'EMRContainers', service: 'AmazonEMRContainers', otherError: 'AmazonEMRContainersException' },
  actions: {
    createVirtualCluster: {
      doc: 'Registers an EKS namespace with EMR.',
      request: { Name: 'virtual', ContainerProvider: {} },
      response: { Id: '1f2a', Name: 'virtual' },
    },
    deleteVirtualCluster: {
      doc: 'Removes a virtual cluster.',
      request: { 'Id.$': '$.Id' },
      response: { Id: '1f2a' },
      job: {
        command: 'DescribeVirtualCluster',
        ask: given('Id'),
        status: member('VirtualCluster', 'State'),
        succeeded: ['TERMINATED'],
        failed: ['ARRESTED'],
      },
    },
    startJobRun: {
      doc: 'Starts a job on a virtual cluster.',
      required: ['VirtualClusterId'],
      request: {
        VirtualClusterId: '1f2a',
        ExecutionRoleArn: 'arn:aws:iam::123456789012:role/emr',
        ReleaseLabel: 'emr-7.0.0-latest',
        JobDriver: {},
      },
      response: { Id: '2f3b', VirtualClusterId: '1f2a' },
      job: {
        command: 'DescribeJobRun',
        ask: ({ Id }, { VirtualClusterId }) => ({ Id: Id ?? null, VirtualClusterId: VirtualClusterId ?? null }),
        status: member('JobRun', 'State'),
        succeeded: ['COMPLETED'],
        failed: ['FAILED', 'CANCELLED'],
      },
    },
  },
};
