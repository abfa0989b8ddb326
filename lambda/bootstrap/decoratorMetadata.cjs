/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Emits sources with the project's own TypeScript, inside a process of its own: `node decoratorMetadata.cjs ENTRY`.
// Takes `{ id, file }`, answers `{ id, contents }`, without contents where the file's configuration asks for no metadata.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const typescript = load(process.argv[2]);
const known = new Map();
let program;

process.on('message', ({ id, file }) => {
  if (!typescript) return void process.send({ id, isMissing: true });
  try {
    process.send({ id, contents: emitted(file) });
  } catch {
    process.send({ id });
  }
});

function load(entry) {
  try {
    return createRequire(entry)('typescript');
  } catch {
    return undefined;
  }
}

function emitted(file) {
  const options = optionsOf(path.dirname(file));
  if (options.emitDecoratorMetadata !== true) return undefined;
  const compilerOptions = {
    ...options,
    module: typescript.ModuleKind.ESNext,
    target: typescript.ScriptTarget.ES2022,
    sourceMap: true,
    inlineSourceMap: false,
    declaration: false,
    noEmit: false,
    isolatedModules: true,
    verbatimModuleSyntax: false,
    removeComments: false,
    useDefineForClassFields: false,
  };
  const text = readFileSync(file, 'utf8');
  const alone = typescript.transpileModule(text, { compilerOptions, fileName: file });
  const seen =
    !/"design:/.test(alone.outputText) || !needsOthers(file, text, options)
      ? undefined
      : emitWithOthers(file, compilerOptions);
  const { outputText, sourceMapText } = seen ?? alone;
  // As TypeScript writes it, the map leads from the outDir of the project to its rootDir.
  const map = { ...JSON.parse(sourceMapText), sourceRoot: '', sources: [path.basename(file)], sourcesContent: [text] };
  const inline = Buffer.from(JSON.stringify(map)).toString('base64');
  const code = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  return `${code}//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}

/**
 * Whether a type that a decorator may see is one of another file that only that file tells: an enum, or a name for other
 * types, is `String`, `Number` or the like for TypeScript, and `Object` for whoever looks at one file alone.
 */
function needsOthers(file, text, options) {
  const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.ES2022);
  return source.statements.some(({ moduleSpecifier, importClause }) => {
    const names = importClause?.namedBindings?.elements ?? [];
    return names.some(({ name, propertyName = name }) => {
      const isAnnotation = new RegExp(`:\\s*${name.text}\\b`).test(text);
      return (
        isAnnotation && isAlias(propertyName.text, { specifier: moduleSpecifier.text, from: file, options, deep: 4 })
      );
    });
  });
}

/** Whether a module declares an enum or a type of this name, or hands one on. */
function isAlias(name, { specifier, from, options, deep }) {
  const { resolvedModule } = typescript.resolveModuleName(specifier, from, options, typescript.sys);
  const text = resolvedModule && typescript.sys.readFile(resolvedModule.resolvedFileName);
  if (text === undefined || new RegExp(`\\b(class|interface)\\s+${name}\\b`).test(text)) return false;
  if (new RegExp(`\\b(enum|type)\\s+${name}\\b`).test(text)) return true;
  const handedOn = [...text.matchAll(/\bexport\s*(?:type\s*)?(?:\*|\{[^}]*\})\s*from\s*['"]([^'"]+)['"]/g)];
  const next = { from: resolvedModule.resolvedFileName, options, deep: deep - 1 };
  return deep > 0 && handedOn.some((found) => isAlias(name, { ...next, specifier: found[1] }));
}

/** As `tsc` emits it, which reads what the file imports: a second and more, and exact. */
function emitWithOthers(file, compilerOptions) {
  const { moduleResolution: own } = compilerOptions;
  const { ModuleResolutionKind: kinds } = typescript;
  const isPath = own === undefined || own === kinds.Classic;
  const settings = {
    isolatedModules: false,
    incremental: false,
    composite: false,
    skipLibCheck: true,
    noEmitOnError: false,
  };
  const options = {
    ...compilerOptions,
    ...settings,
    ...(isPath && { moduleResolution: kinds.Bundler ?? kinds.NodeJs }),
  };
  program = typescript.createProgram({ rootNames: [file], options, oldProgram: program });
  const emitted = {};
  const write = (name, text) => (emitted[name.endsWith('.map') ? 'sourceMapText' : 'outputText'] = text);
  program.emit(program.getSourceFile(file), write);
  return emitted.outputText === undefined || emitted.sourceMapText === undefined ? undefined : emitted;
}

function optionsOf(folder) {
  const config = typescript.findConfigFile(folder, (file) => typescript.sys.fileExists(file)) ?? '';
  if (!known.has(config)) known.set(config, config === '' ? {} : readOptions(config));
  return known.get(config);
}

/** Of a configuration that leaves its files to others (Nx: tsconfig.app.json), those of the one that asks for metadata. */
function readOptions(config) {
  const own = parsedConfig(config);
  if (own.options.emitDecoratorMetadata !== undefined) return own.options;
  const referred = (own.projectReferences ?? []).map(
    (reference) => parsedConfig(typescript.resolveProjectReferencePath(reference)).options,
  );
  return referred.find(({ emitDecoratorMetadata }) => emitDecoratorMetadata === true) ?? own.options;
}

function parsedConfig(config) {
  const { config: parsed = {} } = typescript.readConfigFile(config, (file) => typescript.sys.readFile(file));
  // Files are of no interest, and listing them would take long.
  const host = { ...typescript.sys, readDirectory: () => [], useCaseSensitiveFileNames: true };
  return typescript.parseJsonConfigFileContent({ ...parsed, files: [] }, host, path.dirname(config));
}
