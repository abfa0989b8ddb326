/** The resources of Terraform's provider that start functions and machines: a row for each. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../../core/json';
import { parsedJson } from '../../../core/jsonText';
import { own } from '../../../core/template/resolution';
import { isStart } from '../../../core/template/starters';

export interface Blocks {
  readonly [block: string]: readonly string[] | Blocks;
}

/** One way in which a resource of some type starts something. */
export interface TriggerKind {
  /** Arguments that name what is started. */
  readonly target: readonly string[];
  /** The blocks, one in another, in which the target stands. */
  readonly block?: string | readonly string[];
  /** Arguments that are of interest. */
  readonly shown: readonly string[];
  /** Blocks within, with the arguments of theirs that are of interest, or blocks within them. */
  readonly blocks?: Blocks;
  /** Resources of this type that name this one. */
  readonly from?: {
    readonly type: string;
    readonly argument: string;
    readonly prefix: string;
    readonly shown: readonly string[];
  };
  /** Arguments that name a resource of this type, whose own arguments are of interest too. */
  readonly of?: Of | readonly Of[];
  /** A list of resources, each within the next, of which the parts of a path stand in one argument. */
  readonly path?: { readonly argument: string; readonly type: string; readonly part: string; readonly above: string };
  /** What starts a machine says where else than in an argument of its own which. */
  readonly machineIn?: (given: JsonObject) => Json | undefined;
  /** Where one resource starts several in ways of their own: which one this is, and what is to be known of it. */
  readonly part?: { readonly name: string; readonly type: string; readonly said: JsonObject };
}

interface Of {
  readonly argument: string;
  readonly type: string;
  readonly by: string;
  readonly shown: readonly string[];
}

/** What a user pool asks, by the argument. */
const POOL: { readonly [argument: string]: string } = {
  pre_sign_up: 'PreSignUp',
  post_confirmation: 'PostConfirmation',
  pre_authentication: 'PreAuthentication',
  post_authentication: 'PostAuthentication',
  pre_token_generation: 'PreTokenGeneration',
  user_migration: 'UserMigration',
  define_auth_challenge: 'DefineAuthChallenge',
  create_auth_challenge: 'CreateAuthChallenge',
  verify_auth_challenge_response: 'VerifyAuthChallengeResponse',
  custom_message: 'CustomMessage',
};

const POOL_BLOCKS: { readonly [block: string]: string } = {
  custom_email_sender: 'CustomEmailSender',
  custom_sms_sender: 'CustomSMSSender',
  pre_token_generation_config: 'PreTokenGeneration',
};

const API: Of = {
  argument: 'api_id',
  type: 'aws_apigatewayv2_api',
  by: 'id',
  shown: ['protocol_type', 'route_selection_expression'],
};

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const KINDS: { readonly [type: string]: TriggerKind | readonly TriggerKind[] } = {
  aws_lambda_event_source_mapping: {
    target: ['function_name'],
    shown: ['event_source_arn', 'batch_size', 'starting_position', 'topics', 'queues', 'function_response_types'],
    blocks: { filter_criteria: { filter: ['pattern'] } },
  },
  aws_cloudwatch_event_target: {
    target: ['arn'],
    shown: ['input', 'input_path'],
    blocks: { input_transformer: ['input_paths', 'input_template'] },
    of: {
      argument: 'rule',
      type: 'aws_cloudwatch_event_rule',
      by: 'name',
      shown: ['name', 'schedule_expression', 'event_pattern', 'event_bus_name'],
    },
  },
  aws_scheduler_schedule: {
    target: ['arn'],
    block: 'target',
    shown: ['name', 'group_name', 'schedule_expression', 'input'],
  },
  aws_pipes_pipe: {
    target: ['target'],
    shown: ['name', 'source', 'enrichment'],
    blocks: { target_parameters: ['input_template'] },
  },
  aws_sns_topic_subscription: {
    target: ['endpoint'],
    shown: ['topic_arn', 'protocol', 'filter_policy', 'filter_policy_scope'],
  },
  aws_s3_bucket_notification: {
    target: ['lambda_function_arn'],
    block: 'lambda_function',
    shown: ['bucket', 'events', 'filter_prefix', 'filter_suffix'],
  },
  aws_apigatewayv2_integration: {
    target: ['integration_uri'],
    shown: ['integration_type', 'integration_subtype', 'payload_format_version', 'request_parameters'],
    from: { type: 'aws_apigatewayv2_route', argument: 'target', prefix: 'integrations/', shown: ['route_key'] },
    of: API,
    machineIn: ({ integration_subtype: subtype, request_parameters: parameters }) =>
      isStart(subtype) ? own(parameters, 'StateMachineArn') : undefined,
  },
  aws_apigatewayv2_authorizer: { target: ['authorizer_uri'], shown: ['authorizer_payload_format_version'], of: API },
  aws_api_gateway_integration: {
    target: ['uri'],
    shown: ['http_method', 'type', 'uri', 'request_templates'],
    path: { argument: 'resource_id', type: 'aws_api_gateway_resource', part: 'path_part', above: 'parent_id' },
    machineIn: ({ uri, request_templates: templates }) => (isStart(uri) ? machineOfTemplates(templates) : undefined),
  },
  aws_api_gateway_authorizer: { target: ['authorizer_uri'], shown: ['type'] },
  aws_lambda_function_url: { target: ['function_name'], shown: ['authorization_type', 'invoke_mode'] },
  aws_lb_target_group_attachment: {
    target: ['target_id'],
    shown: [],
    of: {
      argument: 'target_group_arn',
      type: 'aws_lb_target_group',
      by: 'arn',
      shown: ['lambda_multi_value_headers_enabled'],
    },
  },
  aws_cloudwatch_log_subscription_filter: { target: ['destination_arn'], shown: ['log_group_name', 'name'] },
  aws_iot_topic_rule: [
    { target: ['function_arn'], block: 'lambda', shown: ['sql'] },
    { target: ['state_machine_name'], block: 'step_functions', shown: ['sql'] },
  ],
  aws_cognito_user_pool: [
    ...Object.entries(POOL).map(([name, Trigger]): TriggerKind => ({
      target: [name],
      block: 'lambda_config',
      shown: [],
      part: { name, type: 'Cognito', said: { Trigger } },
    })),
    ...Object.entries(POOL_BLOCKS).map(([name, Trigger]): TriggerKind => ({
      target: ['lambda_arn'],
      block: ['lambda_config', name],
      shown: ['lambda_version'],
      part: { name, type: 'Cognito', said: { Trigger } },
    })),
  ],
  aws_cloudfront_distribution: ['default_cache_behavior', 'ordered_cache_behavior'].map((behavior) => ({
    target: ['lambda_arn'],
    block: [behavior, 'lambda_function_association'],
    shown: ['event_type'],
  })),
  aws_appsync_datasource: { target: ['function_arn'], block: 'lambda_config', shown: [] },
  aws_appsync_graphql_api: { target: ['authorizer_uri'], block: 'lambda_authorizer_config', shown: [] },
  aws_kinesis_firehose_delivery_stream: {
    target: ['parameter_value'],
    block: ['extended_s3_configuration', 'processing_configuration', 'processors', 'parameters'],
    shown: ['name'],
  },
  aws_config_config_rule: { target: ['source_identifier'], block: 'source', shown: ['name'] },
  aws_secretsmanager_secret_rotation: { target: ['rotation_lambda_arn'], shown: [] },
  aws_ses_receipt_rule: { target: ['function_arn'], block: 'lambda_action', shown: [] },
  aws_bedrockagent_agent_action_group: { target: ['lambda'], block: 'action_group_executor', shown: [] },
  aws_lambda_function_event_invoke_config: ['on_success', 'on_failure'].map((outcome) => ({
    target: ['destination'],
    block: ['destination_config', outcome],
    shown: [],
    part: { name: outcome, type: outcome === 'on_success' ? 'Lambda.OnSuccess' : 'Lambda.OnFailure', said: {} },
  })),
  aws_lambda_permission: { target: ['function_name'], shown: ['principal', 'source_arn'] },
};

/** A template may be Velocity: what it calls the machine is looked for in its text. */
function machineOfTemplates(templates: Json | undefined): Json | undefined {
  for (const template of Object.values(objectOf(templates))) {
    if (typeof template !== 'string') continue;
    const parsed = parsedJson(template);
    const named = isJsonObject(parsed ?? null) ? own(parsed, 'stateMachineArn') : undefined;
    const written = named ?? /"stateMachineArn"\s*:\s*"([^"]+)"/.exec(template)?.[1];
    if (written !== undefined) return written;
  }
  return undefined;
}
