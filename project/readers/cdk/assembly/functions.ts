/** The Lambda functions of a cloud assembly. */
import path from 'node:path';
import { isJsonObject } from '../../../../core/json';
import type { Json } from '../../../../core/json';
import { phrase } from '../../../../core/l10n/phrase';
import type { TemplateFunction } from '../../../../core/template';
import type { Layer, ProjectFunction, ProjectProblem } from '../../../project';
import { notRunHere } from '../../../notRunHere';
import { triggersOf } from '../../sam/facts';
import { namesOf, withoutHash } from '../constructNames';
import { withoutSource } from '../static/functions';
import { assetOf, functionCode } from './functionCode';
import type { AssemblyReading } from './functionCode';
import { placesOf } from './places';
import type { Resource, StackTemplate } from './templates';

/** Lambda's own defaults. Source: Lambda, "Configure Lambda function timeout" and "… memory". */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

/** Functions that the CDK itself brings: their code is no one's here. */
const OF_THE_CDK =
  /(?:^|\/)(?:Custom::|AWS[0-9a-f]{32}|LogRetention[0-9a-f]{32}|BucketNotificationsHandler|framework-on|framework-is|\$[A-Z]|@aws-cdk--|CustomResourceProvider|SingletonLambda[0-9a-f]{8})/;

/** Not runnable ones have a problem beside them. */
export function assemblyFunctions(
  template: StackTemplate,
  reading: AssemblyReading,
): { readonly functions: readonly ProjectFunction[]; readonly problems: readonly ProjectProblem[] } {
  const functions: ProjectFunction[] = [];
  const problems: ProjectProblem[] = [];
  for (const declared of template.template.functions) {
    const resource = template.resources.get(declared.logicalId);
    if (!resource || OF_THE_CDK.test(resource.path ?? resource.logicalId)) continue;
    const { found, isCopy } = assemblyFunction(declared, resource, template, reading);
    functions.push(found);
    if (found.problem !== undefined) problems.push({ message: found.problem, place: found.source });
    if (isCopy) {
      const copy = path.relative(reading.app.folder, found.file!);
      const shown = found.names.at(-1)!;
      const message = phrase`The source of ${shown} was not found, so its copy ${copy} runs: your changes do not show.`;
      problems.push({ message, place: found.source });
    }
  }
  return { functions, problems };
}

function assemblyFunction(
  declared: TemplateFunction,
  resource: Resource,
  template: StackTemplate,
  reading: AssemblyReading,
): { readonly found: ProjectFunction; readonly isCopy: boolean } {
  const { logicalId, functionName, handler, runtime, environment, timeout, memorySize, configuration } = declared;
  const name = functionName ?? logicalId;
  const {
    evidence,
    isCopy = false,
    place,
    imageEnvironment,
    ...code
  } = functionCode(resource, runtime, handler, template, reading);
  const { source, written } = placesOf(resource, declared.span, template, reading);
  const names = namesOf(name, logicalId, resource.path);
  const file = code.file === undefined ? undefined : { ...(place ?? source), word: evidence ?? 'asset' };
  const found: ProjectFunction = {
    name,
    names,
    runtime,
    environment: { ...imageEnvironment, ...environment },
    timeout: timeout ?? DEFAULT_TIMEOUT,
    memorySize: memorySize ?? DEFAULT_MEMORY,
    configuration,
    source,
    stack: template.stack.id,
    layers: layersOf(resource.properties.Layers, template, reading),
    triggers: triggersOf(declared, template) ?? [],
    notRun: notRunHere({
      name,
      names,
      runtime: code.runtime ?? runtime,
      handler: code.handler,
      codeDir: code.codeDir,
      folder: reading.app.folder,
    }),
    from: { handler: written, environment: written, ...(file && { file }) },
    ...code,
    problem: code.problem && withoutSource(names.at(-1)!, code.problem),
  };
  return { found, isCopy };
}

function layersOf(value: Json | undefined, template: StackTemplate, reading: AssemblyReading): readonly Layer[] {
  return (Array.isArray(value) ? value : []).map((item): Layer => {
    const resolved = template.template.resolve(item);
    const resource = resolved.kind === 'resource' ? template.resources.get(resolved.logicalId) : undefined;
    if (!resource) return { name: isJsonObject(item) ? template.template.textOf(resolved) : String(item) };
    return { name: withoutHash(resource.logicalId), dir: layerFolder(resource, template, reading) };
  });
}

/** The folder that a person edits, else the copy. */
function layerFolder(resource: Resource, template: StackTemplate, reading: AssemblyReading): string | undefined {
  const { place } = assetOf(resource, template);
  if (place === undefined || !reading.originals.isCopy(place)) return place;
  const file = firstFile(place, reading, 4);
  return (file === undefined ? undefined : reading.originals.folderOf(place, path.relative(place, file))) ?? place;
}

function firstFile(folder: string, reading: AssemblyReading, depth: number): string | undefined {
  const entries = reading.files.list(folder);
  const file = entries.find(({ isFolder }) => !isFolder);
  if (file) return path.join(folder, file.name);
  if (depth === 0) return undefined;
  for (const { name } of entries) {
    const found = firstFile(path.join(folder, name), reading, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
