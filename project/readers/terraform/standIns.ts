/**
 * Modules that many use and few have in their tree before `terraform init`: what matters of them here, in their own
 * language. Arguments and outputs are theirs; the rest of what they make is left out.
 */
interface StandIn {
  readonly source: RegExp;
  readonly text: string;
}

/** A text in HCL, not in words. */
const hcl = String.raw;

const LAMBDA = hcl`
variable "create" { default = true }
variable "create_function" { default = true }
variable "create_layer" { default = false }
variable "create_package" { default = true }
variable "function_name" { default = "" }
variable "layer_name" { default = "" }
variable "handler" { default = "" }
variable "runtime" { default = "" }
variable "source_path" { default = null }
variable "local_existing_package" { default = null }
variable "image_uri" { default = null }
variable "image_config_command" { default = [] }
variable "image_config_entry_point" { default = [] }
variable "image_config_working_directory" { default = null }
variable "package_type" { default = "Zip" }
variable "environment_variables" { default = {} }
variable "layers" { default = null }
variable "timeout" { default = 3 }
variable "memory_size" { default = 128 }
variable "s3_existing_package" { default = null }
variable "event_source_mapping" { default = {} }
variable "allowed_triggers" { default = {} }
variable "create_lambda_function_url" { default = false }
variable "authorization_type" { default = "NONE" }
variable "invoke_mode" { default = null }

locals {
  source  = try(var.source_path[0].path, var.source_path.path, var.source_path[0], var.source_path)
  code    = var.local_existing_package != null ? var.local_existing_package : local.source
  is_made = var.create && var.create_function && !var.create_layer
}

resource "aws_lambda_function" "this" {
  count         = local.is_made ? 1 : 0
  function_name = var.function_name
  handler       = var.handler
  runtime       = var.runtime
  filename      = local.code
  image_uri     = var.image_uri
  package_type  = var.package_type
  layers        = var.layers
  timeout       = var.timeout
  memory_size   = var.memory_size
  s3_key        = try(var.s3_existing_package.key, null)
  image_config {
    command           = var.image_config_command
    entry_point       = var.image_config_entry_point
    working_directory = var.image_config_working_directory
  }
  environment {
    variables = var.environment_variables
  }
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each                = { for name, each in var.event_source_mapping : name => each if local.is_made }
  function_name           = aws_lambda_function.this[0].arn
  event_source_arn        = try(each.value.event_source_arn, null)
  batch_size              = try(each.value.batch_size, null)
  starting_position       = try(each.value.starting_position, null)
  topics                  = try(each.value.topics, null)
  queues                  = try(each.value.queues, null)
  function_response_types = try(each.value.function_response_types, null)
  dynamic "filter_criteria" {
    for_each = try(each.value.filter_criteria, null) != null ? [true] : []
    content {
      dynamic "filter" {
        for_each = flatten([each.value.filter_criteria])
        content {
          pattern = try(filter.value.pattern, null)
        }
      }
    }
  }
}

resource "aws_lambda_permission" "triggers" {
  for_each      = { for name, each in var.allowed_triggers : name => each if local.is_made }
  function_name = aws_lambda_function.this[0].function_name
  principal     = try(each.value.principal, format("%s.amazonaws.com", each.value.service))
  source_arn    = try(each.value.source_arn, null)
}

resource "aws_lambda_function_url" "this" {
  count              = local.is_made && var.create_lambda_function_url ? 1 : 0
  function_name      = aws_lambda_function.this[0].function_name
  authorization_type = var.authorization_type
  invoke_mode        = var.invoke_mode
}

resource "aws_lambda_layer_version" "this" {
  count      = var.create && var.create_layer ? 1 : 0
  layer_name = var.layer_name
  filename   = local.code
}

output "lambda_function_arn" { value = try(aws_lambda_function.this[0].arn, "") }
output "lambda_function_arn_static" { value = try(aws_lambda_function.this[0].arn, "") }
output "lambda_function_name" { value = try(aws_lambda_function.this[0].function_name, "") }
output "lambda_function_qualified_arn" { value = try(aws_lambda_function.this[0].qualified_arn, "") }
output "lambda_function_invoke_arn" { value = try(aws_lambda_function.this[0].invoke_arn, "") }
output "lambda_function_version" { value = try(aws_lambda_function.this[0].version, "") }
output "lambda_layer_arn" { value = try(aws_lambda_layer_version.this[0].arn, "") }
output "lambda_layer_layer_arn" { value = try(aws_lambda_layer_version.this[0].layer_arn, "") }
output "this_lambda_function_arn" { value = try(aws_lambda_function.this[0].arn, "") }
output "this_lambda_function_name" { value = try(aws_lambda_function.this[0].function_name, "") }
`;

const STEP_FUNCTIONS = hcl`
variable "create" { default = true }
variable "name" { default = "" }
variable "definition" { default = "" }
variable "type" { default = "STANDARD" }
variable "publish" { default = false }

resource "aws_sfn_state_machine" "this" {
  count      = var.create ? 1 : 0
  name       = var.name
  definition = var.definition
  type       = upper(var.type)
  publish    = var.publish
}

output "state_machine_id" { value = try(aws_sfn_state_machine.this[0].id, "") }
output "state_machine_arn" { value = try(aws_sfn_state_machine.this[0].arn, "") }
output "state_machine_name" { value = try(aws_sfn_state_machine.this[0].name, "") }
`;

const ALIAS = hcl`
variable "name" { default = "" }
variable "function_name" { default = "" }

resource "aws_lambda_alias" "this" {
  name          = var.name
  function_name = var.function_name
}

output "lambda_alias_arn" { value = aws_lambda_alias.this.arn }
output "lambda_alias_name" { value = var.name }
output "lambda_alias_invoke_arn" { value = aws_lambda_alias.this.invoke_arn }
`;

const DOCKER_BUILD = hcl`
variable "ecr_repo" { default = "" }
variable "source_path" { default = "." }
variable "docker_file_path" { default = null }
variable "build_target" { default = null }
variable "build_args" { default = {} }

resource "docker_image" "this" {
  name = var.ecr_repo == "" ? "image" : var.ecr_repo
  build {
    context    = var.source_path
    dockerfile = var.docker_file_path
    target     = var.build_target
    build_args = var.build_args
  }
}

output "image_uri" { value = docker_image.this.name }
output "image_id" { value = docker_image.this.name }
`;

/** By what stands in `source`: the registry's name, or the repository's. */
const STAND_INS: readonly StandIn[] = [
  {
    source:
      /terraform-aws-(?:modules\/)?lambda(?:\/aws)?\/\/modules\/alias\b|terraform-aws-modules\/lambda\/aws\/\/modules\/alias\b/,
    text: ALIAS,
  },
  { source: /lambda(?:\/aws)?\/\/modules\/docker-build\b/, text: DOCKER_BUILD },
  { source: /terraform-aws-modules\/(?:terraform-aws-lambda\b|lambda\/aws$)/, text: LAMBDA },
  { source: /terraform-aws-modules\/(?:terraform-aws-step-functions\b|step-functions\/aws$)/, text: STEP_FUNCTIONS },
];

/** The text that stands for a module that others publish; undefined of one that nobody knows here. */
export function standInFor(source: string): string | undefined {
  // Terragrunt has the registry as a protocol, and the version behind the name.
  const name = source
    .replace(/^tfr:\/\/[^/]*\//, '')
    .replace(/\?.*$/, '')
    .replace(/\/\/\.?$/, '');
  return STAND_INS.find((each) => each.source.test(name))?.text;
}
