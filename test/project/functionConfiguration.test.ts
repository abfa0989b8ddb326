/** What each kind of project says of a function's log, its concurrency and SnapStart. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const CODE = { 'src/app.js': 'exports.handler = async () => 1;\n' };

const CDK_JSON = JSON.stringify({ app: 'node bin/app.js' });

const PROJECTS: { readonly [kind: string]: { readonly [file: string]: string } } = {
  'SAM, and its Globals': {
    'template.yaml': `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs20.x, CodeUri: src, LoggingConfig: { LogFormat: JSON, SystemLogLevel: WARN } }
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      LoggingConfig: { ApplicationLogLevel: ERROR }
      ReservedConcurrentExecutions: 2
      SnapStart: { ApplyOn: PublishedVersions }
`,
  },
  CloudFormation: {
    'template.yaml': `
Parameters: { Format: { Type: String, Default: JSON } }
Resources:
  Charge:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs20.x
      Code: src
      LoggingConfig: { LogFormat: !Ref Format, ApplicationLogLevel: ERROR, SystemLogLevel: WARN }
      ReservedConcurrentExecutions: 2
      SnapStart: { ApplyOn: PublishedVersions }
`,
  },
  'Serverless, and its provider': {
    'serverless.yml': `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  logs: { lambda: { logFormat: JSON, applicationLogLevel: INFO, systemLogLevel: WARN } }
functions:
  charge:
    handler: src/app.handler
    reservedConcurrency: 2
    snapStart: true
    logs: { applicationLogLevel: ERROR }
`,
  },
  'resources of Serverless': {
    'serverless.yml': `
service: shop
provider: { name: aws }
resources:
  Resources:
    Charge:
      Type: AWS::Lambda::Function
      Properties:
        Handler: src/app.handler
        Runtime: nodejs20.x
        LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: ERROR, SystemLogLevel: WARN }
        ReservedConcurrentExecutions: 2
        SnapStart: { ApplyOn: PublishedVersions }
`,
  },
  Terraform: {
    'main.tf': `
variable "level" { default = "ERROR" }
resource "aws_lambda_function" "charge" {
  function_name = "charge"
  filename      = "src"
  handler       = "app.handler"
  runtime       = "nodejs20.x"
  reserved_concurrent_executions = 2
  logging_config {
    log_format            = "JSON"
    application_log_level = var.level
    system_log_level      = "WARN"
  }
  snap_start { apply_on = "PublishedVersions" }
}
`,
  },
  'the source of a CDK app': {
    'cdk.json': CDK_JSON,
    'bin/app.js': `
const cdk = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');
class Shop extends cdk.Stack {
  constructor(scope, id) {
    super(scope, id);
    new lambda.Function(this, 'Charge', {
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'app.handler',
      code: lambda.Code.fromAsset('src'),
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.ERROR,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      reservedConcurrentExecutions: 2,
      snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
    });
  }
}
new Shop(new cdk.App(), 'Shop');
`,
  },
};

test.each(Object.entries(PROJECTS))('%s', (_, files) => {
  const { functions } = readProject(temporaryFolder({ ...CODE, ...files }));
  expect(functions.map(({ configuration }) => configuration)).toEqual([
    {
      logging: { format: 'JSON', applicationLevel: 'ERROR', systemLevel: 'WARN' },
      reservedConcurrency: 2,
      snapStart: true,
    },
  ]);
});

test.each<[properties: string, configuration: object]>([
  ['', {}],
  ['LoggingConfig: { LogFormat: Text, ApplicationLogLevel: ERROR }', { logging: { format: 'Text' } }],
  ['LoggingConfig: { LogFormat: json, ApplicationLogLevel: loud }', { logging: { format: 'JSON' } }],
  ['LoggingConfig: { LogGroup: shop }', {}],
  ['ReservedConcurrentExecutions: 0', { reservedConcurrency: 0 }],
  ['ReservedConcurrentExecutions: -1', {}],
  ['SnapStart: { ApplyOn: None }', {}],
])('of a template that says "%s"', (properties, configuration) => {
  const template = `Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: app.handler\n      Code: src\n      ${properties}\n`;
  const { functions } = readProject(temporaryFolder({ ...CODE, 'template.yaml': template }));
  expect(functions.map((found) => found.configuration)).toEqual([configuration]);
});
