/** The templates of an assembly: those of its stacks, and those of the stacks inside them. */
import path from 'node:path';
import type { Json, JsonObject } from '../../../../core/json';
import { isJsonObject, objectOf } from '../../../../core/json';
import { toValue } from '../../../../core/syntax/value';
import { LONE_STACK } from '../../../../core/template';
import type { Values } from '../../../../core/values';
import type { Files } from '../../../files';
import { parseTemplate } from '../../../templateFile';
import type { TemplateFile } from '../../../templateFile';
import { textOf } from '../app';
import type { Asset, AssemblyStack } from './assembly';

const DEEPEST_NESTING = 8;

/** A template with the stack that it is deployed in. */
export interface StackTemplate extends TemplateFile {
  readonly stack: AssemblyStack;
  /** By logical id. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** What a person has given, and what other templates of the app say. */
  readonly values: Values;
}

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** `Order/Charge/Resource`, where the app was synthesized with paths. */
  readonly path?: string;
  readonly metadata: JsonObject;
}

export function readTemplates(
  stacks: readonly AssemblyStack[],
  values: Values,
  files: Files,
): readonly StackTemplate[] {
  const known: StackTemplate[] = [];
  for (const stack of stacks) read(stack, stack.template, {}, 0);
  return known;

  function read(stack: AssemblyStack, file: string, parameters: JsonObject, depth: number): StackTemplate | undefined {
    const children = new Map<string, StackTemplate | undefined>();
    const child = (logicalId: string): StackTemplate | undefined => {
      if (children.has(logicalId)) return children.get(logicalId);
      // While it is being read it has no outputs.
      children.set(logicalId, undefined);
      const resource = template?.resources.get(logicalId);
      const declared = template?.template.child(logicalId);
      const nested = template && resource && depth < DEEPEST_NESTING ? nestedTemplate(resource, template) : undefined;
      const found = nested === undefined ? undefined : read(stack, nested, declared?.parameters ?? {}, depth + 1);
      children.set(logicalId, found);
      return found;
    };
    const own = values.within(stack.id);
    const parsed = parseTemplate(file, files, {
      ...LONE_STACK,
      values: own,
      parameters: { ...stack.parameters, ...parameters },
      stackName: stack.stackName,
      region: stack.region ?? LONE_STACK.region,
      output: (logicalId, output) => child(logicalId)?.template.output(output),
      exported: (name) => known.map((each) => each.template.exported(name)).find((value) => value !== undefined),
    });
    const template: StackTemplate | undefined = parsed && {
      ...parsed,
      stack,
      resources: resourcesOf(objectOf(parsed.document.root && toValue(parsed.document.root)).Resources),
      values: own,
    };
    if (!template) return undefined;
    known.push(template);
    for (const { logicalId, type } of template.resources.values()) {
      if (type === 'AWS::CloudFormation::Stack') child(logicalId);
    }
    return template;
  }
}

function resourcesOf(value: Json | undefined): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const [logicalId, resource] of Object.entries(objectOf(value))) {
    const type = isJsonObject(resource) ? textOf(resource.Type) : undefined;
    if (type === undefined || !isJsonObject(resource)) continue;
    const metadata = objectOf(resource.Metadata);
    const path = textOf(metadata['aws:cdk:path']);
    found.set(logicalId, { logicalId, type, properties: objectOf(resource.Properties), path, metadata });
  }
  return found;
}

function nestedTemplate({ type, metadata, properties }: Resource, { file, stack }: StackTemplate): string | undefined {
  if (type !== 'AWS::CloudFormation::Stack') return undefined;
  const written = textOf(metadata['aws:asset:path']);
  if (written !== undefined) return path.resolve(path.dirname(file), written);
  // Without metadata the address ends with the hash.
  return assetNamed(JSON.stringify(properties.TemplateURL ?? ''), stack)?.place;
}

/** The asset whose hash a key or an address ends with. */
export function assetNamed(text: string, { assets }: AssemblyStack): Asset | undefined {
  const hashes = text.match(/[0-9a-f]{32,64}/g) ?? [];
  return hashes.map((hash) => assets.get(hash)).find((asset) => asset !== undefined);
}
