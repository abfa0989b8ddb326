/** The door for contributors: what launch.json, the workflows and the forms of an issue name is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { HISTORY_VERSION, SETTINGS_VERSION } from '../../core/fileVersion';

const root = path.resolve(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string };
};

const GITHUB = '.github';
const files = readdirSync(path.join(root, GITHUB), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml'))
  .map((file) => path.join(GITHUB, file));

test.each(files)('%s is YAML, and the scripts that it runs are there', (file) => {
  expect(parseYaml(read(file))).toBeTypeOf('object');
  // A script that may be missing says so.
  const scripts = [...read(file).matchAll(/npm run ([\w:]+)(?! --if-present)(?![\w:])/g)].map(([, name]) => name ?? '');
  expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
});

test.each(['difference', 'fault'])('the form "%s" asks for what is needed to look', (form) => {
  const { body } = parseYaml(read(`${GITHUB}/ISSUE_TEMPLATE/${form}.yml`)) as { body: readonly { id?: string }[] };
  expect(body.map(({ id }) => id)).toEqual(expect.arrayContaining(['definition', 'input', 'history', 'version']));
});

test('the workflow tries three systems, and the oldest editor beside the newest', () => {
  const { jobs } = parseYaml(read(`${GITHUB}/workflows/test.yml`)) as {
    jobs: { systems: { strategy: { matrix: unknown } } };
  };
  expect(jobs.systems.strategy.matrix).toEqual({
    os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
    editor: ['newest', 'oldest'],
  });
});

test('launch.json starts tasks and files that are there', () => {
  const { configurations, compounds } = parseJsonc(read('.vscode/launch.json')) as {
    configurations: readonly { name: string; preLaunchTask?: string; program?: string; port?: number }[];
    compounds: readonly { configurations: readonly string[] }[];
  };
  const { tasks } = parseJsonc(read('.vscode/tasks.json')) as { tasks: readonly { label: string; script: string }[] };
  const labels = tasks.map(({ label }) => label);
  for (const { script } of tasks) expect(manifest.scripts).toHaveProperty([script]);
  for (const { preLaunchTask, program } of configurations) {
    if (preLaunchTask !== undefined) expect(labels).toContain(preLaunchTask);
    const file = program?.replace('${workspaceFolder}/', '') ?? '';
    if (!file.startsWith('dist/')) expect(existsSync(path.join(root, file))).toBe(true);
  }
  const names = configurations.map(({ name }) => name);
  for (const compound of compounds) expect(names).toEqual(expect.arrayContaining([...compound.configurations]));
  // The ports are the client's.
  const ports = configurations.flatMap(({ port }) => port ?? []);
  expect(read('client/languageClient.ts')).toContain(`--inspect=${ports[0]}`);
  expect(read('.vscode/launch.json')).toContain(`"STEPWISE_INSPECT_DEBUGGER": "${ports[1]}"`);
});

test('the schema of stepwise.json knows the version that is read', () => {
  const schema = JSON.parse(read('schemas/stepwise.schema.json')) as {
    properties: { version: { minimum: number; maximum: number } };
  };
  expect(schema.properties.version).toMatchObject({ minimum: 1, maximum: SETTINGS_VERSION });
  expect(read('docs/redrive.md')).toContain(`\`version\` is ${HISTORY_VERSION} today`);
});
