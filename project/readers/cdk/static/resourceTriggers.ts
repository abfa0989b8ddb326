/**
 * What constructs that stand for a resource itself start, such as `new CfnRule(…)`: their properties are CloudFormation's in
 * the letters of the language, so that CloudFormation's own table tells.
 */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../../../core/json';
import { startedBy, STARTER_TYPES, telling, triggerTypeOf, type Started } from '../../../../core/template/starters';
import type { CallExpression } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import type { Trigger } from '../../../project';
import { resourceName } from '../constructNames';
import type { Construct } from './constructs';
import { addressesOf, deployedJson, type ValueReading } from './deployedValue';
import { placeOf } from './place';
import { mayBeOf } from './service';
import { startableConstructs } from './startable';

interface Starter {
  readonly started: Started;
  readonly trigger: Trigger;
}

/** @param hasOwn whether something else is known to start a construct */
export function resourceTriggers(
  reading: ValueReading,
  hasOwn: (construct: Construct) => boolean,
): readonly { readonly construct: Construct; readonly trigger: Trigger }[] {
  const starters = STARTER_TYPES.flatMap((type) =>
    reading.reader
      .all(`Cfn${type.split('::').at(-1)!}`)
      .filter((construct) => mayBeOf(type, construct.call))
      .flatMap((construct) => startersIn(construct, type, reading)),
  );
  if (starters.length === 0) return [];
  return startableConstructs(reading.reader).flatMap((construct) => {
    const addresses = addressesOf(construct, reading.reader);
    const own = starters.filter(({ started }) => addresses.some((address) => says(started.what, address)));
    return telling(own, ({ started }) => started, hasOwn(construct)).map(({ trigger }) => ({ construct, trigger }));
  });
}

function startersIn(construct: Construct, type: string, reading: ValueReading): Starter[] {
  const { call, path } = construct;
  const written = call.scope.code.language === 'python' ? call : lastOf(call);
  const properties = objectOf(resourceValue(written, reading));
  const name = path.at(-1)!;
  return startedBy({ type, logicalId: name, properties }, new Map()).map((started) => ({
    started,
    trigger: {
      name: started.part === undefined ? name : `${name} ${started.part}`,
      type: started.as?.type ?? triggerTypeOf(type),
      properties: started.as?.properties ?? properties,
      ...(started.target && { target: started.target }),
      place: placeOf(call),
    },
  }));
}

function lastOf(call: Placed<CallExpression>): Placed {
  const expression = call.expression.items.at(-1);
  return expression ? { ...call, expression } : call;
}

/** What holds data of the user's: names in it stay as they are. */
const DATA = new Set(['EventPattern', 'InputPathsMap', 'RequestTemplates', 'Body', 'Variables']);
const DEEPEST = 20;

/** In CloudFormation's letters; what the source does not tell is left out. */
function resourceValue(placed: Placed, reading: ValueReading, isData = false, depth = 0): Json | undefined {
  const { evaluate } = reading.reader;
  const whole = evaluate.follow(placed);
  const { expression } = whole;
  if (depth > DEEPEST) return undefined;
  const inner = (value: Placed, isInData: boolean): Json | undefined =>
    resourceValue(value, reading, isInData, depth + 1);
  if (expression.kind === 'list') {
    return expression.items.flatMap((item) => inner({ ...whole, expression: item }, isData) ?? []);
  }
  // Python's `CfnRule.TargetProperty(arn=…)`.
  const named = expression.kind === 'call' ? expression.named : undefined;
  if (expression.kind !== 'object' && !named?.length) return deployedJson(whole, reading);
  const { start, end } = expression;
  const entries = evaluate.entries(
    named ? { ...whole, expression: { kind: 'object', entries: named, start, end } } : whole,
  );
  const object: [string, Json][] = [...entries].flatMap(([key, value]): [string, Json][] => {
    const name = isData ? key : resourceName(key);
    const json = inner(value, isData || DATA.has(name));
    return json === undefined ? [] : [[name, json]];
  });
  return Object.fromEntries(object) as JsonObject;
}

/** Whether a value is an address, or a text that has it in it. */
function says(what: Json, address: string): boolean {
  if (typeof what === 'string') {
    const at = what.indexOf(address);
    if (at < 0) return false;
    // A name alone is the whole text; what stands behind an ARN is an alias, or the end of a path.
    return what === address || (address.startsWith('arn:') && !/[\w-]/.test(what[at + address.length] ?? ''));
  }
  if (Array.isArray(what)) return what.some((each) => says(each, address));
  return isJsonObject(what) && Object.values(what).some((each) => says(each, address));
}
