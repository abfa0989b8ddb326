/** Where imports lead: to the project's own files, as bundlers and compilers have them, and to the sources of what is not built. */
import { symlinkSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { filesOnDisk } from '../../project';
import { importRoot, moduleFile, ownPythonFolders } from '../../project/imports';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Case {
  readonly what: string;
  readonly files: { readonly [file: string]: string };
  readonly from: string;
  /** Specifier → the file; undefined: none of the project's. */
  readonly leads: { readonly [specifier: string]: string | undefined };
  /** Names of packages → their folders, as a package manager links them. */
  readonly links?: { readonly [name: string]: string };
  /** esbuild has no such rule: why. */
  readonly alone?: string;
}

const JAVASCRIPT: readonly Case[] = [
  {
    what: 'paths, with and without endings',
    files: {
      'src/a.ts': '',
      'src/b.ts': '',
      'src/c.mts': '',
      'src/d.tsx': '',
      'src/e/index.ts': '',
      'src/f.js': '',
      'src/g.json': '{}',
      'lib/h.cts': '',
      'src/k/package.json': '{"main":"start.js"}',
      'src/k/start.js': '',
    },
    from: 'src/a.ts',
    leads: {
      './b': 'src/b.ts',
      './b.js': 'src/b.ts',
      './c.mjs': 'src/c.mts',
      './d': 'src/d.tsx',
      './d.jsx': 'src/d.tsx',
      './e': 'src/e/index.ts',
      './f': 'src/f.js',
      './g.json': 'src/g.json',
      './g': 'src/g.json',
      '../lib/h.cjs': 'lib/h.cts',
      './k': 'src/k/start.js',
      './none': undefined,
      'node:fs': undefined,
    },
  },
  {
    what: 'the source beside what was compiled of it',
    alone: 'it takes the file that is named, however old',
    files: { 'a.ts': '', 'b.ts': '', 'b.js': '' },
    from: 'a.ts',
    leads: { './b.js': 'b.ts', './b': 'b.ts' },
  },
  {
    what: 'aliases of the nearest tsconfig.json and of those that it extends',
    files: {
      'tsconfig.base.json':
        '{ "compilerOptions": { "paths": { "@shop/*": ["./libs/*/src"], "@all": ["./libs/all.ts"] } } }',
      'apps/api/tsconfig.json': '{ /* the app */ "extends": "../../tsconfig.base.json", }',
      'apps/api/src/a.ts': '',
      'libs/orders/src/index.ts': '',
      'libs/all.ts': '',
    },
    from: 'apps/api/src/a.ts',
    leads: {
      '@shop/orders': 'libs/orders/src/index.ts',
      '@all': 'libs/all.ts',
      '@shop/none': undefined,
      '@al': undefined,
    },
  },
  {
    what: 'of a list that is extended the last, and a base of its own',
    files: {
      'config/one.json': '{ "compilerOptions": { "baseUrl": "./from-one", "paths": { "#x": ["one.ts"] } } }',
      'config/two.json': '{ "compilerOptions": { "baseUrl": "../lib", "paths": { "~/*": ["*"] } } }',
      'tsconfig.json': '{ "extends": ["./config/one", "./config/two"] }',
      'a.ts': '',
      'lib/b.ts': '',
    },
    from: 'a.ts',
    leads: { '~/b': 'lib/b.ts', b: 'lib/b.ts' },
  },
  {
    what: 'aliases of a configuration in a package',
    files: {
      'node_modules/@tsconfig/house/tsconfig.json':
        '{ "compilerOptions": { "paths": { "~/*": ["${configDir}/src/*"] } } }',
      'tsconfig.json': '{ "extends": "@tsconfig/house/tsconfig.json" }',
      'src/a.ts': '',
      'src/b.ts': '',
    },
    from: 'src/a.ts',
    leads: { '~/b': 'src/b.ts' },
  },
  {
    what: 'aliases of a configuration that another refers to',
    alone: 'it reads no references',
    files: {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.lib.json" }] }',
      'tsconfig.lib.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
      'src/a.ts': '',
      'src/b.ts': '',
    },
    from: 'src/a.ts',
    leads: { '~/b': 'src/b.ts' },
  },
  {
    what: 'aliases of configurations that extend each other',
    alone: 'it refuses them',
    files: {
      'tsconfig.json': '{ "extends": ["./other", "./other"] }',
      'other.json': '{ "extends": ["./tsconfig", "./other"], "compilerOptions": { "baseUrl": "." } }',
      'a.ts': '',
      'b.ts': '',
    },
    from: 'a.ts',
    leads: { b: 'b.ts' },
  },
  {
    what: 'imports and exports of the package itself',
    files: {
      'package.json': JSON.stringify({
        name: 'shop',
        imports: {
          '#db': { browser: './src/db.browser.ts', default: './src/db.ts' },
          '#lib/*': './src/lib/*.ts',
          '#lib/inner/*.js': './src/inner/*.ts',
          '#other': 'left-pad',
        },
        exports: { '.': './src/index.ts', './price': { import: './src/price.ts' } },
      }),
      'src/a.ts': '',
      'src/db.ts': '',
      'src/db.browser.ts': '',
      'src/lib/tax.ts': '',
      'src/inner/deep/rate.ts': '',
      'src/index.ts': '',
      'src/price.ts': '',
    },
    from: 'src/a.ts',
    leads: {
      '#db': 'src/db.ts',
      '#lib/tax': 'src/lib/tax.ts',
      '#lib/inner/deep/rate.js': 'src/inner/deep/rate.ts',
      '#other': undefined,
      '#none': undefined,
      shop: 'src/index.ts',
      'shop/price': 'src/price.ts',
      'shop/src/price': undefined,
    },
  },
  {
    what: 'packages of a workspace that name their sources',
    files: {
      'package.json': '{ "workspaces": ["packages/*", "!packages/old"] }',
      'packages/api/package.json': '{ "name": "api" }',
      'packages/api/src/a.ts': '',
      'packages/orders/package.json': '{ "name": "@shop/orders", "main": "src/index.ts" }',
      'packages/orders/src/index.ts': '',
      'packages/orders/src/price.ts': '',
      'packages/tax/package.json': '{ "name": "@shop/tax", "exports": { "./*": "./src/*.ts" } }',
      'packages/tax/src/rate.ts': '',
    },
    links: { '@shop/orders': 'packages/orders', '@shop/tax': 'packages/tax' },
    from: 'packages/api/src/a.ts',
    leads: {
      '@shop/orders': 'packages/orders/src/index.ts',
      '@shop/orders/src/price': 'packages/orders/src/price.ts',
      '@shop/tax/rate': 'packages/tax/src/rate.ts',
      '@shop/tax': undefined,
      '@shop/none': undefined,
      'left-pad': undefined,
    },
  },
  {
    what: 'packages of a workspace that are not built',
    alone: 'it wants the build',
    files: {
      'pnpm-workspace.yaml': 'packages:\n  - apps/**\n  - "libs/*"\n',
      'apps/web/api/package.json': '{ "name": "api" }',
      'apps/web/api/a.js': '',
      'libs/one/package.json': '{ "name": "one", "main": "dist/index.js", "types": "dist/index.d.ts" }',
      'libs/one/src/index.ts': '',
      'libs/one/src/more.ts': '',
      'libs/two/package.json':
        '{ "name": "two", "exports": { ".": { "types": "./build/main.d.ts", "default": "./build/main.js" }, "./*": "./build/*.js" } }',
      'libs/two/tsconfig.json': '{ "compilerOptions": { "outDir": "build", "rootDir": "code" } }',
      'libs/two/code/main.ts': '',
      'libs/two/code/inner/part.ts': '',
      'libs/three/package.json':
        '{ "name": "three", "exports": { ".": { "types": "./lib.ts", "default": "./out/lib.js" } } }',
      'libs/three/lib.ts': '',
      'libs/four/package.json': '{ "name": "four" }',
      'libs/four/src/index.ts': '',
    },
    from: 'apps/web/api/a.js',
    leads: {
      one: 'libs/one/src/index.ts',
      'one/more': 'libs/one/src/more.ts',
      'one/dist/more': 'libs/one/src/more.ts',
      two: 'libs/two/code/main.ts',
      'two/inner/part': 'libs/two/code/inner/part.ts',
      three: 'libs/three/lib.ts',
      four: 'libs/four/src/index.ts',
    },
  },
  {
    what: 'a package by its path, and one of Lerna',
    alone: 'nothing links them',
    files: {
      'lerna.json': '{ "packages": ["modules/*"] }',
      'fn/package.json': '{ "dependencies": { "shared": "file:../shared", "gone": "file:../gone" } }',
      'fn/a.mjs': '',
      'shared/package.json': '{ "name": "other-name", "main": "./main" }',
      'shared/main.js': '',
      'modules/log/package.json': '{ "name": "log" }',
      'modules/log/index.js': '',
    },
    from: 'fn/a.mjs',
    leads: { shared: 'shared/main.js', gone: undefined, log: 'modules/log/index.js' },
  },
];

const shown = (folder: string, file: string | undefined): string | undefined =>
  file && path.relative(folder, file).replaceAll(path.sep, '/');

test.each(JAVASCRIPT)('JavaScript: $what', ({ files, from, leads }) => {
  const folder = temporaryFolder(files);
  const disk = filesOnDisk();
  const found = Object.keys(leads).map((each) => [
    each,
    shown(folder, moduleFile(each, path.join(folder, from), { roots: [] }, disk)),
  ]);
  expect(Object.fromEntries(found)).toEqual(leads);
});

test.each(JAVASCRIPT.filter(({ alone }) => alone === undefined))('as esbuild: $what', async (each) => {
  const folder = temporaryFolder(each.files);
  for (const [name, target] of Object.entries(each.links ?? {})) {
    const link = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(folder, target), link, 'dir');
  }
  const found: [string, string | undefined][] = [];
  const asks: esbuild.Plugin = {
    name: 'asks',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^asked$/ }, async () => {
        const resolveDir = path.dirname(path.join(folder, each.from));
        for (const specifier of Object.keys(each.leads)) {
          const {
            path: file,
            errors,
            external,
          } = await resolve(specifier, {
            kind: 'import-statement',
            importer: path.join(folder, each.from),
            resolveDir,
          });
          found.push([specifier, errors.length > 0 || external ? undefined : shown(folder, file)]);
        }
        return { path: 'asked', external: true };
      });
    },
  };
  await esbuild.build({
    stdin: { contents: 'import "asked"', resolveDir: folder },
    bundle: true,
    write: false,
    platform: 'node',
    logLevel: 'silent',
    plugins: [asks],
  });
  expect(Object.fromEntries(found)).toEqual(each.leads);
});

const PYTHON: readonly (Omit<Case, 'links' | 'alone'> & { readonly roots: readonly string[] })[] = [
  {
    what: 'modules and packages, the first folder first',
    files: {
      'fn/app.py': '',
      'fn/orders/__init__.py': '',
      'fn/orders/price.py': '',
      'fn/orders/tax/rate.py': '',
      'layer/orders.py': '',
      'layer/shared/log.py': '',
    },
    roots: ['fn', 'layer'],
    from: 'fn/app.py',
    leads: {
      orders: 'fn/orders/__init__.py',
      'orders.price': 'fn/orders/price.py',
      'orders.tax.rate': 'fn/orders/tax/rate.py',
      'shared.log': 'layer/shared/log.py',
      shared: undefined,
      os: undefined,
    },
  },
  {
    what: 'relative ones',
    files: { 'shop/__init__.py': '', 'shop/a.py': '', 'shop/b.py': '', 'shop/in/__init__.py': '', 'shop/in/c.py': '' },
    roots: ['.'],
    from: 'shop/in/c.py',
    leads: { '.': 'shop/in/__init__.py', '..a': 'shop/a.py', '..': 'shop/__init__.py', '.none': undefined },
  },
];

test.each(PYTHON)('Python: $what', ({ files, from, leads, roots }) => {
  const folder = temporaryFolder(files);
  const disk = filesOnDisk();
  const places = { roots: roots.map((each) => path.join(folder, each)) };
  const found = Object.keys(leads).map((each) => [
    each,
    shown(folder, moduleFile(each, path.join(folder, from), places, disk)),
  ]);
  expect(Object.fromEntries(found)).toEqual(leads);
});

const MEMBER = {
  'packages/shared/pyproject.toml': '[project]\nname = "acme_shared"\n',
  'packages/shared/src/acme/x.py': '',
};

test.each<[what: string, files: { readonly [file: string]: string }, folders: readonly string[]]>([
  [
    'a member of the workspace that is taken, by any spelling of its name',
    {
      ...MEMBER,
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      'packages/other/pyproject.toml': '[project]\nname = "other"\n',
      'fn/pyproject.toml': '[tool.uv.sources]\nacme-shared = { workspace = true }\n',
    },
    ['packages/shared/src'],
  ],
  [
    'a member that nobody takes',
    { ...MEMBER, 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n', 'fn/pyproject.toml': '' },
    [],
  ],
  [
    'paths, and those of what lies there',
    {
      'fn/pyproject.toml':
        '[tool.poetry.dependencies]\na = { path = "../a", develop = true }\n[tool.poetry.group.dev.dependencies]\nb = { path = "../b" }\n',
      'a/pyproject.toml': '[tool.uv.sources]\nc = { path = "../c", editable = true }\n',
      'a/a.py': '',
      'b/src/b.py': '',
      'c/c.py': '',
    },
    ['a', 'b/src', 'c'],
  ],
  ['a Pipfile', { 'fn/Pipfile': '[packages]\na = { editable = true, path = "./../a" }\n', 'a/a.py': '' }, ['a']],
  [
    'requirements, from their folder or one above',
    {
      'fn/requirements.txt': 'boto3\n./packages/a\n-e ../b # ours\nfile:../c\n../none\ngit+https://example.com/d.git\n',
      'packages/a/setup.py': '',
      'b/setup.py': '',
      'c/setup.py': '',
    },
    ['packages/a', 'b', 'c'],
  ],
])('Python’s own packages: %s', (_, files, folders) => {
  const folder = temporaryFolder({ '.git/HEAD': '', 'fn/app.py': '', ...files });
  const found = ownPythonFolders(path.join(folder, 'fn'), filesOnDisk());
  expect(found.map((each) => shown(folder, each))).toEqual(folders);
});

test.each<[what: string, text: string, root: string]>([
  ['its own folder', 'import json\nfrom near import x', 'repo/src/shop/orders'],
  ['a folder that is no package', 'from shop.text import up', 'repo/src'],
  ['a module of the folder above', 'import text', 'repo/src/shop'],
  ['what lies above the repository', 'import outside', 'repo/src/shop/orders'],
])('Python imports from %s', (_, text, root) => {
  const folder = temporaryFolder({
    'outside.py': '',
    'repo/.git/HEAD': '',
    'repo/src/shop/text.py': '',
    'repo/src/shop/orders/app.py': text,
    'repo/src/shop/orders/near.py': '',
  });
  expect(shown(folder, importRoot(path.join(folder, 'repo/src/shop/orders/app.py'), filesOnDisk()))).toBe(root);
});
