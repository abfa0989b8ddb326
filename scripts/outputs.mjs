// What a build makes and a package holds: `build.mjs` builds from it, and a test compares `.vscodeignore` with it
// (`UPDATE=1` writes that).
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { libraryBundle } from './lazyLibraries.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What is bundled from what: doors of processes, and what these load. The debugger is a command. */
export const BUNDLES = {
  client: ['client/extension.ts', 'dist/client.js'],
  server: ['server/start.ts', 'dist/server.js'],
  languageServer: ['server/main.ts', 'dist/languageServer.js'],
  cli: ['cli/start.ts', 'dist/cli.js'],
  commands: ['cli/main.ts', 'dist/commands.js'],
};

/** The pages of panels, a folder each: `main.ts` is bundled, the styles are copied. */
export const PAGES = readdirSync(path.join(root, 'webview'));
export const PAGES_FOLDER = 'dist/webview';

/** Large libraries, each loaded when it is needed. */
export const LIBRARIES_FOLDER = 'dist/libraries';

/** Files that run or are read as they are: handler bootstraps, the webview's styles. */
export const COPIES = [
  ['lambda/bootstrap', 'dist/lambda'],
  ['processes/inside', 'dist/processes'],
  ['run/awsSdk/worker', 'dist/awsSdk'],
  ...PAGES.map((name) => [`webview/${name}/${name}.css`, `${PAGES_FOLDER}/${name}.css`]),
];

/** What AWS's services take and give, a compressed table each. */
export const TABLES_FOLDER = 'dist/services';

export const NOTICES = 'dist/THIRD-PARTY-NOTICES.txt';

/** Types of a file that is copied, and what Python leaves beside one: of no use to anybody who runs it. */
export const LEFT_OUT = /\.d\.c?ts$|__pycache__/;

/** Beside what is built: what VS Code, the market and people read. */
const AS_THEY_ARE = [
  'package.json',
  'package.nls*.json',
  'l10n/*.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  // The README's picture is not: in a package its address is the repository's.
  'media/icon.png',
  'media/runs.svg',
  'media/walkthrough/**',
  'samples/**',
];

/** Patterns of all that a package holds. */
export function shipped(manifest) {
  const copied = COPIES.map(([, to]) => (path.posix.extname(to) === '' ? `${to}/**` : to));
  const libraries = Object.keys(libraryBundle.entryPoints).map((name) => `${LIBRARIES_FOLDER}/${name}.js`);
  const pages = PAGES.map((name) => `${PAGES_FOLDER}/${name}.js`);
  const built = [
    ...Object.values(BUNDLES).map(([, file]) => file),
    ...pages,
    ...libraries,
    ...copied,
    `${TABLES_FOLDER}/**`,
    NOTICES,
  ];
  // esbuild, which `package.mjs` puts there.
  return [...AS_THEY_ARE, ...contributed(manifest), ...built.sort(), 'dist/node_modules/**'];
}

/** An allow-list: the text of `.vscodeignore`. */
export function ignoreFile(manifest) {
  return [
    '# What a user gets, and nothing else: made from scripts/outputs.mjs by UPDATE=1 npm run unit -- test/packaging.',
    '**',
    ...shipped(manifest).map((pattern) => `!${pattern}`),
    '',
  ].join('\n');
}

/** The files that the manifest's contributions are read from. */
function contributed({ contributes }) {
  const { languages, grammars, snippets, jsonValidation } = contributes;
  const named = [
    ...languages.map(({ configuration }) => configuration),
    ...[...grammars, ...snippets].map(({ path: file }) => file),
    // The others are made while the editor runs.
    ...jsonValidation.map(({ url }) => url).filter((url) => url.startsWith('./')),
  ];
  return [...new Set(named)].map((file) => file.replace(/^\.\//, '')).sort();
}
