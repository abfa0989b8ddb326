import { isAttributed, isList, isMap, plain } from '../../../core/hcl';
import type { HclValue, Nested, ResourceInstance } from '../../../core/hcl';
import type { Json, JsonObject } from '../../../core/json';
import type { Trigger } from '../../project';
import type { Root } from './root';

interface Blocks {
  readonly [block: string]: readonly string[] | Blocks;
}

interface TriggerKind {
  /** Arguments that name what is started. */
  readonly target: readonly string[];
  /** A block in which the target stands. */
  readonly block?: string;
  /** Arguments that are of interest. */
  readonly shown: readonly string[];
  /** Blocks within, with the arguments of theirs that are of interest, or blocks within them. */
  readonly blocks?: Blocks;
  /** Resources of this type that name this one. */
  readonly from?: {
    readonly type: string;
    readonly argument: string;
    readonly prefix: string;
    readonly shown: readonly string[];
  };
  /** An argument that names a resource of this type, whose own arguments are of interest too. */
  readonly of?: {
    readonly argument: string;
    readonly type: string;
    readonly by: string;
    readonly shown: readonly string[];
  };
}

/** Resources that start functions and machines. */
const KINDS: { readonly [type: string]: TriggerKind } = {
  aws_lambda_event_source_mapping: {
    target: ['function_name'],
    shown: ['event_source_arn', 'batch_size', 'starting_position', 'topics', 'queues', 'function_response_types'],
    blocks: { filter_criteria: { filter: ['pattern'] } },
  },
  aws_cloudwatch_event_target: {
    target: ['arn'],
    shown: ['input', 'input_path'],
    blocks: { input_transformer: ['input_paths', 'input_template'] },
    of: {
      argument: 'rule',
      type: 'aws_cloudwatch_event_rule',
      by: 'name',
      shown: ['name', 'schedule_expression', 'event_pattern', 'event_bus_name'],
    },
  },
  aws_scheduler_schedule: {
    target: ['arn'],
    block: 'target',
    shown: ['name', 'group_name', 'schedule_expression', 'input'],
  },
  aws_pipes_pipe: {
    target: ['target'],
    shown: ['name', 'source', 'enrichment'],
    blocks: { target_parameters: ['input_template'] },
  },
  aws_sns_topic_subscription: { target: ['endpoint'], shown: ['topic_arn', 'protocol', 'filter_policy'] },
  aws_s3_bucket_notification: {
    target: ['lambda_function_arn'],
    block: 'lambda_function',
    shown: ['bucket', 'events', 'filter_prefix', 'filter_suffix'],
  },
  aws_apigatewayv2_integration: {
    target: ['integration_uri'],
    shown: ['integration_type', 'payload_format_version'],
    from: { type: 'aws_apigatewayv2_route', argument: 'target', prefix: 'integrations/', shown: ['route_key'] },
  },
  aws_api_gateway_integration: { target: ['uri'], shown: ['http_method', 'type'] },
  aws_lambda_function_url: { target: ['function_name'], shown: ['authorization_type'] },
  aws_lambda_permission: { target: ['function_name'], shown: ['principal', 'source_arn'] },
};

/** What starts a function or a machine, as its own stack says. */
export function triggersOf(instance: ResourceInstance, root: Root): Trigger[] | undefined {
  const addresses = new Set(
    ['arn', 'id', 'invoke_arn', 'qualified_arn', 'function_name'].flatMap(
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
  for (const [type, kind] of Object.entries(KINDS)) {
    for (const { instance, inactive } of root.resources(type)) {
      if (inactive !== undefined) continue;
      for (const place of placesIn(instance, kind)) {
        const starter: Starter = {
          trigger: () => ({
            name: instance.address,
            type,
            properties: propertiesOf(instance, kind, place, root),
            place: instance.place,
          }),
        };
        const texts = kind.target.flatMap((name) => root.quiet(place(name)) ?? []);
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

function placesIn(starter: ResourceInstance, { block }: TriggerKind): Arguments[] {
  if (block === undefined) return [(name) => starter.argument(name)];
  return starter.nested(block).map(
    (each): Arguments =>
      (name) =>
        each.argument(name),
  );
}

function propertiesOf(starter: ResourceInstance, kind: TriggerKind, place: Arguments, root: Root): JsonObject {
  const properties: JsonObject = {};
  const add = (names: readonly string[], from: Arguments): void =>
    void Object.assign(properties, argumentsOf(names, from, root));
  add(kind.shown, (name) => place(name) ?? starter.argument(name));
  Object.assign(properties, blocksOf(starter, kind.blocks ?? {}, root));
  const { of, from } = kind;
  if (from) {
    const own = `${from.prefix}${root.quiet(starter.attribute('id')) ?? ''}`;
    const found = root
      .resources(from.type)
      .find(({ instance }) => root.quiet(instance.attribute(from.argument)) === own);
    if (found) add(from.shown, (name) => found.instance.argument(name));
  }
  if (of) {
    const wanted = root.quiet(starter.argument(of.argument));
    const found = root.resources(of.type).find(({ instance }) => root.quiet(instance.attribute(of.by)) === wanted);
    if (found) add(of.shown, (name) => found.instance.argument(name));
  }
  return properties;
}

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
