/** The words of Terraform's provider for AWS. */
import type { Json } from '../json';
import { pipe, rule, scheduler } from './handed';
import type { TriggerWords } from './handOver';
import { permitted } from './permission';
import { firstOf, lastOf, ofSource, route, s3Event, textOf, texts } from './values';

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
  aws_sns_topic_subscription: ({ topic_arn: topic }) => ({ source: 'sns', texts: texts({ topic: lastOf(topic) }) }),
  aws_s3_bucket_notification: ({ bucket, events }) => ({
    source: 's3',
    texts: texts({ bucket: lastOf(bucket), ...s3Event(events) }),
  }),
  // The provider has 1.0 where nothing is said.
  aws_apigatewayv2_integration: ({ payload_format_version: version, route_key: key }) => ({
    source: version === '2.0' ? 'http-api' : 'http-api-v1',
    texts: keyed(key),
  }),
  aws_api_gateway_integration: ({ http_method: method }) => ({
    source: 'api-gateway-rest',
    texts: route(method, undefined),
  }),
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
