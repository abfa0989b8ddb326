/** Which calls of AWS's services a handler's code makes, as far as its text shows. */
import { expect, test } from 'vitest';
import { callsOfCode, type CodeValue } from '../../core/handlers/calls';

/** `s3:GetObject(Bucket=shop, Key=$KEY)` */
function shown(files: { readonly [file: string]: string }, exportName = 'handler'): string[] {
  const code = Object.entries(files).map(([file, text]) => ({ file, text }));
  const word = (value: CodeValue): string => ('text' in value ? value.text : `$${value.variable}`);
  return callsOfCode({ files: code, exportName }).map(({ service, action, input }) => {
    const given = Object.entries(input).map(([name, value]) => `${name}=${word(value)}`);
    return `${service}:${action}(${given.join(', ')})`;
  });
}

const V3 = "import { GetParameterCommand as Get, SSMClient } from '@aws-sdk/client-ssm';\n";

test.each<[string, string, string[]]>([
  [
    'a command of version 3',
    `${V3}export const handler = async () => ssm.send(new Get({ Name: '/a', WithDecryption: true }));`,
    ['ssm:GetParameter(Name=/a)'],
  ],
  [
    'commands of the document client, and a constant of the environment',
    `const { GetCommand, DynamoDBDocumentClient } = require('@aws-sdk/lib-dynamodb');
     const TABLE = process.env.TABLE;
     exports.handler = async (event) => { await db.send(new GetCommand({ TableName: TABLE, Key: { id: event.id } })); };`,
    ['dynamodb:GetItem(TableName=$TABLE)'],
  ],
  [
    'a package by one name, and a paginator',
    `import * as s3 from '@aws-sdk/client-s3'; import { paginateQuery } from '@aws-sdk/client-dynamodb';
     export const handler = async () => {
       await c.send(new s3.HeadObjectCommand({ Bucket: 'b' }));
       for await (const page of paginateQuery({ client }, {})) log(page);
     };`,
    ['s3:HeadObject(Bucket=b)', 'dynamodb:Query()'],
  ],
  [
    'methods of clients, of both versions',
    `import AWS from 'aws-sdk'; import { SNS } from '@aws-sdk/client-sns';
     const s3: AWS.S3 = xray.captureAWSClient(new AWS.S3()), docs = new AWS.DynamoDB.DocumentClient();
     const sns = new SNS({});
     export const handler = async () => {
       await s3.getObject({ Bucket: process.env['BUCKET'] }).promise(); await docs.put({}).promise(); await sns.publish({});
     };`,
    ['S3:getObject(Bucket=$BUCKET)', 'dynamodb:PutItem()', 'sns:publish()'],
  ],
  [
    'what is only signed',
    `import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
     export const handler = async () => {
       const command = new GetObjectCommand({}); await getSignedUrl(s3, command);
       return getSignedUrl(s3, new PutObjectCommand({}));
     };`,
    [],
  ],
])('JavaScript: %s', (_, text, calls) => expect(shown({ 'a.mjs': text })).toEqual(calls));

test.each<[string, string, string[]]>([
  [
    'a client, of a module and of a line',
    `import boto3, os\nsqs = boto3.client("sqs")\n\ndef handler(event, context):\n    sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="hi")\n    boto3.client("sts").get_caller_identity()\n`,
    ['sqs:send_message(QueueUrl=$QUEUE, MessageBody=hi)', 'sts:get_caller_identity()'],
  ],
  [
    'a resource and what it leads to',
    `db = boto3.resource("dynamodb")\ntable = db.Table(os.getenv("T"))\ns3 = boto3.resource("s3")\n\ndef handler(event, context):\n    table.get_item(Key={})\n    with table.batch_writer() as batch:\n        pass\n    s3.Object("b", "k").put(Body=b"")\n    s3.meta.client.copy_object(Bucket="b")\n`,
    ['dynamodb:get_item()', 'dynamodb:BatchWriteItem()', 's3:PutObject()', 's3:copy_object(Bucket=b)'],
  ],
  [
    'of a class, and a paginator',
    `class Store:\n    def __init__(self):\n        self.s3: S3Client = boto3.session.Session().client("s3")\n    def names(self):\n        return self.s3.get_paginator("list_objects_v2").paginate(Bucket="b")\n\ndef handler(event, context):\n    return Store().names()\n`,
    ['s3:list_objects_v2()'],
  ],
  [
    'Powertools',
    `from aws_lambda_powertools.utilities import parameters\n\ndef handler(event, context):\n    return parameters.get_secret("shop/db")\n`,
    ['secretsmanager:GetSecretValue(SecretId=shop/db)'],
  ],
])('Python: %s', (_, text, calls) => expect(shown({ 'a.py': text })).toEqual(calls));

test('what the handler does not come to is not among them', () => {
  const files = {
    'a.ts': `${V3}import { save, drop } from './b';
export const other = async () => ssm.send(new Get({ Name: '/other' }));
export const handler = async () => { await save(); };
const shared = ssm.send(new Get({ Name: '/module' }));`,
    'b.ts': `import { PutItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
export async function save() { await keep(); }
export const drop = async () => { await db.send(new DeleteItemCommand({})); };
const keep = async () => db.send(new PutItemCommand({ TableName: 't' }));`,
  };
  expect(shown(files)).toEqual(['ssm:GetParameter(Name=/module)', 'dynamodb:PutItem(TableName=t)']);
  expect(shown(files, 'other')[0]).toBe('ssm:GetParameter(Name=/other)');
  expect(shown(files, 'nowhere')).toHaveLength(4);
});
