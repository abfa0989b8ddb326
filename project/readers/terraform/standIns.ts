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

locals {
  source = try(var.source_path[0].path, var.source_path.path, var.source_path[0], var.source_path)
  code   = var.local_existing_package != null ? var.local_existing_package : local.source
}

resource "aws_lambda_function" "this" {
  count         = var.create && var.create_function && !var.create_layer ? 1 : 0
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
