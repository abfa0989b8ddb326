import type { Shape } from './serviceTable';

/**
 * DynamoDB's AttributeValue: one member, whose name is the type. Its model does not say that it is a union.
 * Source: DynamoDB API, "AttributeValue".
 */
export function isAttributeValue(shape: Shape): boolean {
  return shape.kind === 'structure' && ['S', 'N', 'M', 'L', 'BOOL'].every((name) => shape.members.has(name));
}
