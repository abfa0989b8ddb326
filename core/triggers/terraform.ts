/** The words of Terraform's provider for AWS. */
import { objectOf, type Json } from '../json';
import { pipe, rule, scheduler, textsIn } from './handed';
import type { TriggerWords } from './handOver';
import { permitted } from './permission';
import { firstOf, lastOf, ofSource, route, s3Event, s3Key, snsAttributes, textOf, texts, webSocket } from './values';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const TERRAFORM: TriggerWords = {
  aws_lambda_event_source_mapping: ({ event_source_arn: arn, topics, queues }) =>
    arn === undefined && topics !== undefined
      ? { source: 'kafka', texts: texts({ topic: firstOf(topics) }) }
      : ofSource(arn, { topics, queues }),
  aws_cloudwatch_event_target: (given) =>
    rule(
      { name: given.name, schedule: given.schedule_expression, pattern: given.event_pattern },
      given.input_transformer === undefined
        ? given
        : { ...given, input_transformer: firstBlock(given.input_transformer) ?? null },
    ),
  aws_scheduler_schedule: (given) => scheduler({ name: given.name, group: given.group_name }, given),
  aws_pipes_pipe: (given) => pipe(given, firstBlock(given.target_parameters)),
  aws_sns_topic_subscription: ({ topic_arn: topic, ...given }) => ({
    source: 'sns',
    texts: texts({ topic: lastOf(topic), ...snsAttributes(given) }),
  }),
  aws_s3_bucket_notification: ({ bucket, events, filter_prefix, filter_suffix }) => ({
    source: 's3',
    texts: texts({
      bucket: lastOf(bucket),
      ...s3Event(events),
      ...s3Key({ filter_prefix: filter_prefix ?? null, filter_suffix: filter_suffix ?? null }),
    }),
  }),
  aws_apigatewayv2_integration: ({ route_key: key, request_parameters: parameters, ...given }) => {
    const [method, path] = textOf(key)?.split(' ') ?? [];
    if (given.integration_subtype !== undefined) {
      const parameter = textOf(objectOf(parameters).Input);
      return {
        source: 'http-api',
        texts: keyed(key),
        handOver: { by: 'http-api', method, route: path, parameter },
      };
    }
    if (given.protocol_type === 'WEBSOCKET') return webSocket(key, given.route_selection_expression);
    // The provider has 1.0 where nothing is said.
    return { source: given.payload_format_version === '2.0' ? 'http-api' : 'http-api-v1', texts: keyed(key) };
  },
  aws_apigatewayv2_authorizer: ({ authorizer_payload_format_version: version, protocol_type: protocol }) => {
    if (protocol === 'WEBSOCKET') return { source: 'websocket-authorizer', texts: {} };
    return { source: version === '1.0' ? 'api-gateway-authorizer-request' : 'http-api-authorizer', texts: {} };
  },
  aws_api_gateway_integration: ({ http_method: method, path, request_templates: templates }) => ({
    source: 'api-gateway-rest',
    texts: route(method, path),
    handOver: { by: 'rest-api', method: textOf(method), route: textOf(path), requestTemplates: textsIn(templates) },
  }),
  aws_api_gateway_authorizer: ({ type }) => ({
    source: type === 'REQUEST' ? 'api-gateway-authorizer-request' : 'api-gateway-authorizer-token',
    texts: {},
  }),
  aws_lb_target_group_attachment: ({ lambda_multi_value_headers_enabled: isMultiple }) => ({
    source: isMultiple === true ? 'alb-multi-value' : 'alb',
    texts: {},
  }),
  aws_cloudwatch_log_subscription_filter: ({ log_group_name: group, name }) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': textOf(group), filter: textOf(name) }),
  }),
  aws_iot_topic_rule: () => ({ source: 'iot-rule', texts: {}, handOver: { by: 'iot-rule' } }),
  // What a user pool asks is told in SAM's words, by the event that its block or argument is about.
  aws_cloudfront_distribution: ({ event_type: type }) => ({
    source: `edge-${textOf(type) ?? 'viewer-request'}`,
    texts: {},
  }),
  aws_appsync_datasource: () => ({ source: 'appsync-resolver', texts: {} }),
  aws_appsync_graphql_api: () => ({ source: 'appsync-authorizer', texts: {} }),
  aws_kinesis_firehose_delivery_stream: ({ name }) => ({ source: 'firehose', texts: texts({ stream: textOf(name) }) }),
  aws_config_config_rule: ({ name }) => ({ source: 'config-rule', texts: texts({ rule: textOf(name) }) }),
  aws_secretsmanager_secret_rotation: () => ({ source: 'secrets-rotation', texts: {} }),
  aws_ses_receipt_rule: () => ({ source: 'ses', texts: {} }),
  aws_bedrockagent_agent_action_group: () => ({ source: 'bedrock-agent-function', texts: {} }),
  aws_lambda_function_url: () => ({ source: 'function-url', texts: {} }),
  aws_lambda_permission: ({ principal, source_arn: arn }) => permitted(principal, arn),
};

/** Blocks are read as lists. */
function firstBlock(blocks: Json | undefined): Json | undefined {
  return Array.isArray(blocks) ? blocks[0] : blocks;
}

/** `POST /orders`, or `$default` for all there is. */
function keyed(key: Json | undefined): ReturnType<typeof route> {
  const [method, path] = textOf(key)?.split(' ') ?? [];
  return path === undefined ? {} : route(method, path);
}
