import { isJsonObject } from '../../json';
import { METADATA, type IntegratedService } from './integration';
import { first } from './job';

const TASK_ARN = 'arn:aws:ecs:us-east-1:123456789012:task/default/1f2a';

export const ecs: IntegratedService = {
  name: 'ecs',
  source: 'AWS: Run Amazon ECS or Fargate tasks with Step Functions',
  errors: { prefix: 'ECS', service: 'AmazonECS', otherError: 'AmazonECSException' },
  actions: {
    runTask: {
      doc: 'Runs a container task on ECS or Fargate.',
      required: ['TaskDefinition'],
      request: {
        LaunchType: 'FARGATE',
        Cluster: 'arn:aws:ecs:us-east-1:123456789012:cluster/default',
        TaskDefinition: 'arn:aws:ecs:us-east-1:123456789012:task-definition/job:1',
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], AssignPublicIp: 'ENABLED' } },
      },
      response: { Failures: [], Tasks: [{ TaskArn: TASK_ARN, LastStatus: 'PROVISIONING' }], ...METADATA },
      syncResponse: {
        TaskArn: TASK_ARN,
        LastStatus: 'STOPPED',
        DesiredStatus: 'STOPPED',
        StopCode: 'EssentialContainerExited',
        Containers: [{ Name: 'job', ExitCode: 0, LastStatus: 'STOPPED' }],
      },
      callback: true,
      job: {
        command: 'DescribeTasks',
        ask: ({ Tasks }, { Cluster }) => ({
          ...(Cluster !== undefined && { Cluster }),
          Tasks: Array.isArray(Tasks) ? Tasks.map((task) => (isJsonObject(task) ? (task.TaskArn ?? null) : null)) : [],
        }),
        result: first('Tasks'),
        // A task that has stopped succeeded where each of its containers exited with 0.
        status: (task) => {
          if (task.LastStatus !== 'STOPPED') return task.LastStatus;
          const containers = Array.isArray(task.Containers) ? task.Containers : [];
          const isDone = containers.every((container) => isJsonObject(container) && container.ExitCode === 0);
          return isDone ? 'STOPPED' : 'FAILED';
        },
        succeeded: ['STOPPED'],
        failed: ['FAILED'],
      },
    },
  },
};
