import { isAttributed, isList, isMap, plain } from '../../../core/hcl';
import type { HclValue, Nested, ResourceInstance } from '../../../core/hcl';
import type { Json, JsonObject } from '../../../core/json';
import { once } from '../../once';
import type { Trigger } from '../../project';
import type { Root } from './root';
import { KINDS, type Blocks, type TriggerKind } from './triggerKinds';

/** What starts a function or a machine, as its own stack says. */
export function triggersOf(instance: ResourceInstance, root: Root): Trigger[] | undefined {
  const addresses = new Set(
    ['arn', 'id', 'invoke_arn', 'qualified_arn', 'function_name', 'name'].flatMap(
      (name) =>
        (instance.type === 'aws_sfn_state_machine' && name.includes('function')
          ? []
          : root.quiet(instance.attribute(name))) ?? [],
    ),
  );
  const starters = startersOf(root);
  const found = [...addresses].flatMap((address) => starters.get(address) ?? []);
  // A permission says less than what uses it.
  const triggers = [...new Set(found)].map(({ trigger }) => trigger());
  const telling = triggers.filter(({ type }) => type !== 'aws_lambda_permission');
  const shown = telling.length > 0 ? telling : triggers;
  return shown.length > 0 ? shown : undefined;
}

interface Starter {
  trigger(): Trigger;
}

const startersOfRoots = new WeakMap<Root, ReadonlyMap<string, readonly Starter[]>>();

/** What starts something, by the text that names what it starts. */
function startersOf(root: Root): ReadonlyMap<string, readonly Starter[]> {
  const known = startersOfRoots.get(root);
  if (known) return known;
  const found = new Map<string, Starter[]>();
  for (const [type, kinds] of Object.entries(KINDS)) {
    for (const { instance, inactive } of root.resources(type)) {
      if (inactive !== undefined) continue;
      for (const { kind, place } of [kinds].flat().flatMap((kind) => placesIn(instance, kind))) {
        const properties = once(() => propertiesOf(instance, kind, place, root));
        const { part } = kind;
        const starter: Starter = {
          trigger: () => ({
            name: part ? `${instance.address} ${part.name}` : instance.address,
            type: part?.type ?? type,
            properties: { ...properties(), ...part?.said },
            place: instance.place,
          }),
        };
        const machine = kind.machineIn?.(properties());
        const texts = [
          ...kind.target.flatMap((name) => root.quiet(place(name)) ?? []),
          ...(typeof machine === 'string' ? [machine] : []),
        ];
        // A qualified name means the function too.
        for (const text of new Set(texts.flatMap((each) => [each, each.replace(/:[^:]+$/, '')]))) {
          found.set(text, [...(found.get(text) ?? []), starter]);
        }
      }
    }
  }
  startersOfRoots.set(root, found);
  return found;
}

type Arguments = (name: string) => HclValue | undefined;

interface TriggerPlace {
  readonly kind: TriggerKind;
  readonly place: Arguments;
}

/** Each place where a resource may name what it starts. */
function placesIn(starter: ResourceInstance, kind: TriggerKind): TriggerPlace[] {
  const blocks = kind.block === undefined ? [] : [kind.block].flat();
  if (blocks.length === 0) return [{ kind, place: (name) => starter.argument(name) }];
  const within = blocks.reduce<readonly Pick<Nested, 'argument' | 'nested'>[]>(
    (around, name) => around.flatMap((each) => each.nested(name)),
    [starter],
  );
  return within.map((each) => ({ kind, place: (name) => each.argument(name) }));
}

function propertiesOf(starter: ResourceInstance, kind: TriggerKind, place: Arguments, root: Root): JsonObject {
  const properties: JsonObject = {};
  const add = (names: readonly string[], from: Arguments): void =>
    void Object.assign(properties, argumentsOf(names, from, root));
  add(kind.shown, (name) => place(name) ?? starter.argument(name));
  Object.assign(properties, blocksOf(starter, kind.blocks ?? {}, root));
  const { from } = kind;
  if (from) {
    const own = `${from.prefix}${root.quiet(starter.attribute('id')) ?? ''}`;
    const found = root
      .resources(from.type)
      .find(({ instance }) => root.quiet(instance.attribute(from.argument)) === own);
    if (found) add(from.shown, (name) => found.instance.argument(name));
  }
  for (const { argument, type, by, shown } of [kind.of ?? []].flat()) {
    const named = resourceNamed(starter.argument(argument), type, by, root);
    if (named) add(shown, (name) => named.argument(name));
  }
  if (kind.path) properties.path = pathOf(starter.argument(kind.path.argument), kind.path, root);
  return properties;
}

function resourceNamed(
  value: HclValue | undefined,
  type: string,
  by: string,
  root: Root,
): ResourceInstance | undefined {
  const wanted = root.quiet(value);
  if (wanted === undefined) return undefined;
  return root.resources(type).find(({ instance }) => root.quiet(instance.attribute(by)) === wanted)?.instance;
}

/** `/orders/{id}`: the parts of a resource of an API and of those above it. */
function pathOf(id: HclValue | undefined, path: NonNullable<TriggerKind['path']>, root: Root): string {
  const parts: string[] = [];
  let at = resourceNamed(id, path.type, 'id', root);
  for (let depth = 0; at && depth < DEEPEST_PATH; depth++) {
    const part = at.argument(path.part);
    parts.unshift(root.quiet(part) ?? '');
    at = resourceNamed(at.argument(path.above), path.type, 'id', root);
  }
  return `/${parts.filter((part) => part !== '').join('/')}`;
}

const DEEPEST_PATH = 40;

/** Those of interest that have a value. */
function argumentsOf(names: readonly string[], from: Arguments, root: Root): JsonObject {
  const shown: JsonObject = {};
  for (const name of names) {
    const value = from(name);
    const json = value === undefined ? undefined : shownOf(value, root);
    if (json !== undefined && json !== null) shown[name] = json;
  }
  return shown;
}

/** Each block of a name, one after another; a name that has none is left out. */
function blocksOf(at: Pick<Nested, 'nested'>, blocks: Blocks, root: Root): JsonObject {
  const shown: JsonObject = {};
  for (const [name, inner] of Object.entries(blocks)) {
    const found = at
      .nested(name)
      .map((block) =>
        isNames(inner)
          ? argumentsOf(inner, (argument) => block.argument(argument), root)
          : blocksOf(block, inner, root),
      );
    if (found.length > 0) shown[name] = found;
  }
  return shown;
}

function isNames(inner: readonly string[] | Blocks): inner is readonly string[] {
  return Array.isArray(inner);
}

function shownOf(given: HclValue, root: Root): Json | undefined {
  const value = plain(given);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (isList(value)) return value.map((item) => shownOf(item, root) ?? null);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, shownOf(item, root) ?? null]));
  return isAttributed(value) ? undefined : root.quiet(value);
}
