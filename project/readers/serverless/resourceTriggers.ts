/** What starts functions and machines of a service among its `resources`: rules, schedules, pipes, mappings. */
import { objectOf, type Json, type JsonObject } from '../../../core/json';
import { own as memberOf } from '../../../core/template/resolution';
import { mayStart, mentions, startedBy, telling, triggerTypeOf, type Started } from '../../../core/template/starters';
import type { Trigger } from '../../project';
import type { CloudFormation } from './cloudFormation';
import { placeOf, type Part } from './part';
import type { Service } from './service';

interface Starter {
  readonly logicalId: string;
  readonly part: Part;
  readonly type: string;
  readonly properties: JsonObject;
  readonly started: Started;
}

const found = new WeakMap<CloudFormation, readonly Starter[]>();

/** @param logicalIds by which it may be meant @param own its own events, which stand first */
export function resourceTriggers(
  logicalIds: readonly string[],
  service: Service,
  cloudFormation: CloudFormation,
  own: readonly Trigger[] = [],
): Trigger[] {
  let starters = found.get(cloudFormation);
  if (!starters) found.set(cloudFormation, (starters = startersIn(service, cloudFormation)));
  const named = starters.filter(
    ({ started }) => started.what !== null && logicalIds.some((id) => mentions(started.what, id)),
  );
  const others = telling(named, ({ started }) => started, own.length > 0).map(
    ({ logicalId, part, type, properties, started: { part: place, as, target } }): Trigger => {
      const plain = (value: Json): JsonObject => objectOf(cloudFormation.value(value, part));
      return {
        name: place === undefined ? logicalId : `${logicalId} ${place}`,
        type: as?.type ?? triggerTypeOf(type),
        properties: plain(as?.properties ?? properties),
        ...(target && { target: plain(target) }),
        place: placeOf(part),
      };
    },
  );
  return [...own, ...others];
}

/** Only of what starts something the values are read: others may need what nobody has given. */
function startersIn(service: Service, cloudFormation: CloudFormation): Starter[] {
  const propertiesOf = (part: Part): JsonObject => objectOf(memberOf(cloudFormation.plainResource(part), 'Properties'));
  const lazy = [...cloudFormation.resources].map(([logicalId, part]) => {
    const resource = {
      get properties() {
        return propertiesOf(part);
      },
    };
    return [logicalId, resource] as const;
  });
  const resources = new Map(lazy);
  return [...cloudFormation.resources].flatMap(([logicalId, part]) => {
    const type = service.text(service.follow(part, ['Type'])) ?? '';
    if (!mayStart(type, (name) => service.follow(part, ['Properties', name]) !== undefined)) return [];
    const properties = propertiesOf(part);
    return startedBy({ type, logicalId, properties }, resources).map((started) => ({
      logicalId,
      part,
      type,
      properties,
      started,
    }));
  });
}
