/** What a definition may leave out or write otherwise than the model has it. */
import type { CalledOperation } from './calledOperation';
import type { Shape } from './serviceTable';

/** Tokens of idempotency: SDKs make them where they are not given. */
export function madeBySdk(member: string): boolean {
  return /(client|request|idempotency|creation)token$/i.test(member);
}

/** DynamoDB's own integration takes a text for `{"S": text}`. Source: AWS, "Perform CRUD operations on DynamoDB tables". */
export function takesPlainText(value: unknown, shape: Shape, { isSdk, resourceService }: CalledOperation): boolean {
  const isAttribute = shape.kind === 'structure' && shape.members.has('NULL');
  return typeof value === 'string' && isAttribute && !isSdk && resourceService === 'dynamodb';
}
