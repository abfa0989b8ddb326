/** Services that ask a function while they do something of their own: sign somebody in, resolve a field, rotate a secret. */
import { isJsonObject, listOf, objectOf, type Json, type JsonObject } from '../../json';
import { own } from '../resolution';
import { started, startedAs, type Started, type StarterTable } from './started';

export const SERVICES: StarterTable = {
  'AWS::Cognito::UserPool': ({ LambdaConfig: config }) =>
    Object.entries(objectOf(config)).flatMap(([Trigger, given]) => {
      if (!isJsonObject(given) || own(given, 'LambdaArn') === undefined) {
        return Trigger === 'KMSKeyID' ? [] : [startedAs('Cognito', given, { Trigger }, Trigger)];
      }
      const LambdaVersion = own(given, 'LambdaVersion');
      const name = Trigger.replace(/Config$/, '');
      return [startedAs('Cognito', own(given, 'LambdaArn'), { Trigger: name, LambdaVersion }, name)];
    }),
  'AWS::CloudFront::Distribution': ({ DistributionConfig: config }) =>
    [own(config, 'DefaultCacheBehavior'), ...listOf(own(config, 'CacheBehaviors'))]
      .flatMap((behavior) => listOf(own(behavior, 'LambdaFunctionAssociations')))
      .map((each) => startedAs('cloudFront', own(each, 'LambdaFunctionARN'), { eventType: own(each, 'EventType') })),
  'AWS::AppSync::DataSource': ({ LambdaConfig: config }) =>
    started('AppSync.DataSource', own(config, 'LambdaFunctionArn')),
  'AWS::AppSync::GraphQLApi': ({ LambdaAuthorizerConfig: config }) =>
    started('AppSync.Authorizer', own(config, 'AuthorizerUri')),
  'AWS::Serverless::GraphQLApi': ({ DataSources: sources, Auth: auth }) => [
    ...Object.values(objectOf(own(sources, 'Lambda'))).flatMap((each) =>
      started('AppSync.DataSource', own(each, 'FunctionArn')),
    ),
    ...started('AppSync.Authorizer', own(own(auth, 'LambdaAuthorizer'), 'AuthorizerUri')),
  ],
  'AWS::KinesisFirehose::DeliveryStream': (properties) =>
    Object.values(properties).flatMap((destination) =>
      listOf(own(own(destination, 'ProcessingConfiguration'), 'Processors'))
        .flatMap((processor) => listOf(own(processor, 'Parameters')))
        .filter((parameter) => own(parameter, 'ParameterName') === 'LambdaArn')
        .map((parameter) =>
          startedAs('KinesisFirehose.DeliveryStream', own(parameter, 'ParameterValue'), {
            DeliveryStreamName: properties.DeliveryStreamName,
          }),
        ),
    ),
  'AWS::Config::ConfigRule': ({ Source: source, ConfigRuleName }) => [
    startedAs('Config.ConfigRule', own(source, 'SourceIdentifier'), { ConfigRuleName }),
  ],
  'AWS::SecretsManager::RotationSchedule': ({ RotationLambdaARN: what }) =>
    started('SecretsManager.RotationSchedule', what),
  'AWS::SES::ReceiptRule': ({ Rule: rule }) =>
    listOf(own(rule, 'Actions')).flatMap((action) =>
      started('SES.ReceiptRule', own(own(action, 'LambdaAction'), 'FunctionArn')),
    ),
  'AWS::CodePipeline::Pipeline': ({ Stages: stages }) =>
    listOf(stages)
      .flatMap((stage) => listOf(own(stage, 'Actions')))
      .flatMap((action) => {
        const { FunctionName: what, UserParameters } = objectOf(own(action, 'Configuration'));
        return started('CodePipeline.Pipeline', what, UserParameters === undefined ? {} : { UserParameters });
      }),
  'AWS::CodeCommit::Repository': ({ Triggers: triggers, RepositoryName }) =>
    listOf(triggers).map((each) =>
      startedAs('CodeCommit.Repository', own(each, 'DestinationArn'), {
        RepositoryName,
        CustomData: own(each, 'CustomData'),
      }),
    ),
  'AWS::Bedrock::Agent': ({ ActionGroups: groups }) =>
    listOf(groups).map((group) =>
      startedAs('Bedrock.ActionGroup', own(own(group, 'ActionGroupExecutor'), 'Lambda'), {
        hasFunctions: own(group, 'FunctionSchema') !== undefined,
      }),
    ),
  'AWS::IoT::Authorizer': ({ AuthorizerFunctionArn: what }) => started('IoT.Authorizer', what),
  'AWS::Transfer::Server': ({ IdentityProviderDetails: details }) =>
    started('Transfer.Server', own(details, 'Function')),
  'AWS::Transfer::Workflow': ({ Steps: steps }) =>
    listOf(steps).flatMap((step) => started('Transfer.Workflow', own(own(step, 'CustomStepDetails'), 'Target'))),
  'AWS::ECS::Service': ({ DeploymentConfiguration: configuration, ServiceName }) =>
    listOf(own(configuration, 'LifecycleHooks')).flatMap((hook) => {
      const { HookTargetArn: what, LifecycleStages, HookDetails } = objectOf(hook);
      return started('ECS.LifecycleHook', what, { ServiceName, LifecycleStages, HookDetails });
    }),
  'AWS::BedrockAgentCore::Gateway': ({ InterceptorConfigurations: interceptors }) =>
    listOf(interceptors).flatMap((each) =>
      started('BedrockAgentCore.Interceptor', own(own(own(each, 'Interceptor'), 'Lambda'), 'Arn'), {
        InterceptionPoints: own(each, 'InterceptionPoints'),
      }),
    ),
  'AWS::BedrockAgentCore::GatewayTarget': ({ TargetConfiguration: configuration }) =>
    started('BedrockAgentCore.GatewayTarget', own(own(own(configuration, 'Mcp'), 'Lambda'), 'LambdaArn')),
  'AWS::CloudFormation::LambdaHook': ({ LambdaFunction: what, Alias, TargetFilters }) =>
    started('CloudFormation.LambdaHook', what, { Alias, TargetFilters }),
  'AWS::S3ObjectLambda::AccessPoint': ({ ObjectLambdaConfiguration: configuration }) =>
    listOf(own(configuration, 'TransformationConfigurations')).flatMap((each) =>
      started('S3ObjectLambda.AccessPoint', own(own(own(each, 'ContentTransformation'), 'AwsLambda'), 'FunctionArn')),
    ),
  'AWS::CloudFormation::Macro': ({ FunctionName: what }) => started('CloudFormation.Macro', what),
  'AWS::CloudFormation::CustomResource': customResource('AWS::CloudFormation::CustomResource'),
  // Source: SAM, "AWS::Serverless::Function": FunctionUrlConfig, DeploymentPreference and EventInvokeConfig.
  'AWS::Serverless::Function': ({ FunctionUrlConfig: url, DeploymentPreference, EventInvokeConfig }, _, logicalId) => [
    ...(url === undefined ? [] : [startedAs('Lambda.Url', { Ref: logicalId }, urlFacts(url), 'FunctionUrlConfig')]),
    ...Object.entries(objectOf(own(DeploymentPreference, 'Hooks'))).map(([hook, what]) =>
      startedAs('CodeDeploy.Hook', what, {}, hook),
    ),
    ...destinations(own(EventInvokeConfig, 'DestinationConfig')),
  ],
  'AWS::Lambda::EventInvokeConfig': ({ DestinationConfig: config }) => destinations(config),
};

function destinations(config: Json | undefined): readonly Started[] {
  return ['OnSuccess', 'OnFailure'].flatMap((name) => started(`Lambda.${name}`, own(own(config, name), 'Destination')));
}

/** `Custom::Seed` may be of any name. */
export function customResource(type: string) {
  return (properties: JsonObject, _resources: unknown, logicalId: string): readonly Started[] => {
    const { ServiceToken: what, ...own } = properties;
    const named: { readonly [name: string]: Json } = { Type: type, LogicalId: logicalId, Properties: own };
    return started('CloudFormation.CustomResource', what, named);
  };
}

/** Without what says how it answers browsers. */
function urlFacts(url: Json) {
  return { AuthType: own(url, 'AuthType'), InvokeMode: own(url, 'InvokeMode') };
}
