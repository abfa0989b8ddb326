/** What handlers import of their own project is there when they run, though nothing is built or installed. */
import { test } from 'vitest';
import { checkOnly } from '../cli/check';

const WORKSPACE = {
  'package.json': '{ "workspaces": ["apps/*", "libs/*"] }',
  'libs/tax/package.json': '{ "name": "@shop/tax", "main": "dist/index.js" }',
  'libs/tax/src/index.ts':
    "import { rate } from './rate.js';\nexport const tax = (sum: number): number => sum * rate;\n",
  'libs/tax/src/rate.ts': 'export const rate: number = 2;\n',
  'apps/api/package.json': '{ "name": "api", "dependencies": { "@shop/tax": "workspace:*" } }',
};

test.each<[what: string, handler: string, files: { readonly [file: string]: string }]>([
  [
    'a package of the workspace that is not built, from TypeScript',
    'apps/api/app.ts',
    {
      ...WORKSPACE,
      'apps/api/app.ts': "import { tax } from '@shop/tax';\nexport const handler = async () => tax(4);\n",
    },
  ],
  [
    'the same from JavaScript',
    'apps/api/app.js',
    {
      ...WORKSPACE,
      'apps/api/app.js': "const { tax } = require('@shop/tax');\nexports.handler = async () => tax(4);\n",
    },
  ],
  [
    'the same from a module',
    'apps/api/app.mjs',
    {
      ...WORKSPACE,
      'apps/api/app.mjs': "import { tax } from '@shop/tax';\nexport const handler = async () => tax(4);\n",
    },
  ],
  [
    'an alias of JavaScript',
    'src/app.js',
    {
      'jsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/lib/*"] } } }',
      'src/app.js': "import { eight } from '~/eight';\nexport const handler = async () => eight;\n",
      'src/lib/eight.js': 'export const eight = 8;\n',
    },
  ],
  [
    'a module of JavaScript without its ending',
    'app.js',
    {
      'package.json': '{ "type": "module" }',
      'app.js': "import { eight } from './eight';\nexport const handler = async () => eight;\n",
      'eight.js': 'export const eight = 8;\n',
    },
  ],
  [
    'the source beside what was compiled of it',
    'app.ts',
    {
      'app.ts': "import { eight } from './eight.js';\nexport const handler = async () => eight;\n",
      'eight.ts': 'export const eight: number = 8;\n',
      'eight.js': 'export const eight = "old";\n',
    },
  ],
  [
    'a package of Python that requirements.txt takes by its path',
    'fn/app.py',
    {
      'fn/app.py': 'from shared.sums import double\n\ndef handler(event, context):\n    return double(4)\n',
      'fn/requirements.txt': '../libs/shared\n',
      'libs/shared/shared/sums.py': 'def double(n):\n    return n * 2\n',
    },
  ],
])('%s', (_, handler, files) => checkOnly(['invoke', handler, '--event', '{}'], { files }, { code: 0, out: '8\n' }));

test('elements in a file of JavaScript', async () => {
  const files = {
    'app.js': `const React = require('react');
const Page = ({ name }) => <b>{name}</b>;
exports.handler = async () => Page({ name: 'Ann' });
`,
    'node_modules/react/package.json': '{ "name": "react", "main": "index.js" }',
    'node_modules/react/index.js': 'exports.createElement = (...parts) => parts.filter(Boolean).join(" ");\n',
  };
  await checkOnly(['invoke', 'app.js', '--event', '{}'], { files }, { code: 0, out: '"b Ann"\n' });
});

test('JavaScript that Node.js loads by itself runs as it is', async () => {
  const files = {
    'package.json': '{ "name": "own", "exports": { "./more": "./more.js" } }',
    'app.js':
      "/** @param {import('./types').Order} order */\nconst { more } = require('own/more');\nconst { text } = require('./lib');\nexports.handler = async () => [more, text, __filename === module.filename];\n",
    'more.js': 'exports.more = 1;\n',
    'types.ts': 'export interface Order { id: string }\n',
    'lib/index.js': 'exports.text = "a < b && c > d";\n',
  };
  await checkOnly(['invoke', 'app.js', '--event', '{}'], { files }, { code: 0, out: '[1,"a < b && c > d",true]\n' });
});
