/** Parameters and secrets that a root declares with their values. */
import { asText, plain } from '../../../core/hcl';
import type { HclValue, ResourceInstance } from '../../../core/hcl';
import { originOf } from './code';
import type { Root } from './root';

interface Kind {
  readonly key: 'ssm:' | 'secret:';
  readonly name: string;
  /** The arguments that may have the value. */
  readonly values: readonly string[];
  /** The type of the resource that the name is an address of. */
  readonly of?: string;
}

/** Source: the AWS provider's "Argument Reference" of each. */
const KINDS: { readonly [type: string]: Kind } = {
  aws_ssm_parameter: { key: 'ssm:', name: 'name', values: ['value', 'insecure_value', 'value_wo'] },
  aws_secretsmanager_secret_version: {
    key: 'secret:',
    name: 'secret_id',
    values: ['secret_string', 'secret_string_wo'],
    of: 'aws_secretsmanager_secret',
  },
};

/** By the keys under which a person may give others: `ssm:/shop/limit`, `secret:shop/db`. */
export function declaredIn(root: Root): { [key: string]: string } {
  const declared: { [key: string]: string } = {};
  for (const [type, kind] of Object.entries(KINDS)) {
    for (const { instance, inactive } of root.resources(type)) {
      if (instance.resource.isData || inactive !== undefined) continue;
      const name = nameOf(instance, kind, root);
      const [value] = kind.values.flatMap((argument) => textIn(instance.argument(argument)) ?? []);
      if (name !== undefined && value !== undefined) declared[kind.key + name] = value;
    }
  }
  return declared;
}

/** A version of a secret has the secret's address, or its name. */
function nameOf(instance: ResourceInstance, { name, of }: Kind, root: Root): string | undefined {
  const written = instance.argument(name);
  if (of === undefined) return textIn(written);
  const origin = originOf(written);
  if (origin?.type === of) return textIn(origin.physicalName);
  const address = textIn(written);
  const named = root.resources(of).find((each) => root.quiet(each.instance.attribute('arn')) === address);
  return named ? textIn(named.instance.physicalName) : address;
}

/** Undefined where a part of it is known after a deployment alone. */
function textIn(value: HclValue | undefined): string | undefined {
  return value === undefined ? undefined : asText(plain(value));
}
