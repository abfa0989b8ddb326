import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import type { Property, SyntaxDocument } from '../syntax/tree';
import { propertyOf, setOwn, textOf as stringOf, valueOf } from '../syntax/value';
import { definitionText } from './definitionText';
import { functionCall } from './functionCall';
import { plainValue } from './plainValue';
import { own, physicalName, plainOf, resolveValue, textOf } from './resolveValue';
import type { TemplateScope } from './resolveValue';
import type { SubstitutionValue, Template, TemplateFunction, TemplateMachine } from './template';

/** One resource of a template, its values plain and in the long form. */
interface Resource {
  readonly logicalId: string;
  readonly declared: Property;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  readonly document: SyntaxDocument;
  readonly scope: TemplateScope;
}

/** SAM's Globals apply to its own types only. */
const GLOBALS: { readonly [type: string]: string } = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::StateMachine': 'StateMachine',
};

const FUNCTIONS: { readonly [type: string]: (resource: Resource) => TemplateFunction } = {
  'AWS::Serverless::Function': readFunction,
  'AWS::Lambda::Function': readFunction,
};

const MACHINES: { readonly [type: string]: (resource: Resource) => TemplateMachine } = {
  'AWS::Serverless::StateMachine': readMachine,
  'AWS::StepFunctions::StateMachine': readMachine,
};

/** Whether a document is a template at all: an object with resources of a known type, or one that a mistake has cut off from them. */
export function isTemplate(document: SyntaxDocument): boolean {
  return hasResources(document) || (document.problems.length > 0 && looksLikeTemplate(document.text));
}

/** A cheap look before a text is parsed, and the only one at what cannot be. */
export function looksLikeTemplate(text: string): boolean {
  return /\bResources\b/.test(text) && /AWS::(Serverless|Lambda|StepFunctions)::/.test(text);
}

function hasResources(document: SyntaxDocument): boolean {
  if (document.root?.kind !== 'object') return false;
  const resources = valueOf(document.root, 'Resources');
  return (
    resources?.kind === 'object' &&
    resources.properties.some(
      ({ value }) => value?.kind === 'object' && stringOf(value, 'Type')?.startsWith('AWS::') === true,
    )
  );
}

/**
 * Reads the functions and state machines a SAM or CloudFormation template declares, in YAML or JSON.
 * Never fails: what cannot be read is left out.
 */
export function readTemplate(document: SyntaxDocument): Template {
  const root = document.root?.kind === 'object' ? document.root : undefined;
  const plainRoot = document.root && plainValue(document.root);
  const section = (name: string): JsonObject => objectOf(own(plainRoot, name));
  const scope: TemplateScope = {
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources: section('Resources'),
  };
  const globals = section('Globals');
  const functions: TemplateFunction[] = [];
  const machines: TemplateMachine[] = [];

  const declared = valueOf(root, 'Resources');
  for (const property of declared?.kind === 'object' ? declared.properties : []) {
    const plain = own(scope.resources, property.key.value);
    const type = own(plain, 'Type');
    if (typeof type !== 'string') continue;
    const resource: Resource = {
      logicalId: property.key.value,
      declared: property,
      properties: merge(own(globals, Object.hasOwn(GLOBALS, type) ? GLOBALS[type]! : ''), own(plain, 'Properties')),
      metadata: objectOf(own(plain, 'Metadata')),
      document,
      scope,
    };
    if (Object.hasOwn(FUNCTIONS, type)) functions.push(FUNCTIONS[type]!(resource));
    if (Object.hasOwn(MACHINES, type)) machines.push(MACHINES[type]!(resource));
  }
  return {
    functions,
    machines,
    resolve: (value) => resolveValue(value, scope),
    textOf: (value) => textOf(value, scope),
  };
}

function readFunction(resource: Resource): TemplateFunction {
  const { logicalId, declared, scope, metadata } = resource;
  const code = own(resource.properties, 'Code');
  const buildProperties = own(metadata, 'BuildProperties');
  const entryPoints = own(buildProperties, 'EntryPoints');
  const name = textAt(resource, 'FunctionName');
  return {
    logicalId,
    functionName: name,
    // A plain CloudFormation template names its local code in `Code`; CDK notes its asset in the metadata.
    codeUri:
      textAt(resource, 'CodeUri') ??
      (typeof code === 'string' ? code : undefined) ??
      stringAt(own(metadata, 'aws:asset:path')),
    handler: textAt(resource, 'Handler'),
    runtime: textAt(resource, 'Runtime'),
    environment: environmentOf(own(own(resource.properties, 'Environment'), 'Variables'), scope),
    timeout: numberAt(resource, 'Timeout'),
    memorySize: numberAt(resource, 'MemorySize'),
    inlineCode: textAt(resource, 'InlineCode') ?? textOfValue(own(code, 'ZipFile'), scope),
    entryPoints: Array.isArray(entryPoints) ? entryPoints.map(String) : undefined,
    packageType: textAt(resource, 'PackageType'),
    span: declared.key.span,
  };
}

function readMachine(resource: Resource): TemplateMachine {
  const { logicalId, declared, scope, properties } = resource;
  const { names, ...definition } = definitionOf(resource);
  const declaredSubstitutions = Object.entries({ ...objectOf(own(properties, 'DefinitionSubstitutions')), ...names });
  const substitutions: { readonly [name: string]: SubstitutionValue } = Object.fromEntries(
    declaredSubstitutions.map(([name, value]) => [name, resolveValue(value, scope)]),
  );
  const type = own(properties, 'Type') ?? own(properties, 'StateMachineType');
  const name = physicalName(logicalId, scope);
  return {
    logicalId,
    name: name === logicalId ? undefined : name,
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definitionUri: textAt(resource, 'DefinitionUri') ?? textAt(resource, 'DefinitionS3Location'),
    ...definition,
    substitutions,
    span: declared.key.span,
  };
}

/** The definition in the template's own text: `Definition` as an object, or the text of a `DefinitionString`. */
function definitionOf({
  declared,
  document,
  scope,
}: Resource): Pick<TemplateMachine, 'definition' | 'definitionKey'> & { readonly names?: JsonObject } {
  const resource = declared.value?.kind === 'object' ? declared.value : undefined;
  const properties = valueOf(resource, 'Properties');
  if (properties?.kind !== 'object') return {};
  const inline = propertyOf(properties, 'Definition');
  if (inline?.value?.kind === 'object') return { definition: inline.value, definitionKey: inline.key.span };
  const property = propertyOf(properties, 'DefinitionString');
  const written = property?.value;
  if (!written) return {};
  const definitionKey = property.key.span;
  const call = functionCall(written);
  if (call?.name === 'Fn::ToJsonString' && call.argument.kind === 'object')
    return { definition: call.argument, definitionKey };
  const text = definitionText(written, document, scope);
  return text ? { definition: text.mapped, definitionKey, names: text.names } : {};
}

/** SAM's merge: maps by key, everything else as the resource says; of lists nothing is read here. Source: SAM, "Globals section". */
function merge(global: Json | undefined, local: Json | undefined): JsonObject {
  const merged: JsonObject = { ...objectOf(global) };
  for (const [name, value] of Object.entries(objectOf(local))) {
    const shared = own(merged, name);
    const areMaps = isJsonObject(shared) && isJsonObject(value) && !isFunction(shared) && !isFunction(value);
    setOwn(merged, name, areMaps ? merge(shared, value) : value);
  }
  return merged;
}

function isFunction(value: JsonObject): boolean {
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === 'Ref' || names[0]!.startsWith('Fn::'));
}

function environmentOf(variables: Json | undefined, scope: TemplateScope): { [name: string]: string } {
  const entries = Object.entries(objectOf(variables));
  return Object.fromEntries(entries.map(([name, value]) => [name, textOf(resolveValue(value, scope), scope)]));
}

function textAt({ properties, scope }: Resource, name: string): string | undefined {
  return textOfValue(own(properties, name), scope);
}

/** The text of a value, where it has one before deployment. */
function textOfValue(value: Json | undefined, scope: TemplateScope): string | undefined {
  const resolved = value === undefined ? undefined : resolveValue(value, scope);
  return resolved && resolved.kind !== 'unknown' ? stringAt(plainOf(resolved, scope)) : undefined;
}

function numberAt(resource: Resource, name: string): number | undefined {
  const value = own(resource.properties, name);
  const plain = value === undefined ? undefined : plainOf(resolveValue(value, resource.scope), resource.scope);
  const number = typeof plain === 'string' ? Number(plain) : plain;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function stringAt(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
