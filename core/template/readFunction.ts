import { functionConfiguration } from '../handlers';
import { objectOf, type Json } from '../json';
import type { Span } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import { own } from './resolution';
import { physicalName, resolveValue, textOf } from './resolveValue';
import { inactiveBy, numberAt, objectNode, spansOf, textAt, textOfValue, textsAt, valueAt } from './resource';
import type { Resource } from './resource';
import { triggersOf } from './samEvents';
import type { TemplateScope } from './scope';
import type { TemplateFunction, TemplateImage, TemplateLayer } from './template';
import { writtenText } from './writtenText';

/** `AWS::Serverless::Function` and `AWS::Lambda::Function`. */
export function readFunction(resource: Resource): TemplateFunction {
  const { logicalId, metadata, key, scope } = resource;
  const name = physicalName(logicalId, scope);
  const code = valueAt(resource, 'Code');
  const build = own(metadata, 'BuildProperties');
  const buildMethod = own(metadata, 'BuildMethod');
  const assetPath = own(metadata, 'aws:asset:path');
  return {
    logicalId,
    functionName: name === logicalId ? undefined : name,
    aliases: aliasesOf(resource),
    // A plain CloudFormation template names its local code in `Code`; CDK notes its asset in the metadata.
    codeUri:
      textAt(resource, 'CodeUri') ??
      (typeof code === 'string' ? code : undefined) ??
      (typeof assetPath === 'string' ? assetPath : undefined),
    s3Key: textAt(resource, 'Code', 'S3Key') ?? textAt(resource, 'CodeUri', 'Key'),
    handler: textAt(resource, 'Handler'),
    runtime: textAt(resource, 'Runtime'),
    environment: textsAt(resource, 'Environment', 'Variables'),
    timeout: numberAt(resource, 'Timeout'),
    memorySize: numberAt(resource, 'MemorySize'),
    configuration: functionConfiguration((...names) => configurationField(resource, names)),
    inlineCode: inlineCodeOf(resource),
    layers: layersOf(resource),
    buildMethod: typeof buildMethod === 'string' ? buildMethod : undefined,
    entryPoints: textsIn(own(build, 'EntryPoints'), scope),
    image: imageOf(resource),
    inactive: inactiveBy(resource),
    triggers: triggersOf(resource),
    spans: { ...spansOf(resource, FACTS), ...environmentSpans(resource) },
    span: key,
  };
}

/** A concurrency may be a number. */
function configurationField(resource: Resource, names: readonly [string, ...string[]]): string | undefined {
  return textAt(resource, ...names) ?? numberAt(resource, names[0])?.toString();
}

const FACTS = { handler: 'Handler', runtime: 'Runtime', codeUri: 'CodeUri', code: 'Code', timeout: 'Timeout' };

function environmentSpans({ node, globalNode }: Resource): { [fact: string]: Span } {
  const spans: { [fact: string]: Span } = {};
  for (const owner of [globalNode, objectNode(valueOf(node, 'Properties'))]) {
    const variables = objectNode(valueOf(objectNode(valueOf(owner, 'Environment')), 'Variables'));
    for (const { key } of variables?.properties ?? []) spans[`environment.${key.value}`] = key.span;
  }
  return spans;
}

function inlineCodeOf({ node, document, scope }: Resource): TemplateFunction['inlineCode'] {
  const properties = objectNode(valueOf(node, 'Properties'));
  const code = valueOf(properties, 'InlineCode') ?? valueOf(objectNode(valueOf(properties, 'Code')), 'ZipFile');
  return code && writtenText(code, document, scope, 'resolved')?.mapped;
}

/** Versions and aliases that lead to the function. */
function aliasesOf({ logicalId, scope }: Resource): string[] {
  return Object.entries(scope.resources).flatMap(([id, resource]) => {
    const type = own(resource, 'Type');
    if (type !== 'AWS::Lambda::Alias' && type !== 'AWS::Lambda::Version') return [];
    const target = own(own(resource, 'Properties'), 'FunctionName');
    const value = target === undefined ? undefined : resolveValue(target, scope);
    return value?.kind === 'resource' && value.logicalId === logicalId ? [id] : [];
  });
}

function layersOf(resource: Resource): TemplateLayer[] {
  const { scope } = resource;
  const layers = valueAt(resource, 'Layers');
  return (Array.isArray(layers) ? layers : []).flatMap((written): TemplateLayer[] => {
    const value = resolveValue(written, scope);
    if (value.kind === 'absent') return [];
    if (value.kind !== 'resource') return [{ name: textOf(value, scope) }];
    const declared = own(scope.resources, value.logicalId);
    const properties = own(declared, 'Properties');
    const content = own(properties, 'ContentUri') ?? own(properties, 'Content');
    const buildMethod = own(objectOf(own(declared, 'Metadata')), 'BuildMethod');
    return [
      {
        name: value.logicalId,
        contentUri: content === undefined ? undefined : textOfValue(content, scope),
        ...(typeof buildMethod === 'string' && { buildMethod }),
      },
    ];
  });
}

/** Source: SAM, "Building container images". */
function imageOf(resource: Resource): TemplateImage | undefined {
  const { metadata, scope } = resource;
  const uri = textAt(resource, 'ImageUri') ?? textAt(resource, 'Code', 'ImageUri');
  if (textAt(resource, 'PackageType') !== 'Image' && uri === undefined) return undefined;
  const words = (name: string): readonly string[] | undefined => textsIn(valueAt(resource, 'ImageConfig', name), scope);
  const ofMetadata = (name: string): string | undefined => {
    const value = own(metadata, name);
    return value === undefined ? undefined : textOfValue(value, scope);
  };
  return {
    uri,
    command: words('Command'),
    entryPoint: words('EntryPoint'),
    workingDirectory: textAt(resource, 'ImageConfig', 'WorkingDirectory'),
    context: ofMetadata('DockerContext'),
    dockerfile: ofMetadata('Dockerfile'),
    target: ofMetadata('DockerBuildTarget'),
    args: argumentsOf(resource),
  };
}

/** Of a list; undefined of anything else. */
function textsIn(value: Json | undefined, scope: TemplateScope): readonly string[] | undefined {
  return Array.isArray(value) ? value.map((each) => textOf(resolveValue(each, scope), scope)) : undefined;
}

function argumentsOf({ metadata, scope }: Resource): TemplateImage['args'] {
  const given = Object.entries(objectOf(own(metadata, 'DockerBuildArgs')));
  return Object.fromEntries(given.map(([name, value]) => [name, textOfValue(value, scope) ?? '']));
}
