/** What a service answers, as a mock of a test is held against it. */
import { expect, test } from 'vitest';
import type { ResponseShape } from '../../core/interpreter/testState';
import { responseShape } from '../../run/mocks/responseShape';

const arn = (resource: string): string => `arn:aws:states:::${resource}`;

/** The shape at a path: `[]` is an item, `*` a value of a map. */
function shapeAt(resource: string, place: string): unknown {
  let shape = responseShape(arn(resource));
  for (const step of place.split('.').filter(Boolean)) {
    if (step === '[]') shape = (shape as { items?: ResponseShape } | undefined)?.items;
    else if (step === '*') shape = (shape as { values?: ResponseShape } | undefined)?.values;
    else shape = (shape as { fields?: Record<string, ResponseShape> } | undefined)?.fields?.[step];
  }
  const { type, required, values } = (shape ?? {}) as { type?: string; required?: string[]; values?: unknown };
  return [
    type,
    ...(required && required.length > 0 ? [required] : []),
    ...(Array.isArray(values) ? [values.length > 0] : []),
  ];
}

test.each<[resource: string, place: string, shape: unknown]>([
  ['aws-sdk:dynamodb:getItem', '', ['object']],
  ['aws-sdk:dynamodb:getItem', 'Item', ['object']],
  ['aws-sdk:dynamodb:getItem', 'Item.*', ['object']],
  ['aws-sdk:dynamodb:getItem', 'Item.*.S', ['string']],
  ['aws-sdk:dynamodb:getItem', 'Item.*.Bool', ['boolean']],
  ['aws-sdk:dynamodb:getItem', 'Item.*.B', ['string']],
  ['aws-sdk:dynamodb:getItem', 'Item.*.L', ['array']],
  ['aws-sdk:dynamodb:getItem', 'Item.*.L.[].M.*.L.[].Ns.[]', ['string']],
  ['aws-sdk:dynamodb:query', 'Count', ['number']],
  ['aws-sdk:dynamodb:describeTable', 'Table.CreationDateTime', ['string']],
  ['aws-sdk:dynamodb:describeTable', 'Table.TableStatus', ['string', true]],
  ['aws-sdk:dynamodb:query', 'ConsumedCapacity.CapacityUnits', ['number']],
  ['aws-sdk:sfn:describeExecution', '', ['object', ['ExecutionArn', 'StateMachineArn', 'Status', 'StartDate']]],
  ['lambda:invoke', 'Payload', ['any']],
  ['aws-sdk:lambda:invoke', 'Payload', ['string']],
  ['states:startExecution', 'StartDate', ['any']],
])('%s at %j', (resource, place, shape) => expect(shapeAt(resource, place)).toEqual(shape));

test.each([['lambda:function:Pay'], ['http:invoke'], ['aws-sdk:nobody:act'], ['ecs:runTask.sync']])(
  'no model has %s',
  (resource) => expect(responseShape(arn(resource))).toBeUndefined(),
);
