/** Python's client as handlers use it, the newest and that of Debian where they are installed: mocks, errors and buckets. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { gatewayServer } from '../harness/gatewayServer';
import { temporaryFolder } from '../harness/temporaryFolder';

const CALLS = `
import json, sys, boto3
from botocore.config import Config
from botocore.exceptions import ClientError
def client(name):
    return boto3.client(name, endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="K",
        aws_secret_access_key="s", config=Config(retries={"max_attempts": 0}))
def error(call, **given):
    try:
        call(**given)
    except ClientError as e:
        return [type(e).__name__, e.response["Error"]["Message"]]
dynamodb, sqs, s3 = client("dynamodb"), client("sqs"), client("s3")
queue = sqs.get_queue_url(QueueName="Orders")["QueueUrl"]
s3.put_object(Bucket="b", Key="a b/k", Body=b"from python", Metadata={"who": "me"})
got = s3.get_object(Bucket="b", Key="a b/k")
upload = s3.create_multipart_upload(Bucket="b", Key="parts")["UploadId"]
part = s3.upload_part(Bucket="b", Key="parts", UploadId=upload, PartNumber=1, Body=b"part")["ETag"]
s3.complete_multipart_upload(Bucket="b", Key="parts", UploadId=upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part}]})
print(json.dumps([
    dynamodb.get_item(TableName="orders", Key={"id": {"S": "1"}})["Item"],
    error(dynamodb.get_item, TableName="none", Key={"id": {"S": "1"}}),
    sqs.send_message(QueueUrl=queue, MessageBody="hello")["MessageId"],
    [got["Body"].read().decode(), got["Metadata"]],
    [each["Key"] for each in s3.list_objects_v2(Bucket="b")["Contents"]],
    error(s3.get_object, Bucket="b", Key="no"),
    error(s3.head_object, Bucket="b", Key="no")[0],
    error(dynamodb.list_tables)[0],
]))
`;

const calls = {
  'dynamodb:GetItem': [
    { input: { TableName: 'orders' }, return: { Item: { n: { N: '1' } } } },
    { error: 'ResourceNotFoundException', cause: 'no table' },
  ],
  'sqs:GetQueueUrl': { return: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/Orders' } },
  'sqs:SendMessage': { return: { MessageId: 'm' } },
};

const PYTHONS = ['python3', '/usr/bin/python3'].filter((python) => {
  try {
    execFileSync(python, ['-c', 'import boto3'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

test.skipIf(PYTHONS.length === 0).each(PYTHONS.length === 0 ? ['none'] : PYTHONS)('%s', async (python) => {
  const folder = temporaryFolder({});
  const bucket = path.join(folder, '.stepwise', 's3', 'b');
  mkdirSync(bucket, { recursive: true });
  const { url } = await gatewayServer({ calls, folder });
  const { stdout } = await promisify(execFile)(python, ['-c', CALLS, url]);
  expect(JSON.parse(stdout)).toEqual([
    { n: { N: '1' } },
    ['ResourceNotFoundException', 'no table'],
    'm',
    ['from python', { who: 'me' }],
    ['a b/k', 'parts'],
    ['NoSuchKey', 'The specified key does not exist.'],
    'ClientError',
    'ClientError',
  ]);
  expect(readFileSync(path.join(bucket, 'parts'), 'utf8')).toBe('part');
});
