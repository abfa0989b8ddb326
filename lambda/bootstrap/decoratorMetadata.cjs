/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Emits sources with the project's own TypeScript, inside a process of its own: `node decoratorMetadata.cjs ENTRY`.
// Takes `{ id, file }`, answers `{ id, contents }`, without contents where the file's configuration asks for no metadata.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const typescript = load(process.argv[2]);
const known = new Map();

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
  const { outputText, sourceMapText } = typescript.transpileModule(text, { compilerOptions, fileName: file });
  // As TypeScript writes it, the map leads from the outDir of the project to its rootDir.
  const map = { ...JSON.parse(sourceMapText), sourceRoot: '', sources: [path.basename(file)], sourcesContent: [text] };
  const inline = Buffer.from(JSON.stringify(map)).toString('base64');
  const code = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  return `${code}//# sourceMappingURL=data:application/json;base64,${inline}\n`;
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
