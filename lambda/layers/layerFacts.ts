/** What layers have to do with a failure, beside what the program around the handler has seen of it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FailureFacts, LayerFact } from '../../core/handlers';
import { SYSTEMS } from '../../processes/executableFormat';
import { commandIn } from '../../processes/shell';
import { listed } from '../../processes/versions/listed';
import type { PostedFacts, SeenFacts } from '../failureFacts';
import { madeFor } from '../nativeModule';
import { packageOfLayer } from './knownLayers';
import type { FunctionLayer, Mount } from './layer';

export interface LayersOfFunction {
  readonly layers: readonly FunctionLayer[];
  readonly mounts: readonly Mount[];
  readonly runtime: string | undefined;
}

/** With what is made of what was seen. */
export function withLayerFacts({ seen = {}, ...facts }: PostedFacts, of: LayersOfFunction): FailureFacts {
  const { missing, native } = seen;
  const made = native && madeElsewhere(native);
  if (made) return { ...facts, native: made };
  const layer = missing && layerFact(missing, facts, of);
  if (!layer) return facts;
  // One way to mend it is enough.
  const { install: _, ...others } = facts;
  return { ...others, layer };
}

function layerFact(
  missing: NonNullable<SeenFacts['missing']>,
  { install }: FailureFacts,
  { layers, mounts, runtime }: LayersOfFunction,
): LayerFact | undefined {
  const { name, installer, folder } = missing;
  const unknown = layers
    .filter(({ dir, built }) => dir === undefined && built === undefined)
    .map((layer) => layer.name);
  if (name.startsWith('/opt/')) return { kind: 'noPath', path: name, names: unknown.map(shortName) };
  if (/^[./\\]/.test(name)) return undefined;
  const other = otherPython(name, mounts, runtime);
  if (other) return other;
  const unbuilt = notBuilt(layers, mounts);
  if (unbuilt) return unbuilt;
  for (const layer of unknown) {
    const pack = packageOfLayer(layer, name);
    if (pack === undefined || (install && !install.isSupplied)) continue;
    // A shell takes brackets for a pattern.
    const quoted = /[^\w@./-]/.test(pack) ? `"${pack}"` : pack;
    const command = commandIn(folder, `${installer} ${pack === '*' ? name : quoted}`);
    return { kind: 'known', name: shortName(layer), module: name, command };
  }
  if (install || unknown.length === 0) return undefined;
  return { kind: 'perhaps', names: unknown.map(shortName), module: name };
}

/** `AWSLambdaPowertoolsPythonV3-python312-x86_64` of its ARN. */
function shortName(layer: string): string {
  return /^arn:[^:]*:lambda:[^:]*:[^:]*:layer:([^:]+)/.exec(layer)?.[1] ?? layer;
}

/** A module that lies where only another version of Python looks. */
function otherPython(module: string, mounts: readonly Mount[], runtime: string | undefined): LayerFact | undefined {
  const [, wanted] = /^python(\d+\.\d+)/.exec(runtime ?? '') ?? [];
  if (wanted === undefined) return undefined;
  for (const { layer: name, at, dir } of mounts) {
    const library = at === '' ? path.join(dir, 'python', 'lib') : at === 'python' ? path.join(dir, 'lib') : undefined;
    for (const each of library === undefined ? [] : listed(library)) {
      const [, has] = /^python(\d+\.\d+)$/.exec(each) ?? [];
      if (has === undefined || has === wanted) continue;
      const place = path.join(library!, each, 'site-packages', ...module.split('.'));
      if (existsSync(place) || existsSync(`${place}.py`)) return { kind: 'otherPython', name, has, wanted };
    }
  }
  return undefined;
}

/** A layer of which only the list of its packages is there. */
function notBuilt(layers: readonly FunctionLayer[], mounts: readonly Mount[]): LayerFact | undefined {
  for (const { name, dir, under, built } of layers) {
    if (dir === undefined || built !== undefined || !mounts.some((mount) => mount.dir === dir)) continue;
    for (const folder of ['', 'nodejs', 'python']) {
      const here = path.join(dir, folder);
      const of = (manifest: string): LayerFact => {
        const isSam = under !== undefined;
        return {
          kind: 'unbuilt',
          name,
          manifest: path.join(here, manifest),
          command: isSam ? 'sam build' : commandIn(here, OWN[manifest]!),
        };
      };
      if (existsSync(path.join(here, 'package.json')) && !existsSync(path.join(here, 'node_modules')))
        return of('package.json');
      const hasPackages = [here, path.join(dir, 'python')].some((each) =>
        listed(each).some((file) => /\.dist-info$|^lib$/.test(file)),
      );
      if (existsSync(path.join(here, 'requirements.txt')) && !hasPackages) return of('requirements.txt');
    }
  }
  return undefined;
}

/** How the packages of a folder are installed that nothing builds. */
const OWN: { readonly [manifest: string]: string } = {
  'package.json': 'npm install',
  'requirements.txt': 'pip install -r requirements.txt -t python',
};

/** Undefined: it is made for this machine, and something else is wrong with it. */
function madeElsewhere({ file, python }: NonNullable<SeenFacts['native']>): FailureFacts['native'] {
  const made = madeFor(file);
  const { platform, arch } = process;
  const differs = made && (made.platform !== platform || (made.arch !== undefined && made.arch !== arch));
  if (differs) return { file, made: system(made.platform, made.arch), here: system(platform, arch) };
  const [, major, minor] = /\.(?:cpython-|cp)(\d)(\d+)/.exec(path.basename(file)) ?? [];
  const other = `${major}.${minor}`;
  if (major === undefined || python === undefined || other === python) return undefined;
  return { file, made: `Python ${other}`, here: `Python ${python}` };
}

function system(platform: string, arch: string | undefined): string {
  return `${SYSTEMS[platform] ?? platform}${arch === undefined ? '' : ` (${arch})`}`;
}
