/**
 * What a handler process has in its environment beside the allow-list of every program of the user's: the function's own
 * variables, Lambda's variables, and last the guards that keep AWS from being called by accident, or the way to it.
 */
import os from 'node:os';
import path from 'node:path';
import { guardVariables, routeVariables } from './awsGuard';
import { NO_PROXY_FOR_AWS } from './awsNames';
import { isAwsSetting } from './awsSettings';
import type { AwsTarget, FunctionSpec } from './lambda';
import type { Mount } from './layers/layer';
import { searchPathVariables } from './layers/searchPaths';
import { endpointVariables, localValue, type EndpointRequest } from './serviceEndpoints';

/** With target `aws` and no profile chosen, the credentials the editor itself was started with. */
export const CREDENTIALS: readonly string[] = [
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME'],
  ...[
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  ],
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];

export interface EnvironmentRequest extends EndpointRequest {
  readonly spec: FunctionSpec;
  readonly region: string;
  /** AWS_EXECUTION_ENV without its prefix. */
  readonly runtimeName: string;
  readonly logStream: string;
  /** Of its layers. */
  readonly mounts?: readonly Mount[];
  /** Where the guards lie that run inside the process. */
  readonly bootstrapDir: string;
  readonly parent: NodeJS.ProcessEnv;
}

export interface Environment {
  readonly variables: { [name: string]: string };
  /** Variables of the template that were left out: Stepwise sets them. */
  readonly dropped: readonly string[];
  /** The same, of what no variable can be called: behind an `=` in its name another would be set, such as a guard. */
  readonly misnamed: readonly string[];
}

export function childEnvironment(request: EnvironmentRequest): Environment {
  const { spec, target, parent, runtimeName: runtime, mounts = [], bootstrapDir, localUrl } = request;
  const variables: { [name: string]: string } = {};
  const dropped: string[] = [];
  const misnamed: string[] = [];
  for (const [name, value] of Object.entries(spec.environment)) {
    if (!/^[^=\0]+$/.test(name)) misnamed.push(name);
    else if (isAwsSetting(name)) dropped.push(name);
    else variables[name] = localValue(value, request);
  }
  Object.assign(variables, searchPathVariables({ mounts, runtime, codeDir: spec.codeDir, variables, parent }));
  const noProxy = [
    // What the function's own variables say stands before ours.
    variables['NO_PROXY'] ?? variables['no_proxy'] ?? parent['NO_PROXY'] ?? parent['no_proxy'],
    ...['127.0.0.1', 'localhost', 'sync-127.0.0.1'],
    ...(target.kind === 'aws' ? [] : NO_PROXY_FOR_AWS),
  ]
    .filter(Boolean)
    .join(',');
  return {
    variables: {
      ...variables,
      NO_PROXY: noProxy,
      no_proxy: noProxy,
      ...lambdaVariables(request),
      ...(target.kind === 'aws'
        ? { ...awsVariables(target, parent), ...routeVariables(localUrl, { bootstrapDir, variables }) }
        : { ...dummies(), ...guardVariables({ target, bootstrapDir, variables }) }),
      ...endpointVariables(request),
      ...(mounts.length > 0 && target.kind !== 'aws' && { STEPWISE_LAYERS: layersText(mounts) }),
    },
    dropped,
    misnamed,
  };
}

/** For what the process starts: its own bootstrap is told by its settings. */
function layersText(mounts: readonly Mount[]): string {
  return JSON.stringify(mounts.map(({ at, dir }) => ({ at, dir })));
}

/** docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, "Defined runtime environment variables". */
function lambdaVariables({ spec, target, region, runtimeName, logStream }: EnvironmentRequest) {
  const place = target.kind === 'aws' ? target.region : region;
  return {
    _HANDLER: handlerName(spec),
    AWS_DEFAULT_REGION: place,
    AWS_REGION: place,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtimeName}`,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: spec.logging?.format ?? 'Text',
    ...(spec.logging?.format === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: spec.logging.applicationLevel ?? 'INFO' }),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    LAMBDA_TASK_ROOT: spec.codeDir,
    LAMBDA_RUNTIME_DIR: spec.codeDir,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    // Of the Node.js of this machine the SDK would say in the function's log that it will be too old.
    ...(runtimeName.startsWith('nodejs') && { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }),
  };
}

/** `src/app.handler`, as a template would write it. */
export function handlerName(spec: FunctionSpec): string {
  if (spec.handler !== undefined) return spec.handler;
  const relative = path.relative(spec.codeDir, spec.file).split(path.sep).join('/');
  return `${relative.replace(/\.[^./]+$/, '')}.${spec.exportName}`;
}

/** Dummies that no service accepts (letters alone: DynamoDB Local insists), every way of finding better ones shut. */
function dummies() {
  return {
    AWS_ACCESS_KEY_ID: 'STEPWISEDUMMYKEY',
    AWS_SECRET_ACCESS_KEY: 'stepwisedummysecret',
    AWS_SESSION_TOKEN: 'stepwisedummytoken',
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_LOAD_CONFIG: '0',
  };
}

function awsVariables(target: Extract<AwsTarget, { kind: 'aws' }>, parent: NodeJS.ProcessEnv) {
  const passed = [
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_CA_BUNDLE',
    ...(target.profile ? [] : CREDENTIALS),
  ];
  const variables: { [name: string]: string } = { AWS_SDK_LOAD_CONFIG: '1' };
  for (const name of passed) if (parent[name]) variables[name] = parent[name];
  if (target.profile) variables['AWS_PROFILE'] = target.profile;
  return variables;
}
