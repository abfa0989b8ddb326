/** Whose a class is: several services have a `Cluster`, a `Connection`, an `Authorizer`. */
import type { Placed } from '../../../code/evaluate';
import { chainOf } from '../../../code/expression';
import type { CallExpression } from '../../../code/expression';

/** `aws-cdk-lib/aws-iot`, `@aws-cdk/aws-iot-alpha`, and in Python `aws_cdk.aws_iot`. */
const MODULE = /^@?aws[-_]cdk(?:-lib)?[./]+aws[-_]([a-z0-9]+)/;

/** Whether what is made may be of a type of CloudFormation, by the module that its class comes from: one that is not known may be any. */
export function mayBeOf(type: string, { expression, scope }: Placed<CallExpression>): boolean {
  const [first = '', ...members] = chainOf(expression.callee) ?? [];
  const { module = '', name = '' } = scope.code.imports.get(first) ?? {};
  const [, service] = MODULE.exec([module, name, ...members].join('/')) ?? [];
  const own = type.split('::')[1]!.toLowerCase();
  return service === undefined || service === (own === 'serverless' ? 'sam' : own);
}
