/** What a walk begins with, before anything is read of it: answers, and the context object. */
import { knownResponse, parseResource, sampleResponse } from '../catalog/integrations';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { JsonObject } from '../json';
import type { State } from '../model/machine';
import { exampleDatum, fixedDatum, kindOf, objectDatum, openDatum, type Datum } from './datum';
import { MOMENT } from '../textsByName';
import { modelledAnswer, withModel } from './modelled';
import { resourceOf } from './resource';

/**
 * What an answer begins with, before anything is read of it.
 * @param returned by the function that the task calls, where that is known
 */
export function emptyAnswer(state: State, services?: ServiceCatalogue, returned?: Datum): Datum {
  const { name } = state;
  const resource = resourceOf(state);
  const parsed = parseResource(resource);
  const answer = returned ?? openDatum(name);
  if (parsed?.kind !== 'integration') return answer;
  // The answer is another's.
  if (parsed.pattern === 'waitForTaskToken') return openDatum(name);
  const model = modelledAnswer(parsed, name, services);
  // What the action's name lets guess is no answer where a model tells.
  const known = knownResponse(resource) ?? (model ? undefined : sampleResponse(resource));
  if (!known) return model!;
  const sample = withModel(exampleDatum(known, name), model);
  // What is not found is left out: `Item` of a DynamoDB getItem.
  sample.spare = new Set(sample.members?.keys());
  if (parsed.service === 'lambda' && parsed.action === 'invoke' && !parsed.sdk)
    sample.members?.set('Payload', returned ?? openDatum('Payload'));
  if (parsed.service === 'states' && /^sync/.test(parsed.pattern ?? '')) {
    const output = openDatum('Output');
    sample.members?.set('Output', output);
    if (parsed.pattern === 'sync') Object.assign(output, { type: 'string', json: openDatum('Output') });
  }
  return kindOf(sample) === 'object' && sample.members?.size === 0 ? (model ?? answer) : sample;
}

/** An object of a listing, as ListObjectsV2 tells of it. */
const LISTED = {
  Etag: '"d8e8fca2dc0f896fd7cb4cb0031ba249"',
  Key: 'inferred-Key',
  LastModified: 1900000000,
  Size: 5,
  StorageClass: 'STANDARD',
};

/** An item that a Distributed Map reads from S3, before anything is read of it. */
export function emptyRow({ Resource: resource }: JsonObject): Datum {
  const isListing = typeof resource === 'string' && resource.endsWith(':listObjectsV2');
  return isListing ? exampleDatum(LISTED, 'item') : openDatum('item');
}

/** The context object as far as it is known before a run. */
export function contextDatum(state: State, input: Datum, item?: Datum): Datum {
  const context = exampleDatum(
    {
      Execution: {
        Id: 'arn:aws:states:us-east-1:123456789012:execution:machine:run',
        Name: 'run',
        StartTime: MOMENT,
        RoleArn: 'arn:aws:iam::123456789012:role/role',
      },
      StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine', Name: 'machine' },
      State: { EnteredTime: MOMENT, Name: state.name, RetryCount: 0 },
      Task: { Token: 'token' },
    },
    'context',
  );
  context.members!.get('Execution')!.members!.set('Input', input);
  if (item)
    context.members!.set(
      'Map',
      objectDatum([
        [
          'Item',
          objectDatum([
            ['Index', fixedDatum(0)],
            ['Value', item],
          ]),
        ],
      ]),
    );
  return context;
}
