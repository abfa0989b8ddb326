/**
 * Shapes of service responses, against which TestState checks a mocked result. Names and limits are those of
 * the services' API references. A call that is missing here goes by AWS's models, which have no limits.
 */
export type Shape =
  | {
      readonly type: 'string';
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly values?: readonly string[];
    }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  /** A body that may be JSON. */
  | { readonly type: 'any' }
  | { readonly type: 'array'; readonly items?: Shape }
  | {
      readonly type: 'object';
      readonly fields?: Fields;
      readonly required?: readonly string[];
      readonly values?: Shape;
    };

export type Fields = { readonly [name: string]: Shape };

const text: Shape = { type: 'string' };
const number: Shape = { type: 'number' };
const flag: Shape = { type: 'boolean' };
const map: Shape = { type: 'object' };
const oneOf = (...values: string[]): Shape => ({ type: 'string', values });
const sized = (minLength: number, maxLength?: number): Shape => ({
  type: 'string',
  minLength,
  ...(maxLength && { maxLength }),
});
const between = (min: number, max?: number): Shape => ({ type: 'number', min, ...(max !== undefined && { max }) });
const list = (items: Shape): Shape => ({ type: 'array', items });
const object = (fields: Fields, ...required: string[]): Shape => ({ type: 'object', fields, required });

const kmsAlgorithm = oneOf('SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE');
const kmsKey = sized(1, 2048);

const capacity = object({ ReadCapacityUnits: number, WriteCapacityUnits: number, CapacityUnits: number });
const consumedCapacity = object({
  TableName: sized(1, 1024),
  CapacityUnits: number,
  ReadCapacityUnits: number,
  WriteCapacityUnits: number,
  Table: capacity,
  LocalSecondaryIndexes: { type: 'object', values: capacity },
  GlobalSecondaryIndexes: { type: 'object', values: capacity },
});
const itemCollectionMetrics = object({ ItemCollectionKey: map, SizeEstimateRangeGB: list(number) });
const itemWrite = object({
  Attributes: map,
  ConsumedCapacity: consumedCapacity,
  ItemCollectionMetrics: itemCollectionMetrics,
});
const itemList = object({
  Items: list(map),
  Count: number,
  ScannedCount: number,
  LastEvaluatedKey: map,
  ConsumedCapacity: consumedCapacity,
});

const storageClass = oneOf(
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'OUTPOSTS',
  'GLACIER_IR',
  'SNOW',
  'EXPRESS_ONEZONE',
  'FSX_OPENZFS',
);
const encryption = oneOf('AES256', 'aws:fsx', 'aws:kms', 'aws:kms:dsse');

const functionConfiguration = object({
  FunctionName: sized(1, 170),
  FunctionArn: text,
  Runtime: text,
  Role: text,
  Handler: { type: 'string', maxLength: 128 },
  CodeSize: number,
  Description: { type: 'string', maxLength: 256 },
  Timeout: between(1),
  MemorySize: between(128, 10_240),
  LastModified: text,
  CodeSha256: text,
  Version: sized(1, 1024),
  VpcConfig: object({
    SubnetIds: list(text),
    SecurityGroupIds: list(text),
    VpcId: text,
    Ipv6AllowedForDualStack: flag,
  }),
  DeadLetterConfig: object({ TargetArn: text }),
  Environment: object({ Variables: { type: 'object', values: text } }),
  KMSKeyArn: text,
  TracingConfig: object({ Mode: oneOf('Active', 'PassThrough') }),
  MasterArn: text,
  RevisionId: text,
  Layers: list(object({ Arn: sized(1, 140), CodeSize: number })),
  State: oneOf(
    'Pending',
    'Active',
    'Inactive',
    'Failed',
    'Deactivating',
    'Deactivated',
    'ActiveNonInvocable',
    'Deleting',
  ),
  StateReason: text,
  LastUpdateStatus: oneOf('Successful', 'Failed', 'InProgress'),
  LastUpdateStatusReason: text,
  PackageType: oneOf('Zip', 'Image'),
  Architectures: list(oneOf('x86_64', 'arm64')),
  EphemeralStorage: object({ Size: between(512, 10_240) }, 'Size'),
});

const execution = object(
  {
    ExecutionArn: sized(1, 256),
    StateMachineArn: sized(1, 256),
    Name: sized(1, 80),
    Status: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
    StartDate: text,
    StopDate: text,
    Error: { type: 'string', maxLength: 256 },
    Cause: { type: 'string', maxLength: 32_768 },
  },
  'ExecutionArn',
  'StateMachineArn',
  'Status',
  'StartDate',
);

/** By `service:action` as Step Functions names them in `aws-sdk` integrations, with the pattern where it differs. */
export const RESPONSE_SHAPES: Fields = {
  'kms:encrypt': object({ CiphertextBlob: sized(1, 6144), KeyId: kmsKey, EncryptionAlgorithm: kmsAlgorithm }),
  'kms:decrypt': object({ Plaintext: sized(1, 4096), KeyId: kmsKey, EncryptionAlgorithm: kmsAlgorithm }),
  'kms:generateDataKey': object({ CiphertextBlob: sized(1, 6144), Plaintext: sized(1, 4096), KeyId: kmsKey }),
  'lambda:getFunction': object({
    Configuration: functionConfiguration,
    Code: object({
      RepositoryType: text,
      Location: text,
      ImageUri: text,
      ResolvedImageUri: text,
      SourceKMSKeyArn: text,
    }),
    Tags: { type: 'object', values: text },
    Concurrency: object({ ReservedConcurrentExecutions: between(0) }),
  }),
  'lambda:getFunctionConfiguration': functionConfiguration,
  's3:getObject': object({
    DeleteMarker: flag,
    AcceptRanges: text,
    Expiration: text,
    Restore: text,
    LastModified: text,
    ContentLength: number,
    ETag: text,
    ChecksumCRC32: text,
    ChecksumSHA1: text,
    ChecksumSHA256: text,
    MissingMeta: number,
    VersionId: text,
    CacheControl: text,
    ContentDisposition: text,
    ContentEncoding: text,
    ContentLanguage: text,
    ContentRange: text,
    ContentType: text,
    WebsiteRedirectLocation: text,
    ServerSideEncryption: encryption,
    Metadata: { type: 'object', values: text },
    SSEKMSKeyId: text,
    BucketKeyEnabled: flag,
    StorageClass: storageClass,
    RequestCharged: oneOf('requester'),
    ReplicationStatus: oneOf('COMPLETE', 'PENDING', 'FAILED', 'REPLICA', 'COMPLETED'),
    PartsCount: number,
    TagCount: number,
    ObjectLockMode: oneOf('GOVERNANCE', 'COMPLIANCE'),
    ObjectLockRetainUntilDate: text,
    ObjectLockLegalHoldStatus: oneOf('ON', 'OFF'),
  }),
  's3:putObject': object({
    Expiration: text,
    ETag: text,
    ServerSideEncryption: encryption,
    VersionId: text,
    SSEKMSKeyId: text,
    BucketKeyEnabled: flag,
    Size: number,
    RequestCharged: oneOf('requester'),
  }),
  's3:listObjectsV2': object({
    IsTruncated: flag,
    Contents: list(object({ Key: sized(1), LastModified: text, ETag: text, Size: number, StorageClass: text })),
    Name: text,
    Prefix: text,
    MaxKeys: number,
    KeyCount: number,
    ContinuationToken: text,
    NextContinuationToken: text,
  }),
  'dynamodb:putItem': itemWrite,
  'dynamodb:updateItem': itemWrite,
  'dynamodb:deleteItem': itemWrite,
  'dynamodb:getItem': object({ Item: map, ConsumedCapacity: consumedCapacity }),
  'dynamodb:query': itemList,
  'dynamodb:scan': itemList,
  'eventbridge:putEvents': object({
    FailedEntryCount: number,
    Entries: list(object({ EventId: text, ErrorCode: text, ErrorMessage: text })),
  }),
  'sfn:startExecution': object({ ExecutionArn: sized(1, 256), StartDate: text }, 'ExecutionArn', 'StartDate'),
  'sfn:startExecution.sync': execution,
  'sfn:startExecution.sync:2': execution,
  'sfn:describeExecution': execution,
  'sfn:stopExecution': object({ StopDate: text }, 'StopDate'),
  'sqs:sendMessage': object({
    MD5OfMessageBody: text,
    MD5OfMessageAttributes: text,
    MD5OfMessageSystemAttributes: text,
    MessageId: text,
    SequenceNumber: text,
  }),
  'sns:publish': object({ MessageId: text, SequenceNumber: text }),
  'secretsmanager:getSecretValue': object({
    ARN: sized(20, 2048),
    Name: sized(1, 256),
    VersionId: sized(32, 64),
    SecretString: sized(1, 65_536),
    VersionStages: list(sized(1, 256)),
    CreatedDate: text,
  }),
  'ssm:getParameter': object({
    Parameter: object({
      Name: sized(1, 2048),
      Type: oneOf('String', 'StringList', 'SecureString'),
      Value: text,
      Version: number,
      Selector: text,
      SourceResult: text,
      LastModifiedDate: text,
      ARN: text,
      DataType: text,
    }),
  }),
};
