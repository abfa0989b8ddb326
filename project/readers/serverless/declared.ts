/** Parameters and secrets that a service declares among its resources, with their values. */
import { isJsonObject, type Json } from '../../../core/json';
import { DECLARING } from '../../../core/template/declaring';
import { own } from '../../../core/template/resolution';
import { fillerOf, hasFiller, type Values } from '../../../core/values';
import { CloudFormation } from './cloudFormation';
import type { Part } from './part';
import type { Service } from './service';

/**
 * By the keys under which a person may give others: `ssm:/shop/limit`.
 *
 * @param service one whose values are {@link untold}: nobody is asked for what these need
 */
export function declaredIn(service: Service): { [key: string]: string } {
  const cloudFormation = new CloudFormation(service);
  const text = (value: Json | undefined, part: Part): string | undefined => {
    const found = value === undefined ? undefined : cloudFormation.text(value, part);
    return found === undefined || hasFiller(found) ? undefined : found;
  };
  const declared: { [key: string]: string } = {};
  for (const [logicalId, part] of cloudFormation.resources) {
    const type = service.text(service.follow(part, ['Type'])) ?? '';
    const kind = Object.hasOwn(DECLARING, type) ? DECLARING[type]! : undefined;
    const properties = kind && own(cloudFormation.plainResource(part), 'Properties');
    if (!kind || !isJsonObject(properties)) continue;
    const named = own(properties, kind.name);
    const name = named === undefined ? logicalId : text(named, part);
    const value = text(own(properties, kind.value), part);
    if (name !== undefined && value !== undefined) declared[kind.key + name] = value;
  }
  return declared;
}

/** The same values without a note of those that are not known. */
export function untold(values: Values): Values {
  return {
    given: (key) => values.given(key),
    unset: ({ key }) => fillerOf(key),
    within: (stack) => untold(values.within(stack)),
  };
}
