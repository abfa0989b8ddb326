/** Functions that a service names as authorizers of its routes: they have no events of their own. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../../core/json';
import { own } from '../../../core/template/resolution';
import type { Trigger } from '../../project';
import { placeOf, type Part } from './part';
import type { Service } from './service';

interface Named {
  readonly key: string;
  readonly trigger: Trigger;
}

const found = new WeakMap<Service, readonly Named[]>();

/** Each kind of authorizer once. @param key of the function */
export function authorizerTriggers(key: string, service: Service): Trigger[] {
  let named = found.get(service);
  if (!named) found.set(service, (named = authorizersOf(service)));
  const triggers = named.filter((each) => each.key === key).map(({ trigger }) => trigger);
  return [...new Map(triggers.map((trigger) => [trigger.type + JSON.stringify(trigger.properties), trigger])).values()];
}

/** https://www.serverless.com/framework/docs/providers/aws/events/apigateway and …/http-api, …/websocket */
function authorizersOf(service: Service): Named[] {
  const routes = service.entries(service.at('functions')).flatMap(({ part }) =>
    service.items(service.follow(part, ['events'])).flatMap((item): Named[] => {
      const event = service.plain(item);
      return ['http', 'websocket'].flatMap((kind): Named[] => {
        const given = own(own(event, kind), 'authorizer');
        const name = isJsonObject(given ?? null) ? own(given, 'name') : given;
        return typeof name === 'string' ? [{ key: name, trigger: triggerOf(kind, objectOf(given), item) }] : [];
      });
    }),
  );
  const shared = service.entries(service.at('provider', 'httpApi', 'authorizers')).flatMap(({ key, part }): Named[] => {
    const given = service.plain(part);
    const name = own(given, 'functionName');
    if (typeof name !== 'string') return [];
    const properties = { AuthorizerPayloadFormatVersion: String(own(given, 'payloadVersion') ?? '2.0') };
    return [{ key: name, trigger: { name: key, type: 'ApiGatewayV2.Authorizer', properties, place: placeOf(part) } }];
  });
  return [...routes, ...shared];
}

function triggerOf(kind: string, given: JsonObject, at: Part): Trigger {
  const place = placeOf(at);
  if (kind === 'websocket') {
    return { name: 'authorizer', type: 'ApiGatewayV2.Authorizer', properties: { ProtocolType: 'WEBSOCKET' }, place };
  }
  const type: Json = own(given, 'type') ?? 'token';
  return { name: 'authorizer', type: 'ApiGateway.Authorizer', properties: { Type: String(type).toUpperCase() }, place };
}
