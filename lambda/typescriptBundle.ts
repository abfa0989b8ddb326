/**
 * Bundles a handler in TypeScript, or one that a bundler deploys, for its process. The user's own files are bundled; packages of node_modules stay
 * outside, named by absolute path, so that the bundle may lie in a folder of ours. CommonJS is made unless the code
 * awaits at its top level. Maps name absolute sources, so that a debugger binds breakpoints in the .ts file.
 */
import { writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildResult, Message, Plugin } from 'esbuild';
import { smallFile } from '../processes/versions/smallFile';
import type { TemporaryFolder } from '../processes/temporaryFolder';
import { decoratorMetadata } from './decoratorMetadata';
import { couldNotStart, type Failure } from './failure';
import { findEsbuild, type Esbuild } from './findEsbuild';
import type { FunctionSpec, ModuleFinder } from './lambda';
import { placesOf, type Mount } from './layers/layer';
import { nodeFolders } from './layers/searchPaths';
import { openedPaths } from './openedPaths';
import { acrossRootDirs } from './rootDirs';
import { sourceStamp } from './sourceStamp';

export interface Bundle {
  /** Absolute. */
  readonly file: string;
  /** Every file that went in. */
  readonly inputs: readonly string[];
}

/** A bundle holds the user's source. */
const ONLY_OURS = { mode: 0o600 };

type Format = 'cjs' | 'esm';

interface Source {
  readonly spec: FunctionSpec;
  readonly mounts: readonly Mount[];
  readonly modules?: ModuleFinder;
}

/** They share one esbuild process. */
const bundlers = new Set<TypeScriptBundler>();

/** Makes bundles into one folder; a bundle is made anew once one of its inputs was written. */
export class TypeScriptBundler {
  private esbuild: Promise<Esbuild | undefined> | undefined;
  private readonly made = new Map<string, Promise<{ readonly bundle: Bundle; readonly stamp: string } | Failure>>();
  private count = 0;

  constructor(
    private readonly directory: () => TemporaryFolder,
    private readonly modules?: () => ModuleFinder,
  ) {
    bundlers.add(this);
  }

  /** @param mounts of the function's layers: two functions of one file may have different ones */
  async bundle(
    spec: FunctionSpec,
    mounts: readonly Mount[] = [],
    info: (text: string) => void = () => undefined,
  ): Promise<Bundle | Failure> {
    const key = JSON.stringify([spec.file, spec.rootDirs, mounts]);
    const earlier = await this.made.get(key);
    if (earlier && 'bundle' in earlier && sourceStamp(earlier.bundle.inputs) === earlier.stamp) return earlier.bundle;
    const making = this.make({ spec, mounts, modules: this.modules?.() }, info);
    this.made.set(key, making);
    const made = await making;
    return 'bundle' in made ? made.bundle : made;
  }

  /** Ends esbuild's own process once no bundler of this process needs it. */
  async dispose(): Promise<void> {
    bundlers.delete(this);
    if (bundlers.size === 0) await (await this.esbuild)?.stop();
  }

  private async make(
    source: Source,
    info: (text: string) => void,
  ): Promise<{ bundle: Bundle; stamp: string } | Failure> {
    const { spec } = source;
    const esbuild = await (this.esbuild ??= findEsbuild());
    if (!esbuild) {
      return couldNotStart(
        'Runtime.InvalidEntrypoint',
        `TypeScript handlers are bundled with esbuild, and the copy that comes with Stepwise does not start on this machine. Set ESBUILD_BINARY_PATH to one that does.`,
      );
    }
    const directory = this.directory();
    if ('problem' in directory) {
      return couldNotStart('Runtime.InvalidEntrypoint', `${spec.name} cannot be bundled. ${directory.problem}`);
    }
    // Part of an address and of a debugger's pattern of files: without what means something in either.
    const name = path.parse(spec.file).name.replace(/[^\w.-]/g, '-');
    const file = path.join(directory.folder, `${name}-${++this.count}`);
    const metadata = decoratorMetadata(spec.file, info);
    const written = async (format: Format, ending: string) =>
      write(await build(esbuild, source, file, format, metadata?.plugin), `${file}${ending}`, openedPaths(spec));
    try {
      return await written('cjs', '.cjs').catch((error: unknown) => {
        const errors = (error as BuildFailure).errors ?? [];
        if (!errors.some(({ text }) => text.startsWith('Top-level await'))) throw error;
        return written('esm', '.mjs');
      });
    } catch (error) {
      return buildFailure(error, spec);
    } finally {
      metadata?.end();
    }
  }
}

function build(
  esbuild: Esbuild,
  { spec, mounts, modules }: Source,
  file: string,
  format: Format,
  metadata: Plugin | undefined,
) {
  const url = JSON.stringify(pathToFileURL(spec.file).href);
  return esbuild.build({
    entryPoints: [spec.file],
    absWorkingDir: spec.codeDir,
    outfile: `${file}.${format === 'cjs' ? 'cjs' : 'mjs'}`,
    write: false,
    bundle: true,
    platform: 'node',
    // Packages stay outside, so each is the file that Node loads: esbuild's own condition, "module", names another.
    conditions: [],
    format,
    target: 'node20',
    sourcemap: 'external',
    metafile: true,
    keepNames: true,
    logLevel: 'silent',
    // As the frameworks have it that take elements in any file.
    loader: { '.js': 'jsx' },
    // The bundle lies elsewhere; code that reads files beside itself means its source.
    define: {
      'import.meta.url': url,
      'import.meta.filename': JSON.stringify(spec.file),
      'import.meta.dirname': JSON.stringify(path.dirname(spec.file)),
      __filename: JSON.stringify(spec.file),
      __dirname: JSON.stringify(path.dirname(spec.file)),
      // TypeScript's own compiler takes `exports.handler = …` for an export beside `export {}` and types, too.
      ...(format === 'cjs' && { exports: 'module.exports' }),
    },
    ...(format === 'cjs'
      ? { supported: { 'dynamic-import': false } }
      : { banner: { js: `import{createRequire as __stepwise}from'module';const require=__stepwise(${url});` } }),
    nodePaths: nodeFolders({ mounts, runtime: spec.runtime ?? '' }),
    plugins: [
      pathsOfLayers(mounts),
      ...acrossRootDirs(spec.rootDirs),
      ...(modules ? [sourcesFirst(modules)] : []),
      packagesOutside(format, modules),
      ...(metadata ? [metadata] : []),
    ],
  });
}

/** `/opt/nodejs/shared`, as a file of a layer. */
function pathsOfLayers(mounts: readonly Mount[]): Plugin {
  return {
    name: 'paths-of-layers',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\/opt\// }, async ({ path: name, kind, importer, pluginData }) => {
        if (pluginData === 'asked') return undefined;
        for (const place of placesOf(name.slice('/opt/'.length), mounts)) {
          const resolveDir = path.dirname(place);
          const found = await resolve(`./${path.basename(place)}`, { kind, importer, resolveDir, pluginData: 'asked' });
          if (found.errors.length === 0) return { path: found.path };
        }
        // Found by no layer: Node reports it, in its own words, if it is ever needed.
        return { external: true };
      });
    },
  };
}

/** TypeScript calls a module by what it will be compiled to: what was compiled beside it long ago is not meant. */
function sourcesFirst(modules: ModuleFinder): Plugin {
  return {
    name: 'sources-first',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.[cm]?jsx?$/ }, ({ path: name, importer }) => {
        if (!/\.[cm]?tsx?$/.test(importer)) return undefined;
        const found = modules.find(name, importer);
        return found !== undefined && /\.[cm]?tsx?$/.test(found) ? { path: found } : undefined;
      });
    },
  };
}

/**
 * Leaves packages unbundled under the path where the source's folder finds them. Bundled all the same: workspace
 * packages (links to the user's own sources), and packages without a CommonJS form, which `require` may refuse.
 */
function packagesOutside(format: Format, modules: ModuleFinder | undefined): Plugin {
  const builtins = new Set(builtinModules);
  return {
    name: 'packages-outside',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./\\]/ }, async (request) => {
        if (request.kind === 'entry-point' || request.pluginData === 'asked' || path.isAbsolute(request.path)) return;
        if (request.path.startsWith('node:') || builtins.has(request.path)) return { external: true };
        const { resolveDir, importer } = request;
        const kind = format === 'cjs' ? 'require-call' : request.kind;
        const found = await resolve(request.path, { kind, resolveDir, importer, pluginData: 'asked' });
        // A package of the workspace that is not built or not installed, or an alias that the bundler does not read.
        const own = found.errors.length > 0 ? modules?.find(request.path, importer) : undefined;
        if (own !== undefined) return { path: own };
        // Not found, such as an SDK that Lambda supplies: Node reports it, in its own words, if it is ever needed.
        if (found.errors.length > 0) {
          if (format === 'esm' || request.kind === 'require-call') return { external: true };
          const asModule = await resolve(request.path, {
            kind: request.kind,
            resolveDir,
            importer,
            pluginData: 'asked',
          });
          return asModule.errors.length > 0 ? { external: true } : { path: asModule.path };
        }
        if (found.external) return { external: true };
        const inPackage = /[\\/]node_modules[\\/]/.test(found.path);
        const loads = format === 'esm' ? /\.([cm]?js|json)$/ : /\.(c?js|json|node)$/;
        const isForeign = format === 'cjs' && found.path.endsWith('.js') && isModule(found.path);
        if (!inPackage || isForeign || !loads.test(found.path)) return { path: found.path, namespace: found.namespace };
        return { path: format === 'esm' ? pathToFileURL(found.path).href : found.path, external: true };
      });
    },
  };
}

/** Node's own rule for a `.js` file: what the nearest package.json says. `require` of an ES module fails on Lambda. */
function isModule(file: string): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const about = smallFile(path.join(folder, 'package.json'));
    if (about !== undefined) return /"type"\s*:\s*"module"/.test(about);
    if (path.dirname(folder) === folder) return false;
  }
}

async function write(
  result: BuildResult<{ write: false; metafile: true }>,
  file: string,
  opened: (real: string) => string,
) {
  const code = result.outputFiles.find((output) => !output.path.endsWith('.map'))?.text ?? '';
  const map = result.outputFiles.find((output) => output.path.endsWith('.map'))?.text ?? '{}';
  const directory = path.dirname(file);
  const parsed = JSON.parse(map) as { sources?: string[] };
  // A map names its sources by addresses, in which `%`, `#` and `?` mean something.
  const inputs = (parsed.sources ?? []).map((source) => opened(path.resolve(directory, decodeURIComponent(source))));
  const sources = inputs.map((input) => input.replaceAll('\\', '/').replace(/[%#?]/g, encodeURIComponent));
  await Promise.all([
    writeFile(file, `${code}\n//# sourceMappingURL=${path.basename(file)}.map\n`, ONLY_OURS),
    writeFile(`${file}.map`, JSON.stringify({ ...parsed, sources }), ONLY_OURS),
  ]);
  return { bundle: { file, inputs }, stamp: sourceStamp(inputs) };
}

/** What esbuild objects to, in the words AWS has for it. */
function buildFailure(error: unknown, spec: FunctionSpec): Failure {
  const message = (error as BuildFailure).errors?.[0];
  if (!message) return couldNotStart('Runtime.Unknown', `${spec.file} could not be bundled: ${String(error)}`);
  const unresolved = message.text.startsWith('Could not resolve');
  const errorType = unresolved ? 'Runtime.ImportModuleError' : 'Runtime.UserCodeSyntaxError';
  const text = `${unresolved ? 'Error' : 'SyntaxError'}: ${message.text}${place(message, spec)}`;
  return couldNotStart(errorType, text, [`${errorType}: ${text}`, ...frame(message, spec)]);
}

function place({ location }: Message, spec: FunctionSpec): string {
  if (!location) return '';
  const file = path.relative(spec.codeDir, path.resolve(spec.codeDir, location.file)).replaceAll('\\', '/');
  return ` (${file}:${location.line}:${location.column + 1})`;
}

function frame({ location }: Message, spec: FunctionSpec): string[] {
  if (!location) return [];
  const marker = ' '.repeat(location.column) + '^'.repeat(Math.max(1, location.length));
  const file = path.resolve(spec.codeDir, location.file);
  return [`    at ${file}:${location.line}:${location.column + 1}`, location.lineText, marker];
}
