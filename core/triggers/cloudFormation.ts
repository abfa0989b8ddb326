/** The words of CloudFormation and of what CDK makes: resources of their own that start a function. */
import { objectOf, type Json, type JsonObject } from '../json';
import { jsonText } from '../jsonText';
import { pipe, rule, scheduler, textsIn } from './handed';
import type { HandOver, TriggerWords } from './handOver';
import { permitted } from './permission';
import { hasVirtualHost } from './sam';
import { authorizer, firstOf, lastOf, ofSource, route, snsAttributes, textOf, texts, webSocket } from './values';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
export const CLOUDFORMATION: TriggerWords = {
  'Lambda.EventSourceMapping': (given) => {
    const { Topics: topics, Queues: queues, SourceAccessConfigurations: access } = given;
    const { DatabaseName: database, CollectionName: collection } = objectOf(given.DocumentDBEventSourceConfig);
    const { KafkaBootstrapServers: servers } = objectOf(objectOf(given.SelfManagedEventSource).Endpoints);
    if (servers !== undefined)
      return { source: 'kafka', texts: texts({ topic: firstOf(topics), servers: firstOf(servers) }) };
    return ofSource(given.EventSourceArn, {
      topics,
      queues,
      virtualHost: hasVirtualHost(access),
      database,
      collection,
    });
  },
  'Events.Rule': ({ Name: name, ScheduleExpression: schedule, EventPattern: pattern }, target) =>
    rule({ name, schedule, pattern }, target),
  'Scheduler.Schedule': ({ Name: name, GroupName: group, Target: own }, target) =>
    scheduler({ name, group }, Object.keys(target).length > 0 ? target : own),
  'Pipes.Pipe': ({ Name: name, Source: source, Enrichment: enrichment, SourceParameters: source_parameters }, target) =>
    pipe({ name, source, enrichment, source_parameters }, target),
  'ApiGateway.Method': (
    { HttpMethod: method, Integration: integration, AuthorizationType },
    { ResourcePath: path },
  ) => ({
    source: 'api-gateway-rest',
    texts: { ...route(method, path), ...authorizer(AuthorizationType) },
    handOver: {
      by: 'rest-api',
      method: textOf(method),
      route: textOf(path),
      requestTemplates: textsIn(objectOf(integration).RequestTemplates),
      ...mapped(objectOf(integration)),
    },
  }),
  'ApiGatewayV2.Integration': ({ RequestParameters: parameters, RouteKey: key }) => {
    const [method, path] = textOf(key)?.split(' ') ?? [];
    const parameter = textOf(objectOf(parameters).Input ?? objectOf(parameters).input);
    return {
      source: 'http-api',
      texts: route(method, path),
      handOver: { by: 'http-api', method, route: path, parameter },
    };
  },
  'ApiGatewayV2.Route': ({ RouteKey: key, RouteSelectionExpression: selection }) => webSocket(key, selection),
  'ApiGateway.Authorizer': ({ Type: type }) => ({
    source: type === 'REQUEST' ? 'api-gateway-authorizer-request' : 'api-gateway-authorizer-token',
    texts: {},
  }),
  'ApiGatewayV2.Authorizer': ({ AuthorizerPayloadFormatVersion: version, ProtocolType: protocol }) => {
    if (protocol === 'WEBSOCKET') return { source: 'websocket-authorizer', texts: {} };
    return {
      source: plainText(version) === '1.0' ? 'api-gateway-authorizer-request' : 'http-api-authorizer',
      texts: {},
    };
  },
  'VpcLattice.TargetGroup': () => ({ source: 'vpc-lattice', texts: {} }),
  'SNS.Subscription': ({ TopicArn, ...given }) => ({
    source: 'sns',
    texts: texts({ topic: lastOf(TopicArn), ...snsAttributes(given) }),
  }),
  'Lambda.Url': ({ AuthType }) => ({ source: 'function-url', texts: authorizer(AuthType) }),
  'Lambda.Permission': ({ Principal, SourceArn }) => permitted(Principal, SourceArn),
  'CodeDeploy.Hook': () => ({ source: 'codedeploy-hook', texts: {} }),
  'Lambda.OnSuccess': () => ({ source: 'destination-success', texts: {} }),
  'Lambda.OnFailure': () => ({ source: 'destination-failure', texts: {} }),
  'CloudWatch.Alarm': ({ AlarmName }) => ({ source: 'cloudwatch-alarm', texts: texts({ alarm: textOf(AlarmName) }) }),
  'AppSync.DataSource': () => ({ source: 'appsync-resolver', texts: {} }),
  'AppSync.Authorizer': () => ({ source: 'appsync-authorizer', texts: {} }),
  'KinesisFirehose.DeliveryStream': ({ DeliveryStreamName }) => ({
    source: 'firehose',
    texts: texts({ stream: textOf(DeliveryStreamName) }),
  }),
  'Config.ConfigRule': ({ ConfigRuleName }) => ({
    source: 'config-rule',
    texts: texts({ rule: textOf(ConfigRuleName) }),
  }),
  'SecretsManager.RotationSchedule': () => ({ source: 'secrets-rotation', texts: {} }),
  'SES.ReceiptRule': () => ({ source: 'ses', texts: {} }),
  'CodePipeline.Pipeline': ({ UserParameters }) => ({
    source: 'codepipeline',
    texts: texts({ 'user-parameters': textOf(UserParameters) }),
  }),
  'CodeCommit.Repository': ({ RepositoryName, CustomData }) => ({
    source: 'codecommit',
    texts: texts({ repository: textOf(RepositoryName), data: textOf(CustomData) }),
  }),
  'Bedrock.ActionGroup': ({ hasFunctions }) => ({
    source: hasFunctions === true ? 'bedrock-agent-function' : 'bedrock-agent-api',
    texts: {},
  }),
  'IoT.Authorizer': () => ({ source: 'iot-authorizer', texts: {} }),
  'Transfer.Server': () => ({ source: 'transfer-authorizer', texts: {} }),
  'Transfer.Workflow': () => ({ source: 'transfer-workflow', texts: {} }),
  'ECS.LifecycleHook': ({ ServiceName, LifecycleStages, HookDetails: details }) => ({
    source: 'ecs-deployment-hook',
    texts: texts({
      service: textOf(ServiceName),
      stage: firstOf(LifecycleStages),
      details: details === undefined ? undefined : jsonText(objectOf(details)),
    }),
  }),
  'BedrockAgentCore.Interceptor': ({ InterceptionPoints }) => ({
    source: 'agentcore-interceptor',
    texts: texts({ point: firstOf(InterceptionPoints) }),
  }),
  'BedrockAgentCore.GatewayTarget': () => ({ source: 'agentcore-tool', texts: {} }),
  'CloudFormation.LambdaHook': ({ Alias: hook, TargetFilters: filters }) => ({
    source: 'cloudformation-hook',
    texts: texts({ hook: textOf(hook), type: firstOf(objectOf(filters).TargetNames) }),
  }),
  'S3ObjectLambda.AccessPoint': () => ({ source: 's3-object-lambda', texts: {} }),
  'CloudFormation.Macro': () => ({ source: 'cloudformation-macro', texts: {} }),
  'CloudFormation.CustomResource': ({ Type: type, LogicalId: id, Properties: properties }) => ({
    source: 'cloudformation-custom-resource',
    texts: texts({ type: textOf(type), 'logical-id': textOf(id), properties: jsonText(objectOf(properties)) }),
  }),
};

/** Source: API Gateway, "Set up Lambda custom integrations": AWS, where the proxy would be AWS_PROXY. */
function mapped({
  Type: type,
  Uri: uri,
  IntegrationResponses: responses,
}: JsonObject): Pick<HandOver, 'isMapped' | 'errorPatterns'> {
  const isOfFunction = jsonText(uri ?? '').includes(':lambda:path/');
  if (!isOfFunction || textOf(type)?.toUpperCase() !== 'AWS') return {};
  if (!Array.isArray(responses)) return { isMapped: true };
  const errorPatterns = Object.fromEntries(
    responses
      .map(objectOf)
      .map(({ StatusCode = '', SelectionPattern }) => [String(StatusCode), textOf(SelectionPattern) ?? '']),
  );
  return { isMapped: true, errorPatterns };
}

/** A version, whether it is written as a text or as a number: `2.0` is read as 2. */
function plainText(version: Json | undefined): string {
  return version === 1 || version === '1' ? '1.0' : String(version ?? '');
}
