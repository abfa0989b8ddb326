// Leaves large libraries out of the bundles until a machine needs them: to read YAML and JSONata is a fifth of what
// `stepwise run` of a JSON machine would do beyond starting Node. Node's own large modules are loaded as late.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARIES = ['yaml', 'jsonata'];
/** Those of Node's modules that it does not load itself, and that many programs of ours never come to. */
const OF_NODE = [
  'child_process',
  'crypto',
  'fs/promises',
  'http',
  'http2',
  'https',
  'net',
  'perf_hooks',
  'timers/promises',
  'tls',
  'worker_threads',
  'zlib',
].map((name) => `node:${name}`);
/** What is copied beside the bundles, and asks for those: as it is imported, and where it lies then. */
const COPIED = ['run/awsSdk/worker/proxyAgent.cjs', './awsSdk/proxyAgent.cjs'];
/** Those the sources import only when they are needed: the name of the file for each. */
const IMPORTED_LATE = {
  'hyparquet/src/read.js': 'parquetRead',
  'hyparquet/src/metadata.js': 'parquetMetadata',
  'hyparquet/src/column.js': 'parquetColumn',
  'hyparquet/src/thrift.js': 'parquetThrift',
  'hyparquet-compressors': 'compressors',
  fzstd: 'zstandard',
};
/** A room of our own that few programs come to, as its loader asks for it: who asks, the name of the file, its door. */
const OWN = { from: 'events/load.ts', name: 'events', door: 'events/index.ts' };
const require = createRequire(import.meta.url);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Each function a library exports becomes one of the same name that loads the library at its first call, from a
 * file of its own, and each class one that loads it where the first object is made or asked about.
 *
 * @type {import('esbuild').Plugin}
 */
export const lazyLibraries = {
  name: 'lazy-libraries',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: new RegExp(`^(${[...LIBRARIES, ...OF_NODE].join('|')})$`) },
      ({ path: name, kind, namespace }) =>
        kind === 'import-statement' && namespace === 'file' ? { path: name, namespace: 'lazy-library' } : undefined,
    );
    onResolve({ filter: new RegExp(`/${path.basename(COPIED[0])}$`) }, ({ kind }) =>
      kind === 'import-statement' ? { path: COPIED[0], namespace: 'lazy-library' } : undefined,
    );
    // Modules that are lazy themselves (`lazyModules.mjs`) ask for what they use of a library.
    onResolve({ filter: /./ }, ({ path: name, kind, importer }) =>
      kind === 'require-call' && isOurs(importer) && isBeside(name)
        ? { path: placeOf(name), external: true }
        : undefined,
    );
    onResolve({ filter: /^(hyparquet|fzstd$)/ }, ({ path: name, kind }) =>
      kind === 'dynamic-import' && name in IMPORTED_LATE
        ? { path: `./libraries/${IMPORTED_LATE[name]}.js`, external: true }
        : undefined,
    );
    onResolve({ filter: /^\.\/index$/ }, ({ kind, importer }) =>
      kind === 'dynamic-import' && importer === path.join(root, OWN.from)
        ? { path: `./libraries/${OWN.name}.js`, external: true }
        : undefined,
    );
    onResolve({ filter: /^\.\/(libraries|awsSdk)\//, namespace: 'lazy-library' }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    onLoad({ filter: /.*/, namespace: 'lazy-library' }, ({ path: name }) => ({ contents: wrapped(name) }));
    onResolve({ filter: /^node:/ }, ({ path: name, kind, namespace }) =>
      kind === 'import-statement' && namespace === 'file' ? { path: name, namespace: 'node-module' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'node-module' }, ({ path: name }) => ({ contents: shared(name) }));
  },
};

function wrapped(name) {
  const library = require(name === COPIED[0] ? path.join(root, name) : name);
  const load = `let loaded;\nconst load = () => (loaded ??= require(${JSON.stringify(placeOf(name))}));\n`;
  if (typeof library === 'function') return `${load}export default (...args) => load()(...args);\n`;
  const functions = Object.keys(library).filter((key) => typeof library[key] === 'function');
  const named = functions.map((key) => `export const ${key} = ${standIn(library[key], `load().${key}`)};\n`).join('');
  // Whoever imports one of Node's modules as a whole reads its members where they are used.
  const whole = 'export default /* @__PURE__ */ new Proxy({}, { get: (_, key) => load()[key] });\n';
  return load + named + (OF_NODE.includes(name) ? whole : '');
}

/** One for all that import it: esbuild would copy every name of it for each of them. */
function shared(name) {
  const names = Object.getOwnPropertyNames(require(name)).filter(
    (key) => /^[a-zA-Z]\w*$/.test(key) && key !== 'default',
  );
  const named = names.map((key) => `const its_${key} = /* @__PURE__ */ (() => whole.${key})();`);
  const given = names.map((key) => `its_${key} as ${key}`).join(', ');
  return `const whole = require(${JSON.stringify(name)});\n${named.join('\n')}\nexport { whole as default, ${given} };\n`;
}

function placeOf(name) {
  if (OF_NODE.includes(name)) return name;
  return isCopied(name) ? COPIED[1] : `./libraries/${name}.js`;
}

function isCopied(name) {
  return path.basename(name) === path.basename(COPIED[0]);
}

function isBeside(name) {
  return LIBRARIES.includes(name) || isCopied(name);
}

function isOurs(file) {
  return file.endsWith('.ts') && !file.includes('node_modules');
}

function standIn(exported, real) {
  if (!isClass(exported)) return `(...args) => ${real}(...args)`;
  // Not a class itself: of that the prototype could not be given as that of another.
  const traps = `{ construct: (_, args) => new (${real})(...args), get: (_, key) => Reflect.get(${real}, key) }`;
  return `/* @__PURE__ */ new Proxy(function () {}, ${traps})`;
}

/** Those of Node that are older than classes are told by what they can do. */
function isClass(exported) {
  return /^class\b/.test(String(exported)) || Object.keys(exported.prototype ?? {}).length > 0;
}

/** The libraries themselves, beside the bundles that ask for them. */
export const libraryBundle = {
  entryPoints: Object.fromEntries([
    ...LIBRARIES.map((name) => [name, require.resolve(name)]),
    ...Object.entries(IMPORTED_LATE).map(([name, file]) => [file, name]),
    [OWN.name, OWN.door],
  ]),
  plugins: [],
};
