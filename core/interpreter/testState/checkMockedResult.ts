/** Checks a mocked result against the service's response. The messages are AWS's (recorded). */
import { isJsonObject, type Json } from '../../json';
import { doubleOf, isNumber } from '../../jsonNumber';
import type { TaskResource } from '../taskResource';
import { RESPONSE_SHAPES, type Shape } from './responseShapes';

export type ValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

/** Optimized integrations whose service goes by another name in its SDK. */
const SDK_NAMES: { readonly [service: string]: string } = { states: 'sfn', events: 'eventbridge' };

/**
 * What is wrong with the result; undefined where nothing is, or where the shape is not known.
 *
 * @param shapeOf what AWS's models say of a response, by Resource; those of ours know limits, too, and come first
 */
export function mockedResultFault(
  resource: TaskResource,
  result: Json,
  mode: ValidationMode,
  shapeOf?: (resource: string) => Shape | undefined,
): string | undefined {
  // A callback's result is whatever the worker sends.
  if (mode === 'NONE' || resource.kind !== 'integration' || resource.pattern === 'waitForTaskToken') return undefined;
  const service = resource.resourceType.replace(/^aws-sdk:/, '');
  const name = `${SDK_NAMES[service] ?? service}:${resource.resource}`;
  const model = shapeOf?.(resource.text);
  const shape = Object.hasOwn(RESPONSE_SHAPES, name) ? RESPONSE_SHAPES[name] : model;
  const fault = shape && faultOf('', result, shape, mode === 'STRICT', model);
  return fault && `Mock result schema validation error: ${fault}`;
}

/** @param model what AWS's models have there: it says more where the shape says no more than "object" */
function faultOf(field: string, value: Json, shape: Shape, strict: boolean, model?: Shape): string | undefined {
  const subject = `Field '${field}'`;
  switch (shape.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${subject} must be a boolean`;
    case 'number':
      if (!isNumber(value)) return `${subject} must be a number`;
      if (shape.min !== undefined && doubleOf(value) < shape.min) return `${subject} is less than the minimum value`;
      if (shape.max !== undefined && doubleOf(value) > shape.max) return `${subject} exceeds the maximum value`;
      return undefined;
    case 'any':
      return undefined;
    case 'string':
      if (typeof value !== 'string') return `${subject} must be a string`;
      if (shape.values && !shape.values.includes(value)) return `${subject} is not an expected value`;
      if (shape.minLength !== undefined && value.length < shape.minLength) {
        return `${subject} is smaller than the minimum length`;
      }
      if (shape.maxLength !== undefined && value.length > shape.maxLength)
        return `${subject} exceeds the maximum length`;
      return undefined;
    case 'array': {
      if (!Array.isArray(value)) return `${subject} must be an array`;
      const { items } = shape;
      const modelled = model?.type === 'array' ? model.items : undefined;
      return items && first(value, (item) => faultOf(field, item, items, strict, modelled));
    }
    case 'object': {
      if (!isJsonObject(value))
        return field === '' ? 'Mocked result must be an object' : `${subject} must be an object`;
      const missing = strict ? shape.required?.find((name) => !Object.hasOwn(value, name)) : undefined;
      if (missing !== undefined) return `Required field '${missing}' is missing`;
      return first(Object.entries(value), ([name, member]) => {
        const modelled = model && inside(model, name);
        const known = shape.fields || shape.values ? inside(shape, name) : modelled;
        return known && faultOf(name, member, known, strict, modelled);
      });
    }
  }
}

/** Names that differ in case alone are one: an API's `KMSKeyArn` is `KmsKeyArn` where `aws-sdk:` answers. */
function inside(shape: Shape, name: string): Shape | undefined {
  if (shape.type !== 'object') return undefined;
  const { fields = {}, values } = shape;
  if (Object.hasOwn(fields, name)) return fields[name];
  const meant = Object.keys(fields).find((each) => each.toLowerCase() === name.toLowerCase());
  return meant === undefined ? values : fields[meant];
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
