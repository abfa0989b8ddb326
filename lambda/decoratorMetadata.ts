/**
 * `emitDecoratorMetadata`, which esbuild leaves out and NestJS, TypeORM and others live by: sources with decorators are
 * emitted by the project's own TypeScript, file by file, and esbuild bundles what that gives.
 */
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { spawnUserCode, type UserProcess } from '../processes/spawnUserCode';
import { smallFile } from '../processes/versions/smallFile';
import { findBootstraps } from './bootstrapFolder';

/** @param entry absolute path of the handler's file; undefined where its tsconfig.json asks for no metadata */
export function decoratorMetadata(
  entry: string,
  problem: (text: string) => void,
): { readonly plugin: Plugin; end(): void } | undefined {
  if (!asksForMetadata(path.dirname(entry))) return undefined;
  const emitter = new Emitter(entry);
  const plugin: Plugin = {
    name: 'decorator-metadata',
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?tsx?$/ }, async ({ path: file }) => {
        const text = smallFile(file);
        // A decorator begins a line, or stands before a parameter.
        if (text === undefined || !/(?:^|[\s(,])@\w/.test(text) || /[\\/]node_modules[\\/]/.test(file))
          return undefined;
        const { contents, isMissing } = await emitter.emit(file);
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

/** Without TypeScript, which takes long to load: whether the configuration above, or one that it names by a path, says the word. */
function asksForMetadata(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    const text = smallFile(path.join(at, 'tsconfig.json'));
    if (text !== undefined) return saysSo(path.join(at, 'tsconfig.json'), text, 5);
    if (path.dirname(at) === at) return false;
  }
}

function saysSo(file: string, text: string, deep: number): boolean {
  const said = /"emitDecoratorMetadata"\s*:\s*(true|false)/.exec(text)?.[1];
  if (said !== undefined) return said === 'true';
  return namedConfigs(text).some((name) => {
    const named = path.resolve(path.dirname(file), name);
    const found = [named, `${named}.json`, path.join(named, 'tsconfig.json')].find(
      (each) => smallFile(each) !== undefined,
    );
    // A package's configuration is TypeScript's to find.
    if (found === undefined) return !name.startsWith('.');
    return deep > 0 && saysSo(found, smallFile(found) ?? '', deep - 1);
  });
}

/** What it extends, and what it leaves its files to. */
function namedConfigs(text: string): string[] {
  const parents = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text)?.[1]?.match(/"[^"]+"/g) ?? [];
  const references = /"references"\s*:\s*\[[^\]]*\]/.exec(text)?.[0].matchAll(/"path"\s*:\s*("[^"]+")/g) ?? [];
  return [...parents, ...[...references].map(([, quoted]) => quoted!)].map((quoted) => quoted.slice(1, -1));
}
