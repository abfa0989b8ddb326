/** Breakpoints in projects of other layouts are there before the code runs for the first time: it runs once. */
import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { framesOf, goOn, recordDebugging } from '../../harness/debugRecorder';
import { behind, openText, workspaceFile } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

interface Layout {
  readonly name: string;
  readonly files: { readonly [file: string]: string };
  /** From what to where. */
  readonly links?: { readonly [link: string]: string };
  readonly program: string;
  readonly function: string;
  /** Where the breakpoint stands: on the line that holds the text. */
  readonly file: string;
  readonly line: string;
  readonly needs?: string;
}

const lines = (...written: readonly string[]): string => [...written, ''].join('\n');
/** Of code whose lines are those of its source. */
const mapOf = (source: string, count: number): string =>
  JSON.stringify({ version: 3, sources: [source], names: [], mappings: `AAAA${';AACA'.repeat(count - 1)}` });
const BUILT = lines(
  '"use strict";',
  'exports.price = async function (order) {',
  '  const net = order.net;',
  '  return net * 1.2;',
  '};',
);
const EVENT = { net: 10 };

const LAYOUTS: readonly Layout[] = [
  {
    name: 'TypeScript with an alias of tsconfig, at the top of a module',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "~lib/*": ["code/library/*"] } } }',
      'code/api/price.ts':
        'import { rate } from "~lib/rates";\nexport const price = async (e: { net: number }) => e.net * rate;\n',
      'code/library/rates.ts': 'const vat: number = 20;\nexport const rate = 1 + vat / 100;\n',
    },
    program: 'code/api/price.ts',
    function: 'price',
    file: 'code/library/rates.ts',
    line: 'export const rate',
  },
  {
    name: 'a workspace of TypeScript packages',
    files: {
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'packages/money/package.json': '{ "name": "@acme/money", "main": "src/index.ts" }',
      'packages/money/src/index.ts': lines(
        'export function gross(net: number): number {',
        '  const factor = 1.2;',
        '  return net * factor;',
        '}',
      ),
      'packages/checkout/package.json': '{ "name": "checkout", "dependencies": { "@acme/money": "*" } }',
      'packages/checkout/handlers/price.ts': lines(
        'import { gross } from "@acme/money";',
        'export const price = async (event: { net: number }) => gross(event.net);',
      ),
    },
    links: { 'node_modules/@acme/money': 'packages/money' },
    program: 'packages/checkout/handlers/price.ts',
    function: 'price',
    file: 'packages/money/src/index.ts',
    line: 'const factor',
  },
  {
    name: 'an asset of the CDK, by the map that the bundler left',
    files: {
      'cdk.json': '{ "app": "node bin/app.js" }',
      'lambda/price.ts': BUILT,
      'cdk.out/asset.3f1c/index.js': `${BUILT}//# sourceMappingURL=index.js.map\n`,
      'cdk.out/asset.3f1c/index.js.map': mapOf('../../lambda/price.ts', 5),
    },
    program: 'cdk.out/asset.3f1c/index.js',
    function: 'price',
    file: 'lambda/price.ts',
    line: 'const net',
  },
  {
    name: 'a package of Python with a relative import',
    files: {
      'services/billing/__init__.py': '',
      'services/billing/rates.py': 'VAT = 20\nRATE = 1 + VAT / 100\n',
      'services/billing/app.py': lines(
        'from services.billing.rates import RATE',
        '',
        '',
        'def lambda_handler(event, context):',
        '    return event["net"] * RATE',
      ),
      'template.yaml': lines(
        'Transform: AWS::Serverless-2016-10-31',
        'Resources:',
        '  Billing:',
        '    Type: AWS::Serverless::Function',
        '    Properties: { Runtime: python3.12, CodeUri: ., Handler: services.billing.app.lambda_handler }',
      ),
    },
    program: 'template.yaml',
    function: 'Billing',
    file: 'services/billing/rates.py',
    line: 'RATE = 1',
    needs: 'STEPWISE_E2E_PYTHON',
  },
  {
    name: 'a layer of Python',
    files: {
      'template.yaml': lines(
        'Transform: AWS::Serverless-2016-10-31',
        'Resources:',
        '  Shared: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: shared } }',
        '  Price:',
        '    Type: AWS::Serverless::Function',
        '    Properties: { Runtime: python3.11, CodeUri: price, Handler: app.price, Layers: [!Ref Shared] }',
      ),
      'price/app.py': lines(
        'import money',
        '',
        '',
        'def price(event, context):',
        '    return money.gross(event["net"])',
      ),
      'shared/python/lib/python3.11/site-packages/money.py': lines(
        'def gross(net):',
        '    factor = 1.2',
        '    return net * factor',
      ),
    },
    program: 'template.yaml',
    function: 'Price',
    file: 'shared/python/lib/python3.11/site-packages/money.py',
    line: 'factor = 1.2',
    needs: 'STEPWISE_E2E_PYTHON',
  },
  {
    name: 'a built package of TypeScript beside the handler',
    files: {
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'packages/money/package.json': '{ "name": "@acme/money", "main": "dist/index.js" }',
      'packages/money/src/index.ts': BUILT,
      'packages/money/dist/index.js': `${BUILT}//# sourceMappingURL=index.js.map\n`,
      'packages/money/dist/index.js.map': mapOf('../src/index.ts', 5),
      'packages/shop/package.json': '{ "name": "shop", "dependencies": { "@acme/money": "*" } }',
      'packages/shop/app.js': lines(
        'const money = require("@acme/money");',
        'exports.price = (event) => money.price(event);',
      ),
    },
    links: { 'node_modules/@acme/money': 'packages/money' },
    program: 'packages/shop/app.js',
    function: 'price',
    file: 'packages/money/src/index.ts',
    line: 'const net',
  },
];

describe('A breakpoint in a project of another layout', () => {
  const debug = recordDebugging();

  for (const [index, layout] of LAYOUTS.entries()) {
    if (layout.needs !== undefined && !process.env[layout.needs]) continue;
    it(`stops in ${layout.name}`, async () => {
      const root = `e2e/layout-${index}`;
      for (const [file, text] of Object.entries({ ...layout.files, '.git/HEAD': '' })) {
        const { fsPath } = workspaceFile(`${root}/${file}`);
        await mkdir(path.dirname(fsPath), { recursive: true });
        await writeFile(fsPath, text);
      }
      for (const [link, to] of Object.entries(layout.links ?? {})) {
        const { fsPath } = workspaceFile(`${root}/${link}`);
        await mkdir(path.dirname(fsPath), { recursive: true });
        await symlink(workspaceFile(`${root}/${to}`).fsPath, fsPath, 'junction').catch(() => undefined);
      }
      const { document } = await openText(`${root}/${layout.file}`);
      const { line } = behind(document, layout.line);
      vscode.debug.addBreakpoints([
        new vscode.SourceBreakpoint(new vscode.Location(document.uri, new vscode.Position(line, 0))),
      ]);
      await vscode.debug.startDebugging(undefined, {
        type: 'stepwise-handler',
        request: 'launch',
        name: 'layout',
        program: workspaceFile(`${root}/${layout.program}`).fsPath,
        function: layout.function,
        input: EVENT,
      });
      const stop = await debug.nextStop();
      const [frame] = await framesOf(stop);
      assert.ok(frame!.source?.path?.endsWith(`${root}/${layout.file}`), frame!.source?.path);
      assert.equal(frame!.line, line + 1);
      await goOn(stop);
      await debug.ends();
      assert.match(debug.output(), /\b12\b/);
      await handlersEnd();
    });
  }
});
