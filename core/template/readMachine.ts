import { objectOf, type Json, type JsonObject } from '../json';
import { propertyOf } from '../syntax/value';
import { functionCall } from './functionCall';
import { includedFile } from './functions';
import { plainValue } from './plainValue';
import { physicalName, resolveValue } from './resolveValue';
import { inactiveBy, objectNode, spansOf, textAt, textOfValue, valueAt } from './resource';
import type { Resource } from './resource';
import { triggersOf } from './samEvents';
import type { SubstitutionValue, TemplateMachine } from './template';
import { writtenText } from './writtenText';

/** `AWS::Serverless::StateMachine` and `AWS::StepFunctions::StateMachine`. */
export function readMachine(resource: Resource): TemplateMachine {
  const { logicalId, scope, key, variables } = resource;
  const { names, left, ...definition } = definitionOf(resource);
  const said = objectOf(valueAt(resource, 'DefinitionSubstitutions'));
  const declared = { ...variables, ...said, ...names };
  const substitutions = Object.entries(declared).flatMap(([name, value]): [string, SubstitutionValue][] => {
    const resolved = resolveValue(value, scope);
    return resolved.kind === 'absent' ? [] : [[name, resolved]];
  });
  const type = textAt(resource, 'Type') ?? textAt(resource, 'StateMachineType');
  const name = physicalName(logicalId, scope);
  return {
    logicalId,
    name: name === logicalId ? undefined : name,
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definitionUri: textAt(resource, 'DefinitionUri') ?? textAt(resource, 'DefinitionS3Location'),
    s3Key: textAt(resource, 'DefinitionUri', 'Key') ?? textAt(resource, 'DefinitionS3Location', 'Key'),
    ...definition,
    substitutions: Object.fromEntries(substitutions),
    ...(isSpelledOut(said) && {
      fillsIn: (name: string) => Object.hasOwn(declared, name) || (left !== undefined && !left.has(name)),
    }),
    inactive: inactiveBy(resource),
    triggers: triggersOf(resource),
    spans: spansOf(resource, FACTS),
    span: key,
  };
}

/** Whether the members are those that it will have: no function of the template makes them. */
function isSpelledOut(members: JsonObject): boolean {
  return !Object.keys(members).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}

const FACTS = {
  definition: 'Definition',
  definitionString: 'DefinitionString',
  definitionUri: 'DefinitionUri',
  type: 'Type',
};

/** A text that a script replaces before the template is deployed: `{{FLOW}}`, `%%FLOW%%`, `@@FLOW@@`, `<FLOW>`. */
const BUILD_TOKEN = /^\s*(\{\{[^{}]*\}\}|%%[^%]*%%|@@[^@]*@@|<[\w -]+>)\s*$/;

/** The definition in the template's own text: `Definition` as an object, or the text of a `DefinitionString`. */
function definitionOf({ node, document, scope }: Resource): Pick<
  TemplateMachine,
  'definition' | 'definitionKey' | 'definitionUri' | 'buildToken'
> & {
  readonly names?: JsonObject;
  /** See `WrittenText.left`; absent where the definition is a part of the tree. */
  readonly left?: ReadonlySet<string>;
} {
  const properties = objectNode(propertyOf(node, 'Properties')?.value);
  const property = propertyOf(properties, 'Definition') ?? propertyOf(properties, 'DefinitionString');
  const written = property?.value;
  if (!written) return {};
  const definitionKey = property.key.span;
  const call = functionCall(written);
  if (call?.name === 'Fn::Transform') {
    const location: Json | undefined = includedFile(plainValue(call.argument));
    return location === undefined ? {} : { definitionUri: textOfValue(location, scope) };
  }
  if (call?.name === 'Fn::ToJsonString' && call.argument.kind === 'object')
    return { definition: call.argument, definitionKey };
  if (property.key.value === 'Definition')
    return written.kind === 'object' && !call ? { definition: written, definitionKey } : {};
  if (written.kind === 'string' && BUILD_TOKEN.test(written.value)) return { buildToken: written.value.trim() };
  const text = writtenText(written, document, scope, 'named');
  return text ? { definition: text.mapped, definitionKey, names: text.names, left: text.left } : {};
}
