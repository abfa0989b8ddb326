/** Data that begin as the model of a service says: with the types and values that its answers have. */
import {
  calledOperation,
  isMetadata,
  memberNamed,
  writtenMember,
  type CalledOperation,
} from '../catalog/services/calledOperation';
import { happiestOf } from '../catalog/services/happiest';
import type { ParsedResource } from '../catalog/integrations';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Member, Shape, StructureShape } from '../catalog/services/serviceTable';
import { openDatum, type Datum } from './datum';

/** Undefined where no model tells what comes back. */
export function modelledAnswer(
  resource: ParsedResource | undefined,
  name: string,
  catalogue: ServiceCatalogue | undefined,
): Datum | undefined {
  const called = calledOperation(resource, catalogue);
  return called?.output && called.output.members.size > 0 ? modelled(called.output, name, called) : undefined;
}

/** Parts are made when they are read: a shape may hold itself. */
function modelled(shape: Shape, name: string, called: CalledOperation): Datum {
  const part = (of: Shape | undefined, inner: string): Datum | undefined => of && modelled(of, inner, called);
  switch (shape.kind) {
    case 'structure': {
      const member = (inner: string): Datum | undefined =>
        isMetadata(inner, called) ? openDatum(inner) : part(memberRead(shape, inner, called)?.type, inner);
      return { open: true, name, type: 'object', members: new Map(), model: { member, item: () => undefined } };
    }
    case 'map': {
      const member = (inner: string): Datum | undefined => part(shape.values, inner);
      return { open: true, name, type: 'object', members: new Map(), model: { member, item: () => undefined } };
    }
    case 'list': {
      const item = (inner: string): Datum | undefined => part(shape.of, inner);
      return { open: true, name, type: 'array', items: [], model: { member: () => undefined, item } };
    }
    case 'enum':
      return { open: true, name, type: 'string', example: happiestOf(shape.values) };
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return { open: true, name, type: 'number' };
    case 'boolean':
      return { open: true, name, type: 'boolean' };
    case 'timestamp':
      return called.isSdk ? { open: true, name, type: 'timestamp' } : { open: true, name, type: 'number' };
    case 'string':
      // A number of DynamoDB is a text of digits.
      return { open: true, name, type: 'string', ...(name === 'N' && { example: '1' }) };
    case 'blob':
    case 'document':
      return { open: true, name };
  }
}

/** The member that is there under that name: every one begins with a capital, and those of an integration are as its page writes them. */
function memberRead(shape: StructureShape, name: string, called: CalledOperation): Member | undefined {
  const member = memberNamed(shape, name);
  if (!member) return undefined;
  const written = writtenMember(called, member.name);
  return written === name || (called.isSdk && written.charAt(0) === name.charAt(0)) ? member : undefined;
}

/** Of an example: its parts that the model knows, so that what is read beside them is of their kind. */
export function withModel(example: Datum, model: Datum | undefined): Datum {
  if (!model?.model || example.model) return example;
  const { members, items } = example;
  if (members && model.members) {
    const inner = [...members].map(([name, each]) => [name, withModel(each, model.model!.member(name))] as const);
    return { ...example, members: new Map(inner), model: model.model };
  }
  if (items && model.items) {
    return {
      ...example,
      items: items.map((each) => withModel(each, model.model!.item(each.name))),
      model: model.model,
    };
  }
  return example;
}
