/**
 * Modules that are not in the tree and that nobody knows by name: what they are handed tells that they make a function, or a state
 * machine. Their arguments and outputs are called much as the resources' own.
 */

/** What an argument of a resource may be called in a module around it; the likeliest first. */
type Names = readonly string[];

interface Kind {
  /** What it makes, in a module's own language; `names` has what each argument is called here. */
  readonly text: (names: (argument: string) => string) => string;
  readonly arguments: { readonly [argument: string]: Names };
  /** Groups of arguments, of each of which one must be there. */
  readonly needed: readonly Names[];
  readonly makes: 'function' | 'machine';
}

const hcl = String.raw;

const FUNCTION: Kind = {
  makes: 'function',
  needed: [['name'], ['code', 'image', 's3_key'], ['handler', 'image']],
  arguments: {
    name: ['function_name', 'lambda_function_name', 'lambda_name', 'name'],
    handler: ['handler', 'lambda_handler', 'function_handler', 'handler_name'],
    runtime: ['runtime', 'lambda_runtime', 'function_runtime'],
    code: [
      'filename',
      'source_path',
      'source_dir',
      'source_file',
      'source_code_path',
      'lambda_source_dir',
      'code_path',
      'local_existing_package',
      'lambda_zip_path',
      'zip_path',
      'zip_file',
      'lambda_filename',
      'package_path',
    ],
    image: ['image_uri', 'lambda_image_uri'],
    s3_bucket: ['s3_bucket', 'lambda_s3_bucket'],
    s3_key: ['s3_key', 'lambda_s3_key'],
    environment: [
      'environment_variables',
      'lambda_environment_variables',
      'environment_vars',
      'env_vars',
      'environment',
      'variables',
      'env',
    ],
    layers: ['layers', 'lambda_layers', 'layer_arns'],
    timeout: ['timeout', 'lambda_timeout'],
    memory: ['memory_size', 'lambda_memory_size', 'memory'],
  },
  text: (name) => hcl`
resource "aws_lambda_function" "this" {
  function_name = ${name('name')}
  handler       = ${name('handler')}
  runtime       = ${name('runtime')}
  filename      = try(${name('code')}[0].path, ${name('code')}.path, ${name('code')}[0], ${name('code')})
  image_uri     = ${name('image')}
  s3_bucket     = ${name('s3_bucket')}
  s3_key        = ${name('s3_key')}
  layers        = ${name('layers')}
  timeout       = ${name('timeout')}
  memory_size   = ${name('memory')}
  environment {
    variables = try(${name('environment')}.variables, ${name('environment')}[0].variables, ${name('environment')})
  }
}
output "arn" { value = aws_lambda_function.this.arn }
output "name" { value = aws_lambda_function.this.function_name }
output "id" { value = aws_lambda_function.this.function_name }
output "invoke_arn" { value = aws_lambda_function.this.invoke_arn }
output "qualified_arn" { value = aws_lambda_function.this.qualified_arn }
output "version" { value = aws_lambda_function.this.version }
`,
};

const MACHINE: Kind = {
  makes: 'machine',
  needed: [['definition']],
  arguments: {
    name: ['name', 'state_machine_name', 'step_function_name', 'sfn_name', 'sfn_state_machine_name'],
    definition: ['definition', 'state_machine_definition', 'step_function_definition', 'sfn_definition'],
    type: ['type', 'state_machine_type', 'step_function_type'],
  },
  text: (name) => hcl`
resource "aws_sfn_state_machine" "this" {
  name       = ${name('name')}
  definition = ${name('definition')}
  type       = try(upper(${name('type')}), "STANDARD")
}
output "arn" { value = aws_sfn_state_machine.this.arn }
output "name" { value = aws_sfn_state_machine.this.name }
output "id" { value = aws_sfn_state_machine.this.id }
`,
};

/** The first that fits. */
const KINDS = [MACHINE, FUNCTION];

export interface ToldModule {
  readonly makes: Kind['makes'];
  readonly text: string;
  /** Which of its outputs stands for one of another name. */
  readonly outputLike: (name: string) => string | undefined;
}

/** @param given the names of the arguments that its caller hands it */
export function toldByArguments(given: readonly string[]): ToldModule | undefined {
  for (const kind of KINDS) {
    const called = (argument: string): string | undefined =>
      kind.arguments[argument]?.find((each) => given.includes(each));
    if (!kind.needed.every((group) => group.some((argument) => called(argument) !== undefined))) continue;
    const variables = Object.keys(kind.arguments).flatMap((argument) => called(argument) ?? []);
    const declared = variables.map((each) => `variable "${each}" { default = null }\n`).join('');
    const text = kind.text((argument) => {
      const name = called(argument);
      return name === undefined ? 'null' : `var.${name}`;
    });
    return { makes: kind.makes, text: declared + text, outputLike };
  }
  return undefined;
}

const OUTPUTS: readonly (readonly [RegExp, string])[] = [
  [/invoke_arn$/, 'invoke_arn'],
  [/qualified(_\w+)?_arn$|arn_qualified$/, 'qualified_arn'],
  [/(^|_)arn(_static)?$/, 'arn'],
  [/(^|_)name$/, 'name'],
  [/(^|_)version$/, 'version'],
  [/(^|_)id$/, 'id'],
];

/** `lambda_arn` and `lambda_function_arn` are the function's; `role_arn` is not. */
function outputLike(name: string): string | undefined {
  if (/role|policy|log_group|alias|security/.test(name)) return undefined;
  return OUTPUTS.find(([pattern]) => pattern.test(name))?.[1];
}
