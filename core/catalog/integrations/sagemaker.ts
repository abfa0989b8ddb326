import { METADATA, type IntegratedService, type ServiceAction } from './integration';
import { given, member } from './job';

/** Samples of what is no object. */
const TEXTS: { readonly [member: string]: string } = {
  RoleArn: 'arn:aws:iam::123456789012:role/sagemaker',
  ModelName: 'model-1',
  LabelAttributeName: 'label',
};

/** `Training` is started by createTrainingJob and described, by its name, by DescribeTrainingJob. */
const job = (kind: string, ...required: string[]): ServiceAction => {
  const name = `${kind}JobName`;
  const arn = { [`${kind}JobArn`]: 'arn:aws:sagemaker:us-east-1:123456789012:job/1f2a' };
  return {
    doc: `Starts a SageMaker ${kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} job.`,
    request: { [`${name}.$`]: '$.name', ...Object.fromEntries(required.map((key) => [key, TEXTS[key] ?? {}])) },
    response: { ...arn, ...METADATA },
    syncResponse: { ...arn, [name]: 'job-1', [`${kind}JobStatus`]: 'Completed' },
    job: {
      command: `Describe${kind}Job`,
      ask: given(name),
      status: member(`${kind}JobStatus`),
      succeeded: ['Completed'],
      failed: ['Failed', 'Stopped'],
    },
  };
};

export const sagemaker: IntegratedService = {
  name: 'sagemaker',
  source: 'AWS: Create and manage Amazon SageMaker AI jobs with Step Functions',
  errors: { prefix: 'SageMaker', service: 'AmazonSageMaker', otherError: 'AmazonSageMakerException' },
  actions: {
    createTrainingJob: {
      ...job(
        'Training',
        'AlgorithmSpecification',
        'OutputDataConfig',
        'ResourceConfig',
        'RoleArn',
        'StoppingCondition',
      ),
      // A job that is serverless, or goes by a model package, has none of the others.
      required: ['TrainingJobName', 'OutputDataConfig', 'RoleArn'],
    },
    createProcessingJob: job('Processing', 'AppSpecification', 'ProcessingResources', 'RoleArn'),
    createTransformJob: job('Transform', 'ModelName', 'TransformInput', 'TransformOutput', 'TransformResources'),
    createHyperParameterTuningJob: job('HyperParameterTuning', 'HyperParameterTuningJobConfig'),
    createLabelingJob: job(
      'Labeling',
      'HumanTaskConfig',
      'InputConfig',
      'LabelAttributeName',
      'OutputConfig',
      'RoleArn',
    ),
    createModel: {
      doc: 'Creates a SageMaker model.',
      required: ['ModelName'],
      request: { ModelName: 'model-1', ExecutionRoleArn: 'arn:aws:iam::123456789012:role/sagemaker' },
      response: { ModelArn: 'arn:aws:sagemaker:us-east-1:123456789012:model/model-1' },
    },
    createEndpointConfig: {
      doc: 'Describes the machines of an endpoint.',
      request: { EndpointConfigName: 'config-1', ProductionVariants: [] },
      response: { EndpointConfigArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint-config/config-1' },
    },
    createEndpoint: {
      doc: 'Creates an endpoint.',
      request: { EndpointName: 'endpoint-1', EndpointConfigName: 'config-1' },
      response: { EndpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/endpoint-1' },
    },
    updateEndpoint: {
      doc: 'Changes an endpoint.',
      request: { EndpointName: 'endpoint-1', EndpointConfigName: 'config-2' },
      response: { EndpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/endpoint-1' },
    },
  },
};
