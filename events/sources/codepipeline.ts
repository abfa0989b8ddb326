import type { CodePipelineEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { codepipelineCaller } from '../callers/ignoring';
import { text } from '../parameters';
import { exactly, leftOut, nullable, says, type Described } from '../shape';
import { eventSource } from '../source';

export const codepipeline = eventSource({
  name: 'codepipeline',
  title: () => phrase`CodePipeline: a job`,
  service: 'CodePipeline',
  page: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html',
  parameters: {
    'user-parameters': text('', () => phrase`the user parameters of the action`),
    function: text('smoke-test', () => phrase`the name of the function`),
  },
  describe({ 'user-parameters': UserParameters, function: FunctionName }, fresh): Described<CodePipelineEvent> {
    const artifact = (name: string) => ({
      name,
      revision: nullable<string | null>('', true),
      location: {
        type: exactly('S3'),
        s3Location: {
          bucketName: `codepipeline-${fresh.region}-${fresh.digits(12)}`,
          objectKey: `shop/${name}/${fresh.small(7)}.zip`,
        },
      },
    });
    return {
      'CodePipeline.job': {
        id: says(phrase`For PutJobSuccessResult and PutJobFailureResult.`, fresh.uuid()),
        accountId: fresh.account,
        data: {
          actionConfiguration: {
            configuration: { FunctionName, UserParameters: leftOut<string>(UserParameters, UserParameters !== '') },
          },
          inputArtifacts: [artifact('BuildOutput')],
          outputArtifacts: [artifact('Report')],
          artifactCredentials: {
            accessKeyId: `ASIA${fresh.capitals(16)}`,
            secretAccessKey: fresh.base64(30),
            sessionToken: leftOut<string>(fresh.base64(60), true),
          },
          continuationToken: leftOut(''),
          encryptionKey: leftOut({ id: '', type: exactly('KMS') }),
        },
      },
    };
  },
  filled: {
    'user-parameters': {
      at: ['CodePipeline.job', 'data', 'actionConfiguration', 'configuration', 'UserParameters'],
      plain: 'stage=test',
    },
  },
  caller: codepipelineCaller,
});
