/** A cloud assembly: what the CDK writes when it synthesizes an app. Source: cx-api and cloud-assembly-schema of the AWS CDK. */
import path from 'node:path';
import type { ContainerImage } from '../../../containerImage';
import { phrase } from '../../../../core/l10n/phrase';
import { isJsonObject, objectOf } from '../../../../core/json';
import type { Json, JsonObject } from '../../../../core/json';
import type { Files } from '../../../files';
import type { ProjectProblem } from '../../../project';
import { jsonObject, textOf } from '../app';
import { MANIFEST } from '../isAssembly';

const DEEPEST_STAGE = 8;

export interface Assembly {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: string;
  readonly stacks: readonly AssemblyStack[];
  /** Keys of the context that the app has asked for and nobody has given. */
  readonly missing: readonly string[];
  readonly problems: readonly ProjectProblem[];
}

export interface AssemblyStack {
  /** The artifact's id. */
  readonly id: string;
  /** As the CDK shows it: `Prod/Orders`. */
  readonly shown: string;
  /** As it is deployed. */
  readonly stackName: string;
  /** Undefined: whatever region it is deployed to. */
  readonly region?: string;
  /** Absolute: the manifest that names it. */
  readonly manifest: string;
  /** Absolute. */
  readonly template: string;
  readonly assets: Assets;
  /** Parameters that the CDK's own tool fills in at deployment: where it has put the assets of an app of version 1. */
  readonly parameters: { readonly [name: string]: string };
  /** Frames of the program that made a construct, the innermost first; of other people's code none. */
  framesOf(path: string): readonly Frame[];
}

/** By hash. */
export type Assets = ReadonlyMap<string, Asset>;

export interface Asset {
  readonly hash: string;
  /** Absolute: the copy in the assembly, or the source itself where nothing is copied. */
  readonly place: string;
  /** Of a container image, the file relative to the place. */
  readonly image?: Pick<ContainerImage, 'dockerfile' | 'target' | 'args'>;
}

export interface Frame {
  /** Absolute, where the app was synthesized. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
}

/** Reads the assembly of a folder with the stages in it; undefined where there is none. */
export function readAssembly(folder: string, files: Files): Assembly | undefined {
  const manifest = path.join(folder, MANIFEST);
  const { text } = files.read(manifest);
  if (text === undefined) return undefined;
  const stacks: AssemblyStack[] = [];
  const problems: ProjectProblem[] = [];
  const missing = new Set<string>();
  readManifest(folder, 0);
  return { folder, manifest, stacks, missing: [...missing], problems };

  function readManifest(current: string, depth: number): void {
    const file = path.join(current, MANIFEST);
    const said = jsonObject(files.read(file).text ?? '');
    if (!said || !isJsonObject(said.artifacts)) {
      problems.push({ message: phrase`${file} is not the manifest of a CDK app.`, place: { file, line: 0 } });
      return;
    }
    for (const each of Array.isArray(said.missing) ? said.missing : []) {
      const key = isJsonObject(each) ? textOf(each.key) : undefined;
      if (key !== undefined) missing.add(key);
    }
    const artifacts = Object.entries(said.artifacts).filter((entry): entry is [string, JsonObject] =>
      isJsonObject(entry[1]),
    );
    const assets = assetsOf(artifacts, current, files);
    const stages: string[] = [];
    for (const [id, artifact] of artifacts) {
      const { type } = artifact;
      const properties = objectOf(artifact.properties);
      const template = textOf(properties.templateFile);
      const stage = textOf(properties.directoryName);
      if (type === 'aws:cloudformation:stack' && template !== undefined) {
        stacks.push(stackOf(id, artifact, file, path.join(current, template), assets, files));
      } else if (type === 'cdk:cloud-assembly' && stage !== undefined && depth < DEEPEST_STAGE) {
        stages.push(path.join(current, stage));
      }
    }
    // Behind the app's own: a name alone means those first.
    for (const stage of stages) readManifest(stage, depth + 1);
  }
}

function stackOf(
  id: string,
  artifact: JsonObject,
  manifest: string,
  template: string,
  assets: Assets,
  files: Files,
): AssemblyStack {
  let metadata: JsonObject | undefined;
  const readMetadata = (): JsonObject => {
    const more = textOf(artifact.additionalMetadataFile);
    const text = more === undefined ? undefined : files.read(path.join(path.dirname(manifest), more)).text;
    return { ...objectOf(artifact.metadata), ...(text === undefined ? {} : jsonObject(text)) };
  };
  return {
    id,
    shown: textOf(artifact.displayName) ?? id,
    stackName: textOf(objectOf(artifact.properties).stackName) ?? id,
    region: /^aws:\/\/[^/]+\/(?!unknown)([\w-]+)$/.exec(textOf(artifact.environment) ?? '')?.[1],
    manifest,
    template,
    assets,
    parameters: assetParameters(artifact, textOf(artifact.displayName) ?? id),
    framesOf(constructPath) {
      const entries = (metadata ??= readMetadata())[`/${constructPath}`];
      return Array.isArray(entries) ? entries.flatMap(framesIn) : [];
    },
  };
}

/** Source: `AssetParameters` of core in version 1 of the CDK; its tool hands over bucket, key and hash. */
function assetParameters(artifact: JsonObject, path: string): { readonly [name: string]: string } {
  const entries = objectOf(artifact.metadata)[`/${path}`];
  const told = (Array.isArray(entries) ? entries : []).flatMap((entry) => {
    const { type, data } = objectOf(entry);
    if (type !== 'aws:cdk:asset') return [];
    const { id, sourceHash, s3BucketParameter, s3KeyParameter, artifactHashParameter } = objectOf(data);
    const hash = textOf(sourceHash) ?? textOf(id) ?? '';
    return [
      [textOf(s3BucketParameter), 'cdk-assets'],
      // Its prefix, and its name in it.
      [textOf(s3KeyParameter), `assets/||${hash}.zip`],
      [textOf(artifactHashParameter), hash],
    ] as const;
  });
  return Object.fromEntries(told.filter(([name]) => name !== undefined));
}

/** `aws:cdk:creationStack` of newer versions; a trace behind the logical id of older ones, where it was asked for. */
function framesIn(entry: Json): readonly Frame[] {
  if (!isJsonObject(entry)) return [];
  const isStack = entry.type === 'aws:cdk:creationStack';
  if (!isStack && entry.type !== 'aws:cdk:logicalId') return [];
  const lines = isStack ? entry.data : entry.trace;
  return (Array.isArray(lines) ? lines : []).flatMap((line) => frameIn(String(line)) ?? []);
}

/** `new OrderStack (/app/lib/order-stack.ts:49:19)`, `/app/bin/app.ts:5:15` */
function frameIn(line: string): Frame | undefined {
  const [, file, number] =
    /(?:^|[\s(])(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+)(?::\d+)?\)?$/.exec(line) ?? [];
  if (file === undefined || /[\\/](?:node_modules|site-packages)[\\/]/.test(file)) return undefined;
  return { file, line: Number(number) };
}

function assetsOf(artifacts: readonly (readonly [string, JsonObject])[], folder: string, files: Files): Assets {
  const assets = new Map<string, Asset>();
  for (const [, { type, properties }] of artifacts) {
    const file = type === 'cdk:asset-manifest' ? textOf(objectOf(properties).file) : undefined;
    const said = file === undefined ? undefined : jsonObject(files.read(path.join(folder, file)).text ?? '');
    for (const [hash, asset] of Object.entries({ ...objectOf(said?.files), ...objectOf(said?.dockerImages) })) {
      const source = objectOf(objectOf(asset).source);
      const place = textOf(source.path) ?? textOf(source.directory);
      // Relative to where the list itself stands: the stages share the assets of the app.
      if (place !== undefined) {
        const image = {
          dockerfile: textOf(source.dockerFile),
          target: textOf(source.dockerBuildTarget),
          args: textsOf(source.dockerBuildArgs),
        };
        assets.set(hash, { hash, place: path.resolve(folder, place), image });
      }
    }
  }
  return assets;
}

function textsOf(value: Json | undefined): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, each]) => [name, textOf(each) ?? '']));
}
