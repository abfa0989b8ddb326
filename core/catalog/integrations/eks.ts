import type { IntegratedService } from './integration';
import { asStarted, given, member, type Job } from './job';

const KUBERNETES = 'it is an API of the cluster itself, Kubernetes’, and no SDK of AWS calls it';

/** What every call of a cluster's own API takes. */
const CLUSTER = { ClusterName: 'string', CertificateAuthority: 'string', Endpoint: 'string' } as const;

/** Waits until what was created stands. `fields` are what it is described by. */
const created = (kind: string, failed: readonly string[], ...fields: string[]): Job => ({
  command: `Describe${kind}`,
  ask: given(...fields),
  status: member(kind, 'Status'),
  succeeded: ['ACTIVE'],
  failed,
});

/** Waits until what was deleted is described no more: the task returns what the deletion answered. */
const deleted = (kind: string, failed: readonly string[], ...fields: string[]): Job => ({
  ...created(kind, failed, ...fields),
  succeeded: [],
  gone: 'ResourceNotFoundException',
  answer: asStarted,
});

export const eks: IntegratedService = {
  name: 'eks',
  source: 'AWS: Create and manage Amazon EKS clusters with Step Functions',
  errors: { prefix: 'EKS', service: 'AmazonEKS', otherError: 'AmazonEKSException' },
  actions: {
    createCluster: {
      doc: 'Creates an EKS cluster.',
      request: { Name: 'cluster', RoleArn: 'arn:aws:iam::123456789012:role/eks', ResourcesVpcConfig: {} },
      response: { Cluster: { Name: 'cluster', Status: 'CREATING' } },
      syncResponse: { Cluster: { Name: 'cluster', Status: 'ACTIVE' } },
      job: created('Cluster', ['FAILED'], 'Name'),
    },
    deleteCluster: {
      doc: 'Deletes an EKS cluster.',
      request: { Name: 'cluster' },
      response: { Cluster: { Name: 'cluster', Status: 'DELETING' } },
      job: deleted('Cluster', ['FAILED'], 'Name'),
    },
    createNodegroup: {
      doc: 'Creates a node group.',
      request: {
        ClusterName: 'cluster',
        NodegroupName: 'nodes',
        NodeRole: 'arn:aws:iam::123456789012:role/eks',
        Subnets: ['subnet-1'],
      },
      response: { Nodegroup: { NodegroupName: 'nodes', Status: 'CREATING' } },
      job: created('Nodegroup', ['CREATE_FAILED'], 'ClusterName', 'NodegroupName'),
    },
    deleteNodegroup: {
      doc: 'Deletes a node group.',
      request: { ClusterName: 'cluster', NodegroupName: 'nodes' },
      response: { Nodegroup: { NodegroupName: 'nodes', Status: 'DELETING' } },
      job: deleted('Nodegroup', ['DELETE_FAILED'], 'ClusterName', 'NodegroupName'),
    },
    createFargateProfile: {
      doc: 'Creates a Fargate profile.',
      request: {
        ClusterName: 'cluster',
        FargateProfileName: 'profile',
        PodExecutionRoleArn: 'arn:aws:iam::123456789012:role/eks',
      },
      response: { FargateProfile: { Status: 'CREATING' } },
      job: created('FargateProfile', ['CREATE_FAILED'], 'ClusterName', 'FargateProfileName'),
    },
    deleteFargateProfile: {
      doc: 'Deletes a Fargate profile.',
      request: { ClusterName: 'cluster', FargateProfileName: 'profile' },
      response: { FargateProfile: { Status: 'DELETING' } },
      job: deleted('FargateProfile', ['DELETE_FAILED'], 'ClusterName', 'FargateProfileName'),
    },
    runJob: {
      doc: 'Runs a Kubernetes job.',
      request: {
        ClusterName: 'cluster',
        CertificateAuthority: 'certificate',
        Endpoint: 'https://example.com',
        Job: {},
      },
      response: { StatusCode: 201, ResponseBody: {} },
      syncResponse: { status: { conditions: [{ type: 'Complete', status: 'True' }], succeeded: 1 } },
      callback: true,
      takes: {
        ...CLUSTER,
        Namespace: 'string',
        Job: 'document',
        LogOptions: 'document',
      },
      nobody: KUBERNETES,
      syncs: ['sync'],
    },
    call: {
      doc: 'Calls the Kubernetes API.',
      request: {
        ClusterName: 'cluster',
        CertificateAuthority: 'certificate',
        Endpoint: 'https://example.com',
        Method: 'GET',
        Path: '/api/v1/pods',
      },
      response: { StatusCode: 200, ResponseBody: {} },
      callback: true,
      takes: {
        ...CLUSTER,
        Method: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'],
        Path: 'string',
        QueryParameters: { map: { list: 'string' } },
        RequestBody: 'document',
      },
      nobody: KUBERNETES,
    },
  },
};
