/** Reads JSONPaths in data that are not known yet: what is read grows there. */
import { isJsonObject, type Json } from '../json';
import type { ParsedPath, PathStep } from '../query';
import { beOther, beRelated, beValue, isRelation } from './suppose';
import {
  allMembers,
  arrayDatum,
  asArray,
  asObject,
  fixedDatum,
  openDatum,
  singular,
  type Datum,
  type Journal,
} from './datum';

/** What `$`, `$$` and `$name` mean. */
export interface Scope {
  readonly input: Datum;
  readonly context: Datum;
  readonly variables: ReadonlyMap<string, Datum>;
}

/** What a path begins with. */
export function rootOf({ root }: ParsedPath, scope: Scope): Datum | undefined {
  if (root.kind === 'variable') return scope.variables.get(root.name);
  return root.kind === 'context' ? scope.context : scope.input;
}

/** What a path leads to, undefined where it cannot lead anywhere. */
export function readPath(path: ParsedPath, scope: Scope, journal: Journal): Datum | undefined {
  const root = rootOf(path, scope);
  return root && follow(root, path.steps, journal);
}

/** The member of an object. An open datum of no other kind becomes an object that has it. */
export function memberOf(datum: Datum, name: string, journal: Journal): Datum | undefined {
  if (datum.compute) return memberOfJson(datum.compute(), name);
  const known = datum.members?.get(name);
  if (known && datum.spare?.has(name)) {
    journal.set(datum, 'spare', new Set([...datum.spare].filter((each) => each !== name)));
  }
  if (known) return known;
  if (datum.absent?.has(name)) return undefined;
  const below = datum.below && memberOf(datum.below, name, journal);
  if (below || !datum.open) return below;
  if (datum.json || datum.value !== undefined || (datum.type !== undefined && datum.type !== 'object')) {
    return undefined;
  }
  const member = datum.model ? datum.model.member(name) : openDatum(name);
  if (!member) return undefined;
  asObject(datum, journal);
  const members = datum.members!;
  members.set(name, member);
  journal.did(() => members.delete(name));
  return member;
}

function memberOfJson(json: Json | undefined, name: string): Datum | undefined {
  if (!isJsonObject(json) || !Object.hasOwn(json, name)) return undefined;
  return fixedDatum(json[name]!, name);
}

/** The item of a list; a negative index counts from the end. An open datum becomes a list long enough. */
export function itemOf(datum: Datum, index: number, journal: Journal): Datum | undefined {
  if (datum.compute) {
    const json = datum.compute();
    return Array.isArray(json) && json.at(index) !== undefined ? fixedDatum(json.at(index)!) : undefined;
  }
  if (!asArray(datum, journal)) return undefined;
  const items = datum.items!;
  const least = index < 0 ? -index : index + 1;
  while (datum.open && items.length < Math.min(least, datum.most ?? least)) {
    items.push(datum.model?.item(singular(datum.name)) ?? openDatum(singular(datum.name)));
    journal.did(() => items.pop());
  }
  return items.at(index);
}

/** All items; of an open list at least one. */
export function itemsOf(datum: Datum, journal: Journal): readonly Datum[] {
  if (datum.compute) {
    const json = datum.compute();
    return Array.isArray(json) ? json.map((item) => fixedDatum(item)) : [];
  }
  if (!asArray(datum, journal)) return [];
  itemOf(datum, 0, journal);
  return datum.items!;
}

function follow(from: Datum, steps: readonly PathStep[], journal: Journal): Datum | undefined {
  let datum: Datum | undefined = from;
  for (let index = 0; index < steps.length && datum; index++) {
    const step = steps[index]!;
    const rest = steps.slice(index + 1);
    switch (step.kind) {
      case 'property':
        if (step.names.length > 1) return severalMembers(datum, step.names, journal);
        datum = memberOf(datum, step.names[0]!, journal);
        break;
      case 'indices':
        if (step.indices.length > 1) {
          const from = datum;
          return collected(
            step.indices.flatMap((each) => itemOf(from, each, journal) ?? []),
            rest,
            journal,
          );
        }
        datum = itemOf(datum, step.indices[0]!, journal);
        break;
      case 'wildcard':
        return collected(datum.members ? [...allMembers(datum).values()] : itemsOf(datum, journal), rest, journal);
      case 'slice': {
        const least = Math.max(step.to ?? 0, (step.from ?? 0) + 1);
        if (least > 0) itemOf(datum, least - 1, journal);
        return collected(itemsOf(datum, journal).slice(step.from, step.to), rest, journal);
      }
      case 'filter': {
        const met = itemThatMeets(datum, step.condition, journal);
        return collected(met ? [met] : [], rest, journal);
      }
      case 'deepScan':
        return deepScan(datum, rest, journal);
      case 'function':
        return { open: false, name: step.name, type: 'number', value: step.name === 'length' ? lengthOf(datum) : 1 };
    }
  }
  return datum;
}

function severalMembers(datum: Datum, names: readonly string[], journal: Journal): Datum {
  const members = names.flatMap((name) => {
    const member = memberOf(datum, name, journal);
    return member ? [[name, member] as const] : [];
  });
  return { open: false, name: datum.name, type: 'object', members: new Map(members) };
}

/** What an indefinite path gives: a list of what each of `data` leads to. */
function collected(data: readonly Datum[], rest: readonly PathStep[], journal: Journal): Datum {
  const found = data.flatMap((datum) => follow(datum, rest, journal) ?? []);
  const isFlat = rest.some(({ kind }) => kind === 'wildcard' || kind === 'slice' || kind === 'filter');
  return arrayDatum(isFlat ? found.flatMap((each) => each.items ?? [each]) : found);
}

/** `..name`: of an open datum, a member of its own. */
function deepScan(datum: Datum, rest: readonly PathStep[], journal: Journal): Datum {
  const found: Datum[] = [];
  const seen = new Set<Datum>();
  const visit = (each: Datum): void => {
    if (seen.has(each)) return;
    seen.add(each);
    const [next, ...others] = rest;
    if (next?.kind === 'property') {
      const member = allMembers(each).get(next.names[0]!);
      const end = member && follow(member, others, journal);
      if (end) found.push(end);
    }
    for (const member of allMembers(each).values()) visit(member);
    for (const item of each.items ?? []) visit(item);
  };
  visit(datum);
  if (found.length === 0) {
    const made = follow(datum, rest, journal);
    if (made) found.push(made);
  }
  return arrayDatum(found);
}

function lengthOf(datum: Datum): number {
  return datum.items?.length ?? datum.members?.size ?? 1;
}

type Filter = Extract<PathStep, { kind: 'filter' }>['condition'];

/** The first item that a filter lets through or can be made to; where none can, an open list gets another. */
function itemThatMeets(list: Datum, condition: Filter, journal: Journal): Datum | undefined {
  const meets = (item: Datum): boolean => journal.attempt(() => meet(condition, item, journal));
  const found = itemsOf(list, journal).find(meets);
  if (found) return found;
  const another = list.open && list.items ? itemOf(list, list.items.length, journal) : undefined;
  return another && meets(another) ? another : undefined;
}

/** Whether an item is one that a filter lets through, or has become one. */
function meet(condition: Filter, item: Datum, journal: Journal): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.conditions.every((each) => meet(each, item, journal));
    case 'or':
      return condition.conditions.some((each) => meet(each, item, journal));
    case 'exists':
      if (condition.operand.from !== 'item') return true;
      return (follow(item, condition.operand.steps, journal) !== undefined) === condition.operand.shouldExist;
    case 'comparison': {
      const { left, right, operator } = condition;
      if (left.kind !== 'path' || left.from !== 'item' || right.kind !== 'literal') return true;
      const datum = follow(item, left.steps, journal);
      const { value } = right;
      if (!datum) return false;
      if (typeof value === 'object' && value !== null) return true;
      if (operator === '==' || operator === '===') return beValue(datum, value, journal);
      if (operator === '!=' || operator === '!==') return beOther(datum, value, journal);
      if (!isRelation(operator) || (typeof value !== 'string' && typeof value !== 'number')) return true;
      return beRelated(datum, operator, value, journal);
    }
    case 'not':
      return true;
  }
}
