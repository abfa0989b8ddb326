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
    inlineSourceMap: true,
    inlineSources: true,
    sourceMap: false,
    declaration: false,
    noEmit: false,
    isolatedModules: true,
    verbatimModuleSyntax: false,
    removeComments: false,
    useDefineForClassFields: false,
  };
  return typescript.transpileModule(readFileSync(file, 'utf8'), { compilerOptions, fileName: file }).outputText;
}

function optionsOf(folder) {
  const config = typescript.findConfigFile(folder, (file) => typescript.sys.fileExists(file)) ?? '';
  if (!known.has(config)) known.set(config, config === '' ? {} : readOptions(config));
  return known.get(config);
}

function readOptions(config) {
  const { config: parsed = {} } = typescript.readConfigFile(config, (file) => typescript.sys.readFile(file));
  // Files are of no interest, and listing them would take long.
  const host = { ...typescript.sys, readDirectory: () => [], useCaseSensitiveFileNames: true };
  return typescript.parseJsonConfigFileContent({ ...parsed, files: [] }, host, path.dirname(config)).options;
}
