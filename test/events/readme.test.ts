/** The table of sources in the README: `UPDATE=1` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { EVENT_SOURCES } from '../../events';

const file = path.resolve(__dirname, '../../README.md');
const PLACE = /(<!-- events -->\n)[^]*?(<!-- \/events -->)/;

test('the README names every source', async () => {
  const services = [...new Set(EVENT_SOURCES.map(({ service }) => service))];
  const rows = services.map((service) => {
    const names = EVENT_SOURCES.filter((source) => source.service === service).map(({ name }) => `\`${name}\``);
    return `| ${service} | ${names.join(', ')} |`;
  });
  const table = await prettier.format(['| caller | sample events |', '| --- | --- |', ...rows].join('\n'), {
    parser: 'markdown',
    printWidth: 140,
  });
  const text = readFileSync(file, 'utf8');
  const wanted = text.replace(PLACE, (_, before: string, after: string) => `${before}\n${table}\n${after}`);
  if (process.env['UPDATE']) writeFileSync(file, wanted);
  else expect(text).toBe(wanted);
  expect(wanted).toContain('`cognito-pre-token-v3`');
});
