/** Every panel has all its parts; the compiler finds the one without a class in `client/panels`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../messages/ids';

const root = path.resolve(__dirname, '..', '..');
const { activationEvents } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  activationEvents: string[];
};

describe.each(Object.entries(VIEWS))('the panel %s', (name, view) => {
  it.each([`webview/${name}/main.ts`, `webview/${name}/${name}.css`, `messages/${name}Webview.ts`])('has %s', (file) =>
    expect(existsSync(path.join(root, file))).toBe(true),
  );

  it('draws into its element of the page', () => {
    expect(readFileSync(path.join(root, 'webview', name, 'main.ts'), 'utf8')).toContain(`'stepwise-${name}'`);
  });

  it('wakes Stepwise when VS Code opens it again', () => {
    expect(activationEvents).toContain(`onWebviewPanel:${view}`);
  });
});

it('leaves no folder of webview without a panel', () => {
  expect(readdirSync(path.join(root, 'webview')).sort()).toEqual(Object.keys(VIEWS).sort());
});
