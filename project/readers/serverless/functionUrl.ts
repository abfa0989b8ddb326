import { isJsonObject, type JsonObject } from '../../../core/json';
import { own } from '../../../core/template/resolution';
import type { Trigger } from '../../project';
import { placeOf, type Part } from './part';
import type { Service } from './service';

/** `url: true`, or with what it says of itself. https://www.serverless.com/framework/docs/providers/aws/guide/functions (Lambda Function URLs) */
export function urlTriggers(part: Part, service: Service): Trigger[] {
  const url = service.follow(part, ['url']);
  const value = url && service.plain(url);
  const given: JsonObject | undefined = value === true ? {} : isJsonObject(value) ? value : undefined;
  if (!url || !given) return [];
  const [authorizer, mode] = [own(given, 'authorizer'), own(given, 'invokeMode')];
  const properties = {
    AuthType: authorizer === 'aws_iam' ? 'AWS_IAM' : 'NONE',
    ...(typeof mode === 'string' && { InvokeMode: mode }),
  };
  return [{ name: 'url', type: 'Lambda.Url', properties, place: placeOf(url) }];
}
