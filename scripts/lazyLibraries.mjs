// Leaves large libraries out of the bundles until a machine needs them: to read YAML and JSONata is a fifth of what
// `stepwise run` of a JSON machine would do beyond starting Node.
import { createRequire } from 'node:module';

const LIBRARIES = ['yaml', 'jsonata'];
/** Those the sources import only when they are needed: the name of the file for each. */
const IMPORTED_LATE = {
  'hyparquet/src/read.js': 'parquetRead',
  'hyparquet/src/metadata.js': 'parquetMetadata',
  'hyparquet/src/column.js': 'parquetColumn',
  'hyparquet/src/thrift.js': 'parquetThrift',
  'hyparquet-compressors': 'compressors',
  fzstd: 'zstandard',
};
const require = createRequire(import.meta.url);

/**
 * Each function a library exports becomes one of the same name that loads the library at its first call, from a
 * file of its own, and each class one that loads it where the first object is made or asked about.
 *
 * @type {import('esbuild').Plugin}
 */
export const lazyLibraries = {
  name: 'lazy-libraries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${LIBRARIES.join('|')})$`) }, ({ path: name }) => ({
      path: name,
      namespace: 'lazy-library',
    }));
    onResolve({ filter: /^(hyparquet|fzstd$)/ }, ({ path: name, kind }) =>
      kind === 'dynamic-import' && name in IMPORTED_LATE
        ? { path: `./libraries/${IMPORTED_LATE[name]}.js`, external: true }
        : undefined,
    );
    onResolve({ filter: /^\.\/libraries\//, namespace: 'lazy-library' }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    onLoad({ filter: /.*/, namespace: 'lazy-library' }, ({ path: name }) => ({ contents: wrapped(name) }));
  },
};

function wrapped(name) {
  const library = require(name);
  const load = `let loaded;\nconst load = () => (loaded ??= require('./libraries/${name}.js'));\n`;
  if (typeof library === 'function') return `${load}export default (...args) => load()(...args);\n`;
  const functions = Object.keys(library).filter((key) => typeof library[key] === 'function');
  return load + functions.map((key) => `export const ${key} = ${standIn(library[key], `load().${key}`)};\n`).join('');
}

function standIn(exported, real) {
  if (!/^class\b/.test(String(exported))) return `(...args) => ${real}(...args)`;
  // Not a class itself: of that the prototype could not be given as that of another.
  const traps = `{ construct: (_, args) => new (${real})(...args), get: (_, key) => Reflect.get(${real}, key) }`;
  return `/* @__PURE__ */ new Proxy(function () {}, ${traps})`;
}

/** The libraries themselves, beside the bundles that ask for them. */
export const libraryBundle = {
  entryPoints: Object.fromEntries([
    ...LIBRARIES.map((name) => [name, require.resolve(name)]),
    ...Object.entries(IMPORTED_LATE).map(([name, file]) => [file, name]),
  ]),
  plugins: [],
};
