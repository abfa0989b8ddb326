/**
 * `emitDecoratorMetadata`, which esbuild leaves out and NestJS, TypeORM and others live by: sources with decorators are
 * emitted by the project's own TypeScript, file by file, and esbuild bundles what that gives.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { smallFile } from '../processes/versions/smallFile';

/** As much of TypeScript as is used, of whichever version the project has. */
interface TypeScript {
  transpileModule(text: string, options: object): { readonly outputText: string };
  findConfigFile(folder: string, exists: (file: string) => boolean): string | undefined;
  readConfigFile(file: string, read: (file: string) => string | undefined): { readonly config?: object };
  parseJsonConfigFileContent(
    config: object,
    host: object,
    folder: string,
  ): { readonly options: { readonly [name: string]: unknown } };
  readonly sys: { fileExists(file: string): boolean; readFile(file: string): string | undefined };
  readonly ModuleKind: { readonly ESNext: number };
  readonly ScriptTarget: { readonly ES2022: number };
}

/** @param entry absolute path of the handler's file; undefined where its tsconfig.json asks for no metadata, or nothing can emit them */
export function decoratorMetadata(entry: string, problem: (text: string) => void): Plugin | undefined {
  if (!asksForMetadata(path.dirname(entry))) return undefined;
  const typescript = typescriptOf(entry);
  if (!typescript) {
    problem(
      'tsconfig.json asks for emitDecoratorMetadata, which needs the package typescript in the project: run npm install --save-dev typescript. Without it, decorators see no types.',
    );
    return undefined;
  }
  const optionsOf = optionsByFolder(typescript);
  return {
    name: 'decorator-metadata',
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?tsx?$/ }, ({ path: file }) => {
        const text = smallFile(file);
        // A decorator begins a line, or stands before a parameter.
        if (text === undefined || !/(?:^|[\s(,])@\w/.test(text) || /[\\/]node_modules[\\/]/.test(file))
          return undefined;
        const options = optionsOf(path.dirname(file));
        if (options['emitDecoratorMetadata'] !== true) return undefined;
        const compilerOptions = {
          ...options,
          ...{ module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022, inlineSourceMap: true },
          ...{ inlineSources: true, sourceMap: false, declaration: false, noEmit: false, isolatedModules: true },
          ...{ verbatimModuleSyntax: false, removeComments: false, useDefineForClassFields: false },
        };
        const { outputText } = typescript.transpileModule(text, { compilerOptions, fileName: file });
        return { contents: outputText, loader: file.endsWith('x') ? 'jsx' : 'js', resolveDir: path.dirname(file) };
      });
    },
  };
}

/** Without TypeScript, which takes long to load: whether any configuration above, or one that it extends by a path, says the word. */
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
  const parents = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text)?.[1]?.match(/"[^"]+"/g) ?? [];
  return parents.some((quoted) => {
    const parent = path.resolve(path.dirname(file), quoted.slice(1, -1));
    const found = [parent, `${parent}.json`].find((each) => smallFile(each) !== undefined);
    // A package's configuration is TypeScript's to find.
    if (found === undefined) return !quoted.startsWith('".');
    return deep > 0 && saysSo(found, smallFile(found) ?? '', deep - 1);
  });
}

function typescriptOf(entry: string): TypeScript | undefined {
  try {
    return createRequire(entry)('typescript') as TypeScript;
  } catch {
    return undefined;
  }
}

function optionsByFolder(typescript: TypeScript): (folder: string) => { readonly [name: string]: unknown } {
  const known = new Map<string, { readonly [name: string]: unknown }>();
  return (folder) => {
    const config = typescript.findConfigFile(folder, (file) => typescript.sys.fileExists(file)) ?? '';
    const options = known.get(config) ?? read(typescript, config);
    known.set(config, options);
    return options;
  };
}

function read(typescript: TypeScript, config: string): { readonly [name: string]: unknown } {
  if (config === '') return {};
  const { config: parsed = {} } = typescript.readConfigFile(config, (file) => typescript.sys.readFile(file));
  // Files are of no interest, and listing them would take long.
  const host = { ...typescript.sys, readDirectory: () => [], useCaseSensitiveFileNames: true };
  return typescript.parseJsonConfigFileContent({ ...parsed, files: [] }, host, path.dirname(config)).options;
}
