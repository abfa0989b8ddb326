/**
 * `emitDecoratorMetadata`, which esbuild leaves out and NestJS, TypeORM and others live by: of sources with decorators
 * esbuild bundles what the project's build has made since they were written, else what the project's own TypeScript emits.
 */
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { spawnUserCode, type UserProcess } from '../processes/spawnUserCode';
import { smallFile } from '../processes/versions/smallFile';
import { findBootstraps } from './bootstrapFolder';
import { builtSource, writtenAt } from './builtSource';

/** @param entry absolute path of the handler's file; undefined where its tsconfig.json asks for no metadata */
export function decoratorMetadata(
  entry: string,
  problem: (text: string) => void,
): { readonly plugin: Plugin; end(): void } | undefined {
  const asking = asksForMetadata(path.dirname(entry));
  if (!asking) return undefined;
  const emitter = new Emitter(entry);
  const plugin: Plugin = {
    name: 'decorator-metadata',
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?tsx?$/ }, async ({ path: file }) => {
        const text = smallFile(file);
        // A decorator begins a line, or stands before a parameter.
        if (text === undefined || !/(?:^|[\s(,])@\w/.test(text) || /[\\/]node_modules[\\/]/.test(file))
          return undefined;
        const built = builtSource(file, asking.outDirs, asking.writtenAt);
        const { contents, isMissing } = built?.includes('"design:') ? { contents: built } : await emitter.emit(file);
        if (isMissing) problem(MISSING);
        if (contents === undefined) return undefined;
        return { contents, loader: file.endsWith('x') ? 'jsx' : 'js', resolveDir: path.dirname(file) };
      });
    },
  };
  return { plugin, end: () => emitter.end() };
}

const MISSING =
  'tsconfig.json asks for emitDecoratorMetadata, which needs the package typescript in the project: run npm install --save-dev typescript. Without it, decorators see no types.';

interface Emitted {
  readonly contents?: string;
  /** The project has no TypeScript. */
  readonly isMissing?: boolean;
}

/** The project's TypeScript, in a process of its own, started with the first file. */
class Emitter {
  private process: UserProcess | undefined;
  private readonly waiting = new Map<number, (emitted: Emitted) => void>();
  private count = 0;

  constructor(private readonly entry: string) {}

  emit(file: string): Promise<Emitted> {
    const { child } = (this.process ??= this.start());
    const id = ++this.count;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      child.send({ id, file }, (error) => error && this.over());
    });
  }

  end(): void {
    this.process?.kill();
    this.process = undefined;
  }

  private start(): UserProcess {
    const started = spawnUserCode({
      command: process.execPath,
      args: [path.join(findBootstraps(), 'decoratorMetadata.cjs'), this.entry],
      cwd: path.dirname(this.entry),
      variables: { ELECTRON_RUN_AS_NODE: '1' },
      output: 'ignore',
      lifeline: 'guard',
      messages: true,
    });
    started.child.on('message', ({ id, ...emitted }: Emitted & { readonly id: number }) => {
      this.waiting.get(id)?.(emitted);
      this.waiting.delete(id);
    });
    started.child.once('error', () => this.process === started && this.over());
    started.child.once('exit', () => this.process === started && this.over());
    return started;
  }

  private over(): void {
    for (const settle of this.waiting.values()) settle({});
    this.waiting.clear();
  }
}

/** Configurations that ask for metadata. */
interface Asking {
  /** Absolute: where the project's build writes. */
  readonly outDirs: readonly string[];
  /** In milliseconds: the latest of them. */
  readonly writtenAt: number;
}

/** Without TypeScript, which takes long to load: whether the configuration above, or one that it names by a path, says the word. */
function asksForMetadata(folder: string): Asking | undefined {
  const configs = new Configs();
  for (let at = folder; ; at = path.dirname(at)) {
    const nearest = configs.at(path.join(at, 'tsconfig.json'));
    if (!nearest) {
      if (path.dirname(at) === at) return undefined;
      continue;
    }
    if (!configs.saysSo(nearest, 5)) return undefined;
    const build = configs.at(path.join(at, 'tsconfig.build.json'));
    const all = [...configs.withNamed(nearest, 5), ...(build ? configs.withNamed(build, 5) : [])];
    // A tsconfig.build.json most often extends the other.
    return {
      outDirs: [...new Set(all.flatMap(outDirOf))],
      writtenAt: Math.max(...[...new Set(all.map(({ file }) => file))].map((file) => writtenAt(file))),
    };
  }
}

interface Config {
  readonly file: string;
  readonly text: string;
}

/** Each is read once: a monorepo's many extend the same one. */
class Configs {
  private readonly known = new Map<string, Config | undefined>();

  at(file: string): Config | undefined {
    if (!this.known.has(file)) {
      const text = smallFile(file);
      this.known.set(file, text === undefined ? undefined : { file, text });
    }
    return this.known.get(file);
  }

  saysSo(config: Config, deep: number): boolean {
    const said = /"emitDecoratorMetadata"\s*:\s*(true|false)/.exec(config.text)?.[1];
    if (said !== undefined) return said === 'true';
    return namedConfigs(config.text).some((name) => {
      const found = this.named(config, name);
      // A package's configuration is TypeScript's to find.
      return found ? deep > 0 && this.saysSo(found, deep - 1) : !name.startsWith('.');
    });
  }

  withNamed(config: Config, deep: number): Config[] {
    const found = deep === 0 ? [] : namedConfigs(config.text).map((name) => this.named(config, name));
    return [config, ...found.flatMap((each) => (each ? this.withNamed(each, deep - 1) : []))];
  }

  private named({ file }: Config, name: string): Config | undefined {
    const at = path.resolve(path.dirname(file), name);
    return this.at(at) ?? this.at(`${at}.json`) ?? this.at(path.join(at, 'tsconfig.json'));
  }
}

function outDirOf({ file, text }: Config): string[] {
  const outDir = /"outDir"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return outDir === undefined ? [] : [path.resolve(path.dirname(file), outDir.replace(/^\$\{configDir\}/, '.'))];
}

/** What it extends, and what it leaves its files to. */
function namedConfigs(text: string): string[] {
  const parents = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text)?.[1]?.match(/"[^"]+"/g) ?? [];
  const references = /"references"\s*:\s*\[[^\]]*\]/.exec(text)?.[0].matchAll(/"path"\s*:\s*("[^"]+")/g) ?? [];
  return [...parents, ...[...references].map(([, quoted]) => quoted!)].map((quoted) => quoted.slice(1, -1));
}
