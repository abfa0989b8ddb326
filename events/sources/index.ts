/** The table of what starts a handler: a source a line, and a file each. The order is that of lists. */
import type { EventSource } from '../source';
import { agentcoreInterceptor } from './agentcoreInterceptor';
import { agentcoreTool } from './agentcoreTool';
import { alb } from './alb';
import { albMultiValue } from './albMultiValue';
import { alexaSkill } from './alexaSkill';
import { apiGatewayRest } from './apiGatewayRest';
import { appSyncAuthorizer } from './appSyncAuthorizer';
import { appSyncBatch } from './appSyncBatch';
import { appSyncEvents } from './appSyncEvents';
import { appSyncResolver } from './appSyncResolver';
import { authorizerRequest } from './authorizerRequest';
import { authorizerToken } from './authorizerToken';
import { autoscalingTermination } from './autoscalingTermination';
import { bedrockAgentApi } from './bedrockAgentApi';
import { bedrockAgentFunction } from './bedrockAgentFunction';
import { cloudformationCustomResource } from './cloudformationCustomResource';
import { cloudformationHook } from './cloudformationHook';
import { cloudformationMacro } from './cloudformationMacro';
import { cloudwatchAlarm } from './cloudwatchAlarm';
import { cloudwatchLogs } from './cloudwatchLogs';
import { codecommit } from './codecommit';
import { codedeployHook } from './codedeployHook';
import { codepipeline } from './codepipeline';
import { cognitoCreateChallenge } from './cognitoCreateChallenge';
import { cognitoCustomMessage } from './cognitoCustomMessage';
import { cognitoDefineChallenge } from './cognitoDefineChallenge';
import { cognitoEmailSender } from './cognitoEmailSender';
import { cognitoInboundFederation } from './cognitoInboundFederation';
import { cognitoMigrateUser } from './cognitoMigrateUser';
import { cognitoPostAuthentication } from './cognitoPostAuthentication';
import { cognitoPostConfirmation } from './cognitoPostConfirmation';
import { cognitoPreAuthentication } from './cognitoPreAuthentication';
import { cognitoPreSignUp } from './cognitoPreSignUp';
import { cognitoPreToken } from './cognitoPreToken';
import { cognitoPreTokenV2 } from './cognitoPreTokenV2';
import { cognitoPreTokenV3 } from './cognitoPreTokenV3';
import { cognitoSmsSender } from './cognitoSmsSender';
import { cognitoSync } from './cognitoSync';
import { cognitoVerifyChallenge } from './cognitoVerifyChallenge';
import { configRule } from './configRule';
import { connect } from './connect';
import { destinationFailure } from './destinationFailure';
import { destinationSuccess } from './destinationSuccess';
import { documentDb } from './documentDb';
import { dynamodbStream } from './dynamodbStream';
import { ecsDeploymentHook } from './ecsDeploymentHook';
import { edgeOriginRequest } from './edgeOriginRequest';
import { edgeOriginResponse } from './edgeOriginResponse';
import { edgeViewerRequest } from './edgeViewerRequest';
import { edgeViewerResponse } from './edgeViewerResponse';
import { eventbridge } from './eventbridge';
import { firehose } from './firehose';
import { firehoseMsk } from './firehoseMsk';
import { functionUrl } from './functionUrl';
import { httpApi } from './httpApi';
import { httpApiAuthorizer } from './httpApiAuthorizer';
import { httpApiV1 } from './httpApiV1';
import { iotAuthorizer } from './iotAuthorizer';
import { iotButton } from './iotButton';
import { iotRule } from './iotRule';
import { kafka } from './kafka';
import { kinesis } from './kinesis';
import { kinesisAnalytics } from './kinesisAnalytics';
import { lexV1 } from './lexV1';
import { lexV2 } from './lexV2';
import { mqActiveMq } from './mqActiveMq';
import { mqRabbitMq } from './mqRabbitMq';
import { msk } from './msk';
import { pipesSqs } from './pipesSqs';
import { s3 } from './s3';
import { s3Batch } from './s3Batch';
import { s3BatchV2 } from './s3BatchV2';
import { s3EventBridge } from './s3EventBridge';
import { s3ObjectLambda } from './s3ObjectLambda';
import { scheduledRule } from './scheduledRule';
import { scheduler } from './scheduler';
import { secretsRotation } from './secretsRotation';
import { ses } from './ses';
import { sns } from './sns';
import { snsInSqs } from './snsInSqs';
import { sqs } from './sqs';
import { sqsFifo } from './sqsFifo';
import { stepFunctionsCallback } from './stepFunctionsCallback';
import { stepFunctionsTask } from './stepFunctionsTask';
import { transferAuthorizer } from './transferAuthorizer';
import { transferWorkflow } from './transferWorkflow';
import { vpcLattice } from './vpcLattice';
import { webSocketAuthorizer } from './webSocketAuthorizer';
import { webSocketConnect } from './webSocketConnect';
import { webSocketDisconnect } from './webSocketDisconnect';
import { webSocketMessage } from './webSocketMessage';

export const EVENT_SOURCES: readonly EventSource[] = [
  apiGatewayRest,
  httpApi,
  httpApiV1,
  functionUrl,
  alb,
  albMultiValue,
  vpcLattice,
  webSocketConnect,
  webSocketMessage,
  webSocketDisconnect,
  webSocketAuthorizer,
  authorizerToken,
  authorizerRequest,
  httpApiAuthorizer,
  sqs,
  sqsFifo,
  snsInSqs,
  sns,
  eventbridge,
  scheduledRule,
  scheduler,
  pipesSqs,
  dynamodbStream,
  kinesis,
  firehose,
  firehoseMsk,
  kinesisAnalytics,
  msk,
  kafka,
  mqActiveMq,
  mqRabbitMq,
  documentDb,
  s3,
  s3EventBridge,
  s3Batch,
  s3BatchV2,
  s3ObjectLambda,
  cloudwatchLogs,
  cloudwatchAlarm,
  stepFunctionsTask,
  stepFunctionsCallback,
  destinationSuccess,
  destinationFailure,
  cognitoPreSignUp,
  cognitoPostConfirmation,
  cognitoPreAuthentication,
  cognitoPostAuthentication,
  cognitoPreToken,
  cognitoPreTokenV2,
  cognitoPreTokenV3,
  cognitoMigrateUser,
  cognitoInboundFederation,
  cognitoDefineChallenge,
  cognitoCreateChallenge,
  cognitoVerifyChallenge,
  cognitoCustomMessage,
  cognitoEmailSender,
  cognitoSmsSender,
  cognitoSync,
  appSyncResolver,
  appSyncBatch,
  appSyncAuthorizer,
  appSyncEvents,
  edgeViewerRequest,
  edgeOriginRequest,
  edgeOriginResponse,
  edgeViewerResponse,
  cloudformationCustomResource,
  cloudformationMacro,
  cloudformationHook,
  configRule,
  codepipeline,
  codecommit,
  codedeployHook,
  ecsDeploymentHook,
  secretsRotation,
  autoscalingTermination,
  bedrockAgentApi,
  bedrockAgentFunction,
  agentcoreTool,
  agentcoreInterceptor,
  lexV2,
  lexV1,
  connect,
  alexaSkill,
  ses,
  iotRule,
  iotButton,
  iotAuthorizer,
  transferAuthorizer,
  transferWorkflow,
];
