/** What starts each function and machine, as the source of a CDK app says. */
import type { JsonObject } from '../../../../core/json';
import type { CallExpression } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import { once } from '../../../once';
import type { Trigger } from '../../../project';
import { ASKING_CLASSES, ASKING_METHODS } from './askedWays';
import type { Construct } from './constructs';
import type { ValueReading } from './deployedValue';
import { placeOf } from './place';
import { resourceTriggers } from './resourceTriggers';
import { TriggerSite } from './triggerSite';
import { CLASSES, METHODS, type FoundTrigger } from './triggerWays';

/** Wrappers within each other: a target, an integration. */
const DEEPEST_WRAPPER = 3;

interface Started {
  readonly construct: Construct;
  readonly trigger: Trigger;
}

export class AppTriggers {
  /** By the path of what is started. */
  private readonly all = once(() => this.read());

  constructor(private readonly reading: ValueReading) {}

  /** In the order of the table; undefined where there is none. */
  of(construct: Construct): readonly Trigger[] | undefined {
    const named = this.all().get(keyOf(construct)) ?? [];
    // An object of a class of the app's own is made in another file than the CDK's construct that it is.
    const { file } = construct.call.scope.code;
    const near = named.filter((each) => each.construct.call.scope.code.file === file);
    const found = near.length > 0 ? near : named;
    return found.length === 0 ? undefined : withNames(found.map(({ trigger }) => trigger));
  }

  private read(): ReadonlyMap<string, readonly Started[]> {
    const { reader } = this.reading;
    const found = new Map<string, Started[]>();
    const add = (started: Started): void => {
      const key = keyOf(started.construct);
      found.set(key, [...(found.get(key) ?? []), started]);
    };
    const note = (call: Placed<CallExpression>, way: (site: TriggerSite) => readonly FoundTrigger[]): void => {
      reader.evaluate.begin();
      const site = new TriggerSite(call, this.reading);
      for (const each of way(site)) {
        const trigger = triggerOf(each, call);
        for (const construct of startedBy(each.starts, site)) add({ construct, trigger });
      }
    };
    for (const [method, way] of Object.entries({ ...METHODS, ...ASKING_METHODS })) {
      for (const call of reader.callsOfMethod(method)) note(call, way);
    }
    for (const [className, way] of Object.entries({ ...CLASSES, ...ASKING_CLASSES })) {
      for (const { call } of reader.all(className)) note(call, way);
    }
    resourceTriggers(this.reading, (construct) => found.has(keyOf(construct))).forEach(add);
    return found;
  }
}

/** A construct, or those that are given to what wraps it: who is asked for is among them. */
function startedBy(placed: Placed | undefined, at: TriggerSite, depth = 0): readonly Construct[] {
  const made = at.callOf(placed);
  if (!made || depth > DEEPEST_WRAPPER) return [];
  if (WRAPPERS.test(made.name)) return made.arguments.flatMap((each) => startedBy(each, made, depth + 1));
  return made.construct ? [made.construct] : [];
}

/** Of targets, destinations, subscriptions and integrations: what they are made with is what they start. */
const WRAPPERS =
  /^(?:LambdaFunction|SfnStateMachine|LambdaInvoke|StepFunctionsStartExecution|LambdaDestination|LambdaSubscription|LambdaAction|LambdaFunctionAction|LambdaTarget|\w*LambdaIntegration|LambdaProxyIntegration)$/;

function triggerOf({ name, type, properties, target }: FoundTrigger, call: Placed<CallExpression>): Trigger {
  const known = Object.entries(properties).filter(([, value]) => value !== undefined);
  return {
    ...(name !== undefined && { name }),
    type,
    properties: Object.fromEntries(known) as JsonObject,
    ...(target && { target }),
    place: placeOf(call),
  };
}

/** A name means one of them; what is found in several ways to one place is found once. */
function withNames(triggers: readonly Trigger[]): readonly Trigger[] {
  const distinct = [...new Map(triggers.map((each) => [JSON.stringify(each), each])).values()];
  const taken = new Map<string, number>();
  return distinct.map((trigger) => {
    const wanted = trigger.name ?? trigger.type;
    const count = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, count);
    return { ...trigger, name: count === 1 ? wanted : `${wanted} ${count}` };
  });
}

function keyOf({ path }: Construct): string {
  return JSON.stringify(path);
}
