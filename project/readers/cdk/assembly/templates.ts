/** The templates of an assembly: those of its stacks, and those of the stacks inside them. */
import path from 'node:path';
import type { Json, JsonObject } from '../../../../core/json';
import { isJsonObject } from '../../../../core/json';
import { toValue } from '../../../../core/syntax/value';
import type { Values } from '../../../../core/values';
import type { Files } from '../../../files';
import { parseTemplate } from '../../../templateFile';
import type { TemplateFile } from '../../../templateFile';
import { objectOf, textOf } from '../app';
import type { Asset, AssemblyStack } from './assembly';
import { SharedValues } from './templateValues';

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
  const shared = new SharedValues();
  const read = (
    stack: AssemblyStack,
    file: string,
    depth: number,
    parent?: { readonly template: StackTemplate; readonly parameters: JsonObject },
  ): readonly StackTemplate[] => {
    const parsed = parseTemplate(file, files);
    if (!parsed) return [];
    const root = objectOf(parsed.document.root && toValue(parsed.document.root));
    const resources = resourcesOf(root.Resources);
    shared.addExports(root.Outputs, parsed.template);
    const own = shared.over(values.within(stack.id), parent?.parameters, parent?.template.template);
    const template: StackTemplate = { ...parsed, stack, resources, values: own };
    if (depth >= DEEPEST_NESTING) return [template];
    const nested = [...resources.values()].flatMap((resource) => {
      const child = nestedTemplate(resource, template);
      const parameters = objectOf(resource.properties.Parameters);
      return child === undefined ? [] : read(stack, child, depth + 1, { template, parameters });
    });
    return [template, ...nested];
  };
  return stacks.flatMap((stack) => read(stack, stack.template, 0));
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
