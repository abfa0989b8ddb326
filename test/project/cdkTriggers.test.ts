/**
 * What an app's source makes start its functions and machines: a line of `tables/cdkTriggers.txt` is a statement, in which `FN` is a
 * function and `ID` the id of a construct; the answer what starts the function, in CloudFormation's words. All stand in one app.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'vitest';
import { readProject } from '../../project';
import { expectAnswers } from '../harness/golden';
import { temporaryFolder } from '../harness/temporaryFolder';

const TABLE = path.join(__dirname, 'tables/cdkTriggers.txt');

function appOf(statements: readonly string[]): string {
  const lines = statements.map(
    (each, index) => `    const fn${index} = new NodejsFunction(this, 'Fn${index}', { entry: 'a.ts' });
    ${each.replaceAll('FN', `fn${index}`).replaceAll('ID', `'Id${index}'`)}`,
  );
  return `import * as cdk from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { App } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3n from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as schedulerTargets from 'aws-cdk-lib/aws-scheduler-targets';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as rest from 'aws-cdk-lib/aws-apigateway';
import * as http from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';

class Shop extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const queue = new sqs.Queue(this, 'Queue', { queueName: 'orders' });
    const bucket = new s3.Bucket(this, 'Bucket', { bucketName: 'files' });
    const topic = new sns.Topic(this, 'Topic', { topicName: 'news' });
    const stream = new kinesis.Stream(this, 'Stream', { streamName: 'clicks' });
    const table = new dynamodb.Table(this, 'Table', { tableName: 'carts' });
    const rule = new events.Rule(this, 'Rule', { ruleName: 'paid', eventPattern: { source: ['shop'] } });
    const api = new rest.RestApi(this, 'Api');
    const web = new http.HttpApi(this, 'Web');
${lines.join('\n')}
  }
}

const app = new App();
new Shop(app, 'Shop');
`;
}

test('triggers in CDK source', async () => {
  const inputs = readFileSync(TABLE, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.split('  →  ')[0]!);
  const folder = temporaryFolder({
    'cdk.json': '{ "app": "npx tsx app.ts" }',
    'app.ts': appOf(inputs),
    'a.ts': 'export const handler = async () => 1;',
  });
  const { functions } = readProject(folder);
  await expectAnswers(TABLE, (input) => {
    const own = functions.find(({ names }) => names.includes(`Fn${inputs.indexOf(input)}`));
    const found = (own?.triggers ?? []).map(({ name, type, properties, target }) =>
      [type, name === type ? '' : name, JSON.stringify(properties), target && JSON.stringify(target)]
        .filter(Boolean)
        .join(' '),
    );
    return found.join(' | ') || 'nothing';
  });
});
