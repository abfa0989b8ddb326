import type { Attribute, HclBody } from './tree';

/** An argument of a body by its name. */
export function attributeIn(body: HclBody, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}
