/** What a task hands to a service has the type that the service takes: a payload is an object, a count is a number. */
import { parseResource } from '../catalog/integrations';
import { calledOperation, memberNamed, takesJson, writtenMember } from '../catalog/services/calledOperation';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Shape } from '../catalog/services/serviceTable';
import type { State } from '../model/machine';
import { allMembers, asArray, asObject, isUndecided, type Datum, type DatumType, type Journal } from './datum';
import { memberOf } from './read';
import { resourceOf } from './resource';
import { beType } from './suppose';

/** Messages, which are words as often as JSON. Whatever else takes JSON takes an object of it. */
const WORDS: ReadonlySet<string> = new Set(['Message', 'MessageBody']);

/** A shape may hold itself. */
const DEEPEST = 4;

const TYPES: { readonly [kind: string]: DatumType } = {
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  boolean: 'boolean',
  string: 'string',
};

/** Of what is not decided yet among the arguments of a task: makes it what the service takes. */
export function beTaken(
  state: State,
  given: Datum | undefined,
  catalogue: ServiceCatalogue | undefined,
  journal: Journal,
): void {
  const called = calledOperation(parseResource(resourceOf(state)), catalogue);
  if (!given || !called?.input) return;
  for (const [name, each] of allMembers(given)) {
    const member = memberNamed(called.input, name);
    if (!member) continue;
    const written = writtenMember(called, member.name);
    if (!takesJson(called, written)) beShaped(each, member.type, journal, called.isSdk);
    else if (!WORDS.has(written) && isUndecided(each)) journal.set(each, 'isRatherObject', true);
  }
}

function beShaped(datum: Datum, shape: Shape, journal: Journal, isSdk: boolean, depth = 0): void {
  if (depth > DEEPEST) return;
  const inner = (each: Datum, of: Shape): void => beShaped(each, of, journal, isSdk, depth + 1);
  const { kind } = shape;
  if (kind === 'structure') {
    if (isUndecided(datum) && asObject(datum, journal)) {
      for (const { name, required } of shape.members.values())
        if (required) memberOf(datum, writtenMember({ isSdk }, name), journal);
    }
    for (const [name, each] of allMembers(datum)) {
      const member = memberNamed(shape, name);
      if (member) inner(each, member.type);
    }
  } else if (kind === 'map') {
    if (isUndecided(datum)) asObject(datum, journal);
    for (const each of allMembers(datum).values()) inner(each, shape.values);
  } else if (kind === 'list') {
    if (isUndecided(datum)) asArray(datum, journal);
    for (const each of datum.items ?? []) inner(each, shape.of);
  } else if (isUndecided(datum)) {
    if (kind === 'enum') journal.set(datum, 'example', shape.values[0]);
    else if (kind === 'timestamp' && isSdk) beType(datum, 'timestamp', journal);
    else if (Object.hasOwn(TYPES, kind)) beType(datum, TYPES[kind]!, journal);
  }
}
