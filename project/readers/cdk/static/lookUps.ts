/** Values that an app looks up while it runs: in the CDK's context, in the environment, among the parameters of its stack. */
import type { Json } from '../../../../core/json';
import { phrase } from '../../../../core/l10n/phrase';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../../../core/template';
import type { ValueKey } from '../../../../core/values';
import { lastName } from '../../../code/expression';
import type { Expression } from '../../../code/expression';
import type { Evaluator, Placed } from '../../../code/evaluate';
import { propertyOf } from './constructs';

/** What is asked for where nothing is known of it. */
export interface Asked {
  readonly key: ValueKey;
  readonly why: string;
}

export interface LookUp extends Asked {
  /** What the app itself says for where nothing is found: `os.getenv("STAGE", "dev")`, a parameter's default. */
  readonly standard?: Placed;
}

/** What the CDK's command line sets for the app. Source: AWS CDK, "Configure environments". */
export const SET_BY_CDK: { readonly [key: string]: Json | undefined } = {
  'env:CDK_DEFAULT_ACCOUNT': LOCAL_ACCOUNT,
  'env:CDK_DEFAULT_REGION': LOCAL_REGION,
};

/** Undefined for what is looked up nowhere. */
export function lookUpOf(placed: Placed, evaluate: Evaluator): LookUp | undefined {
  const { expression } = placed;
  if (expression.kind !== 'member' && expression.kind !== 'item' && expression.kind !== 'call') return undefined;
  const at = (inner: Expression | undefined): Placed | undefined => inner && { ...placed, expression: inner };
  const text = (inner: Expression | undefined): string | undefined =>
    inner && evaluate.text({ ...placed, expression: inner });
  const variable = environmentVariable(expression, text);
  if (variable !== undefined) {
    const standard = expression.kind === 'call' ? at(expression.items[1]) : undefined;
    return { key: `env:${variable}`, why: phrase`It is in the environment of who deploys.`, standard };
  }
  if (expression.kind === 'member') {
    return /^value_?as/i.test(expression.name)
      ? parameterOf(evaluate.follow({ ...placed, expression: expression.object }), evaluate)
      : undefined;
  }
  if (expression.kind !== 'call' || !/^(?:try_?)?get_?context$/i.test(lastName(expression.callee))) return undefined;
  const key = text(expression.items[0]);
  return key === undefined ? undefined : { key: `context:${key}`, why: phrase`It is a value of the CDK's context.` };
}

/** `new CfnParameter(this, "Stage", { default: "dev" })` */
function parameterOf(object: Placed, evaluate: Evaluator): LookUp | undefined {
  const { expression } = object;
  if (expression.kind !== 'call' || lastName(expression.callee) !== 'CfnParameter') return undefined;
  const [, id] = expression.items;
  const name = id && evaluate.text({ ...object, expression: id });
  if (name === undefined) return undefined;
  const call = { ...object, expression };
  const type = propertyOf(evaluate, call, 'type');
  // The default of a parameter of Systems Manager is where its value stands.
  const isStored = type !== undefined && evaluate.text(type)?.startsWith('AWS::SSM::') === true;
  const standard = isStored ? undefined : propertyOf(evaluate, call, 'default');
  return { key: `param:${name}`, why: phrase`It is a parameter of the stack.`, standard };
}

/** `process.env.NAME`, `process.env["NAME"]`, `os.environ["NAME"]`, `os.getenv("NAME")` */
function environmentVariable(
  expression: Expression,
  text: (inner: Expression | undefined) => string | undefined,
): string | undefined {
  const isEnvironment = (object: Expression): boolean => /^(?:env|environ)$/.test(lastName(object));
  if (expression.kind === 'member' && isEnvironment(expression.object)) return expression.name;
  if (expression.kind === 'item' && isEnvironment(expression.object)) return text(expression.index);
  if (expression.kind !== 'call') return undefined;
  const { callee, items } = expression;
  const isGet = lastName(callee) === 'getenv' || (callee.kind === 'member' && isEnvironment(callee.object));
  return isGet ? text(items[0]) : undefined;
}
