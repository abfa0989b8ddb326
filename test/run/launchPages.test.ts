/** What people read about run options is made from their table. `UPDATE=1` writes it; a test fails where it is not what the table says. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { launchProperties, launchWords, optionsPage } from './launchPages';

const ROOT = path.join(__dirname, '..', '..');

interface Manifest {
  readonly contributes: {
    readonly debuggers: readonly {
      readonly type: string;
      /** A type that nobody writes into a launch configuration has none. */
      readonly configurationAttributes?: { readonly launch: { properties: object } };
    }[];
  };
}

/** The file as it is, and as the table says; both as text, so that the order counts. */
const PAGES: { readonly [file: string]: (now: string, file: string) => string | Promise<string> } = {
  'package.json'(now) {
    const manifest = JSON.parse(now) as Manifest;
    for (const { type, configurationAttributes } of manifest.contributes.debuggers) {
      if (configurationAttributes)
        configurationAttributes.launch.properties = launchProperties(type === 'stepwise' ? 'machine' : 'function');
    }
    return `${JSON.stringify(manifest, null, 2)}\n`;
  },
  'package.nls.json'(now) {
    const words = Object.entries(JSON.parse(now) as { readonly [name: string]: string });
    const place = words.findIndex(([name]) => name.startsWith('launch.'));
    const others = words.filter(([name]) => !name.startsWith('launch.'));
    const all = [...others.slice(0, place), ...Object.entries(launchWords()), ...others.slice(place)];
    return `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`;
  },
  async 'docs/options.md'(_now, file) {
    return format(optionsPage(), { ...(await resolveConfig(file)), parser: 'markdown' });
  },
};

test.each(Object.entries(PAGES))('%s says of run options what the table says', async (name, made) => {
  const file = path.join(ROOT, name);
  const now = process.env['UPDATE'] === '1' && name.endsWith('.md') ? '' : readFileSync(file, 'utf8');
  const wanted = await made(now, file);
  if (process.env['UPDATE'] === '1') writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8'), `UPDATE=1 writes ${name}; read the difference as code`).toBe(wanted);
});
