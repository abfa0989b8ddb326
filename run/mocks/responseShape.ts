/** What a task is answered by AWS's models, in the form in which TestState checks mocks. */
import { parseResource } from '../../core/catalog/integrations';
import { calledOperation, writtenMember, type CalledOperation } from '../../core/catalog/services/calledOperation';
import type { Shape } from '../../core/catalog/services/serviceTable';
import type { ResponseShape } from '../../core/interpreter/testState';
import { loadCatalogue } from '../../services/loadTables';

/** Undefined where no model has it: a function, a job that is waited for, an API of the user's. */
export function responseShape(resource: string): ResponseShape | undefined {
  const called = calledOperation(parseResource(resource), loadCatalogue());
  return called?.output && shapeOf(called.output, called);
}

function shapeOf(shape: Shape, called: CalledOperation): ResponseShape {
  switch (shape.kind) {
    case 'structure': {
      const members = [...shape.members.values()];
      let fields: { readonly [name: string]: ResponseShape } | undefined;
      return {
        type: 'object',
        required: members.filter(({ required }) => required).map(({ name }) => writtenMember(called, name)),
        // A shape may hold itself: what is in it is looked at when a mock has it.
        get fields() {
          return (fields ??= Object.fromEntries(
            members.map(({ name, type }) => [writtenMember(called, name), shapeOf(type, called)]),
          ));
        },
      };
    }
    case 'map':
      return {
        type: 'object',
        get values() {
          return shapeOf(shape.values, called);
        },
      };
    case 'list':
      return {
        type: 'array',
        get items() {
          return shapeOf(shape.of, called);
        },
      };
    case 'enum':
      return { type: 'string', values: shape.values };
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'string':
      return { type: 'string' };
    case 'timestamp':
      // An integration of its own has milliseconds.
      return { type: called.isSdk ? 'string' : 'any' };
    case 'blob':
      // `Payload` of an integration of its own is the JSON that its text is.
      return { type: called.isSdk ? 'string' : 'any' };
    case 'document':
      return { type: 'any' };
  }
}
