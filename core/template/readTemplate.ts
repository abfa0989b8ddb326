import type { Json, JsonObject } from '../json';
import { isJsonObject, objectOf } from '../json';
import type { Property, SyntaxDocument } from '../syntax/tree';
import { textOf as stringOf, valueOf } from '../syntax/value';
import { isLoopKey } from './loops';
import { plainValue } from './plainValue';
import { isPseudoParameter } from './pseudoParameters';
import { readFunction } from './readFunction';
import { readMachine } from './readMachine';
import { typeOf } from './references';
import { own } from './resolution';
import { plainOf, resolveValue, textOf } from './resolveValue';
import { declaredIn, inactiveBy, objectNode, resourceOf, textAt, valueAt } from './resource';
import type { Resource } from './resource';
import { implicitApis } from './samEvents';
import type { StackEnvironment, TemplateScope } from './scope';
import { startersOf } from './starters';
import type { Template, TemplateChild, TemplateTrigger } from './template';

const FUNCTIONS = new Set(['AWS::Serverless::Function', 'AWS::Lambda::Function']);
const MACHINES = new Set(['AWS::Serverless::StateMachine', 'AWS::StepFunctions::StateMachine']);
const CHILDREN = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

/** Whether a document is a template at all: an object with resources of a known type, or one that a mistake has cut off from them. */
export function isTemplate(document: SyntaxDocument): boolean {
  return hasResources(document) || (document.problems.length > 0 && looksLikeTemplate(document.text));
}

/** A cheap look before a text is parsed, and the only one at what cannot be. */
export function looksLikeTemplate(text: string): boolean {
  return /\bResources\b/.test(text) && /AWS::(Serverless|Lambda|StepFunctions)::/.test(text);
}

function hasResources(document: SyntaxDocument): boolean {
  const resources = objectNode(valueOf(objectNode(document.root), 'Resources'));
  const isDeclared = ({ key, value }: Property): boolean =>
    isLoopKey(key.value) || stringOf(objectNode(value), 'Type')?.startsWith('AWS::') === true;
  return resources?.properties.some(isDeclared) === true;
}

/**
 * Reads the functions and state machines a SAM or CloudFormation template declares, in YAML or JSON.
 * Never fails: what cannot be read is left out.
 *
 * @param environment what is known of the stack; default: nothing
 */
export function readTemplate(document: SyntaxDocument, environment?: StackEnvironment): Template {
  const root = objectNode(document.root);
  const plainRoot = root && plainValue(root);
  const section = (name: string): JsonObject => objectOf(own(plainRoot, name));
  const parameters = objectNode(valueOf(root, 'Parameters'));
  const unlooped: TemplateScope = {
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources: {},
    globals: section('Globals'),
    environment,
    placeOfParameter(name) {
      const span = parameters?.properties.find(({ key }) => key.value === name)?.key.span;
      return span && { file: document.uri, line: document.positionAt(span.start).line };
    },
  };
  const declared = [...declaredIn(valueOf(root, 'Resources'), unlooped)];
  const scope: TemplateScope = {
    ...unlooped,
    resources: Object.fromEntries(declared.map(({ name, plain }) => [name, plain])),
  };
  const outputs = [...declaredIn(valueOf(root, 'Outputs'), scope)];
  const valueOfOutput = (plain: Json): Json => plainOf(resolveValue(own(plain, 'Value') ?? '', scope), scope);

  const resources = declared.flatMap((each) => (root && resourceOf(each, root, document, scope)) ?? []);
  // Made as they are asked for: what one says may depend on the outputs of another stack.
  const made = <T>(types: ReadonlySet<string>, make: (resource: Resource) => T): (() => readonly T[]) => {
    let all: readonly T[] | undefined;
    return () => (all ??= resources.filter(({ type }) => types.has(type)).map(make));
  };
  let starters: ReturnType<typeof startersOf> | undefined;
  const started = <T extends { readonly triggers: readonly TemplateTrigger[]; readonly logicalId: string }>(
    one: T,
  ): T => {
    starters ??= startersOf(root ? [...resources, ...implicitApis(root, document, scope)] : resources);
    return { ...one, triggers: [...one.triggers, ...starters(one.logicalId, one.triggers.length > 0)] };
  };
  const functions = made(FUNCTIONS, (resource) => started(readFunction(resource)));
  const machines = made(MACHINES, (resource) => started(readMachine(resource)));
  const children = made(CHILDREN, readChild);
  return {
    get functions() {
      return functions();
    },
    get machines() {
      return machines();
    },
    get children() {
      return children();
    },
    child(logicalId) {
      const found = resources.find((resource) => resource.logicalId === logicalId && CHILDREN.has(resource.type));
      return found && readChild(found);
    },
    isServerless:
      own(plainRoot, 'Transform') !== undefined || declared.some(({ plain }) => isOfSam(own(plain, 'Type'))),
    declares: (name) => declares(name, scope),
    resolve: (value) => resolveValue(value, scope),
    textOf: (value) => textOf(value, scope),
    output(name) {
      const found = outputs.find((output) => output.name === name);
      return found && valueOfOutput(found.plain);
    },
    exported(name) {
      const nameOf = (plain: Json): Json => own(own(plain, 'Export'), 'Name') ?? '';
      const found = outputs.find(({ plain }) => textOf(resolveValue(nameOf(plain), scope), scope) === name);
      return found && valueOfOutput(found.plain);
    },
  };
}

function isOfSam(type: Json | undefined): boolean {
  return typeof type === 'string' && type.startsWith('AWS::Serverless::');
}

function declares(name: string, scope: TemplateScope): boolean {
  if (isPseudoParameter(name) || Object.hasOwn(scope.parameters, name)) return true;
  return typeOf(name.split('.')[0] ?? '', scope) !== undefined;
}

function readChild(resource: Resource): TemplateChild {
  const { logicalId, key, scope } = resource;
  const parameters = Object.entries(objectOf(valueAt(resource, 'Parameters'))).flatMap(
    ([name, value]): [string, Json][] => {
      const resolved = resolveValue(value, scope);
      return resolved.kind === 'absent' ? [] : [[name, plainOf(resolved, scope)]];
    },
  );
  const location = valueAt(resource, 'Location');
  return {
    logicalId,
    location:
      textAt(resource, 'TemplateURL') ??
      (isJsonObject(location) && own(location, 'ApplicationId') !== undefined
        ? undefined
        : textAt(resource, 'Location')),
    parameters: Object.fromEntries(parameters),
    span: key,
    inactive: inactiveBy(resource),
  };
}
