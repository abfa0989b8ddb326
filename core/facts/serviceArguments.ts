/** The arguments that a definition gives to actions of AWS services, beside what the service's model says of each. */
import { calledOperation, memberNamed, takesJson, type CalledOperation } from '../catalog/services/calledOperation';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Shape } from '../catalog/services/serviceTable';
import type { State } from '../model/machine';
import type { ArrayNode, ObjectNode, SyntaxNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { isDeployTime, valueOf } from '../syntax/value';
import type { MachineFacts } from './machineFacts';
import { taskCalls, type TaskCall } from './tasks';

export interface ServiceCall extends TaskCall {
  readonly called: CalledOperation;
}

/** Read once for each text, however many rules ask. */
const known = new WeakMap<readonly TaskCall[], WeakMap<ServiceCatalogue, readonly ServiceCall[]>>();

/** Every call of an action that the catalogue knows. Only the tables of those services are read. */
export function serviceCalls(facts: MachineFacts, catalogue: ServiceCatalogue | undefined): readonly ServiceCall[] {
  if (!catalogue) return [];
  const tasks = taskCalls(facts);
  const ofTasks = known.get(tasks) ?? new WeakMap<ServiceCatalogue, readonly ServiceCall[]>();
  known.set(tasks, ofTasks);
  let calls = ofTasks.get(catalogue);
  if (!calls) {
    calls = tasks.flatMap((call) => {
      const called = calledOperation(call.resource, catalogue);
      return called ? [{ ...call, called }] : [];
    });
    ofTasks.set(catalogue, calls);
  }
  return calls;
}

/** `Arguments`, or `Parameters` of a JSONPath state. */
export function argumentsField({ queryLanguage }: Pick<State, 'queryLanguage'>): 'Arguments' | 'Parameters' {
  return queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
}

export interface ArgumentValue {
  readonly node: SyntaxNode;
  readonly shape: Shape;
  /** What it is called: that of the member it is (an item of). Empty of the arguments themselves. */
  readonly name: string;
  readonly isItem: boolean;
}

/** Every value that is written out, from the outside in. What is only known later, in a run or at deployment, is left out. */
export function argumentValues(call: ServiceCall): readonly ArgumentValue[] {
  return valuesIn(call).written;
}

/** Every value that a run computes: an expression of JSONata, or what is given under a key that ends in `.$`. */
export function computedArguments(call: ServiceCall): readonly ArgumentValue[] {
  return valuesIn(call).computed;
}

type Values = Readonly<Record<'written' | 'computed', readonly ArgumentValue[]>>;
const knownValues = new WeakMap<ServiceCall, Values>();

function valuesIn(call: ServiceCall): Values {
  let values = knownValues.get(call);
  if (!values) knownValues.set(call, (values = readValues(call)));
  return values;
}

function readValues({ state, called }: ServiceCall): Values {
  const written: ArgumentValue[] = [];
  const computed: ArgumentValue[] = [];
  const visit = (node: SyntaxNode, shape: Shape, name: string, isItem = false): void => {
    if (isDeployTime(node)) return;
    if (isComputed(node, state)) return void computed.push({ node, shape, name, isItem });
    written.push({ node, shape, name, isItem });
    if (node.kind === 'array' && shape.kind === 'list') {
      for (const item of node.items) visit(item, shape.of, name, true);
    } else if (node.kind === 'object') {
      for (const { key, value } of node.properties) {
        const isPath = key.value.endsWith('.$') && state.queryLanguage === 'JSONPath';
        const own = isPath ? key.value.slice(0, -2) : key.value;
        const inner = value && !own.endsWith('.$') && !takesJson(called, own) && innerShape(shape, own);
        if (inner && isPath) computed.push({ node: value, shape: inner, name: own, isItem: false });
        else if (inner) visit(value, inner, own);
      }
    }
  };
  const given = valueOf(state.node, argumentsField(state));
  if (given && called.input) visit(given, called.input, '');
  return { written, computed };
}

function innerShape(shape: Shape, name: string): Shape | undefined {
  if (shape.kind === 'map') return shape.values;
  return shape.kind === 'structure' ? memberNamed(shape, name)?.type : undefined;
}

function isComputed(node: SyntaxNode, { queryLanguage }: State): boolean {
  return queryLanguage === 'JSONata' && node.kind === 'string' && /^\s*\{%/.test(node.value);
}

/** Names of an object, as they are once a template is filled in; undefined where some are only known then. */
export function namesIn({ properties }: ObjectNode): readonly string[] | undefined {
  if (properties.some(({ key }) => hasPlaceholder(key.value))) return undefined;
  return properties.map(({ key }) => key.value.replace(/\.\$$/, ''));
}

/**
 * What the model says of a node below the arguments, which is a value or the key of one.
 *
 * @param root the arguments
 */
export function shapeOf(node: SyntaxNode, root: SyntaxNode, called: CalledOperation): Shape | undefined {
  if (node === root) return called.input;
  const { parent, property } = node;
  if (!parent) return undefined;
  const outer = shapeOf(parent, root, called);
  if (!outer) return undefined;
  if (isList(parent)) return outer.kind === 'list' ? outer.of : undefined;
  const name = property?.key.value.replace(/\.\$$/, '') ?? '';
  return takesJson(called, name) ? undefined : innerShape(outer, name);
}

function isList(node: ObjectNode | ArrayNode): node is ArrayNode {
  return node.kind === 'array';
}
