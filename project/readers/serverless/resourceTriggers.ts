/** What starts functions and machines of a service among its `resources`: rules, schedules, pipes, mappings. */
import { objectOf, type Json, type JsonObject } from '../../../core/json';
import { own } from '../../../core/template/resolution';
import { isStarter, mentions, startedBy, triggerTypeOf, type Started } from '../../../core/template/starters';
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

/** @param logicalIds by which it may be meant */
export function resourceTriggers(
  logicalIds: readonly string[],
  service: Service,
  cloudFormation: CloudFormation,
): Trigger[] {
  let starters = found.get(cloudFormation);
  if (!starters) found.set(cloudFormation, (starters = startersIn(service, cloudFormation)));
  return starters
    .filter(({ started }) => started.what !== null && logicalIds.some((id) => mentions(started.what, id)))
    .map(({ logicalId, part, type, properties, started: { part: place, as, target } }) => {
      const plain = (value: Json): JsonObject => objectOf(cloudFormation.value(value, part));
      return {
        name: place === undefined ? logicalId : `${logicalId} ${place}`,
        type: as?.type ?? triggerTypeOf(type),
        properties: plain(as?.properties ?? properties),
        ...(target && { target: plain(target) }),
        place: placeOf(part),
      };
    });
}

/** Only of what starts something the values are read: others may need what nobody has given. */
function startersIn(service: Service, cloudFormation: CloudFormation): Starter[] {
  const propertiesOf = (part: Part): JsonObject => objectOf(own(cloudFormation.plainResource(part), 'Properties'));
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
    if (!isStarter(type)) return [];
    const properties = propertiesOf(part);
    return startedBy(type, properties, resources).map((started) => ({ logicalId, part, type, properties, started }));
  });
}
