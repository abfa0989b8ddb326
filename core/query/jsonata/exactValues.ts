/**
 * JSONata computes in doubles. For one evaluation exact numbers become doubles; what of its result has come through
 * unchanged becomes what it was: objects and arrays as a whole, and numbers that no double holds. A `10.0` that comes by
 * itself out of a function of the library is 10.
 */
import { isContainer, type Json, type JsonObject } from '../../json';
import { doubleOf, exactNumbersMade, isExactNumber, type ExactNumber } from '../../jsonNumber';
import { setOwnValue } from '../ownProperties';
import { isFunctionValue } from './functionValue';

/** Data without exact numbers; data are never changed in place. */
const withoutExact = new WeakSet<object>();

export class ExactValues {
  private readonly originals = new Map<object, Json>();
  private readonly numbers = new Map<number, ExactNumber>();

  /** The same with doubles; what has no exact numbers is shared. */
  inDoubles(bindings: JsonObject): JsonObject {
    return exactNumbersMade() === 0 ? bindings : (this.doubles(bindings) as JsonObject);
  }

  private doubles(value: Json): Json {
    if (isExactNumber(value)) {
      const double = doubleOf(value);
      if (!Number.isSafeInteger(double)) this.numbers.set(double, value);
      return double;
    }
    if (!isContainer(value) || withoutExact.has(value)) return value;
    const copy = mapped(value, (member) => this.doubles(member));
    if (copy === value) withoutExact.add(value);
    else this.originals.set(copy, value);
    return copy;
  }

  /** @param value what the library gave */
  restored(value: unknown): unknown {
    return this.originals.size === 0 ? value : this.exact(value as Json);
  }

  private exact(value: Json): Json {
    if (typeof value === 'number') return this.numbers.get(value) ?? value;
    if (!isContainer(value) || isFunctionValue(value) || withoutExact.has(value)) return value;
    return this.originals.get(value) ?? mapped(value, (member) => this.exact(member));
  }
}

/** A copy where a member becomes another, else the container itself. */
function mapped(container: Json[] | JsonObject, change: (member: Json) => Json): Json[] | JsonObject {
  let isChanged = false;
  const changed = (member: Json): Json => {
    const other = change(member);
    isChanged ||= other !== member;
    return other;
  };
  if (Array.isArray(container)) {
    const items = container.map(changed);
    return isChanged ? items : container;
  }
  const object: JsonObject = {};
  for (const [key, member] of Object.entries(container)) setOwnValue(object, key, changed(member));
  return isChanged ? object : container;
}
