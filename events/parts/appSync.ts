/** What AppSync tells a resolver. */
import type { AppSyncResolverEvent } from 'aws-lambda';
import type { Json, JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { json, jsonObject, text } from '../parameters';
import { anyObject, anything, leftOut, mapOf, nullable, says, type Plain } from '../shape';

export const FIELD = {
  type: text('Query', () => phrase`the type that the field is of`),
  field: text('order', () => phrase`the field`),
  arguments: jsonObject({ id: '1042' }, () => phrase`the arguments of the field, as a JSON object`),
  source: json(null, () => phrase`the value of the parent, as JSON`),
};

export type Resolved = Plain<AppSyncResolverEvent<object, object | null>>;

export function resolverEvent(
  given: { readonly type: string; readonly field: string; readonly arguments: JsonObject; readonly source: Json },
  fresh: Fresh,
): Resolved {
  return {
    arguments: says<object>(phrase`The arguments of the field.`, anyObject(given.arguments)),
    identity: nullable(anyObject({} as never), true),
    source: says<object | null>(
      phrase`The value of the parent; null at the root.`,
      anything(given.source as object | null),
    ),
    request: {
      headers: mapOf(
        { host: `${fresh.small(26)}.appsync-api.${fresh.region}.amazonaws.com`, 'content-type': 'application/json' },
        '',
      ),
      domainName: nullable<string | null>('', true),
    },
    prev: nullable(anyObject({ result: {} }), true),
    info: {
      selectionSetList: ['id', 'total'],
      selectionSetGraphQL: '{\n  id\n  total\n}',
      parentTypeName: given.type,
      fieldName: given.field,
      variables: anyObject({}),
    },
    stash: leftOut(anyObject({}), true),
  };
}
