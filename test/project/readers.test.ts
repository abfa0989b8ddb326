import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_READERS } from '../../project/readers';
import { filesOnDisk, findProjectFolder, functionsInFile, readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const REPOSITORY = path.resolve(__dirname, '..', '..');

test('each file beside the table is in it', () => {
  const others = ['index.ts', 'reader.ts', 'plainFolder.ts'];
  const files = readdirSync(path.join(REPOSITORY, 'project/readers')).filter((file) => !others.includes(file));
  expect(files).toHaveLength(PROJECT_READERS.length);
});

/** Of globs with `*` and `{a,b}`. */
function patternOf(glob: string): RegExp {
  const pattern = glob.replaceAll('.', '\\.').replaceAll('*', '.*');
  return new RegExp(`^${pattern.replace(/\{([^}]*)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`)}$`);
}

describe.each(PROJECT_READERS)('$name', ({ markFiles }) => {
  test('starts the extension in a workspace that has its usual file', () => {
    const manifest = readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8');
    const { activationEvents } = JSON.parse(manifest) as { activationEvents: string[] };
    const globs = activationEvents.flatMap((event) => event.split('workspaceContains:**/')[1] ?? []);
    expect(globs.some((glob) => patternOf(glob).test(markFiles[0]!))).toBe(true);
  });

  // Even where it cannot be read, somebody must say so.
  test.each(markFiles)('knows a folder with a broken %s as a project', (name) => {
    const folder = temporaryFolder({ [`${name}/inside`]: '', 'src/flow.asl.json': '{}' });
    expect(findProjectFolder(path.join(folder, 'src/flow.asl.json'))).toBe(folder);
    expect(readProject(folder).problems).toMatchObject([{ message: expect.stringContaining(name) as unknown }]);
  });
});

test.each([
  ['written by people', '\n// …', 300, ['charge']],
  ['as a minifier leaves it', '/* … */', 3000, []],
  ['longer than people write', '\n// …', 90_000, []],
])('a file %s is searched for functions accordingly', (_, more, times, found) => {
  const folder = temporaryFolder({ 'charge.js': `exports.handler = async () => 1;${more.repeat(times)}` });
  const { functions } = readProject(folder);
  expect(functions.map(({ name }) => name)).toEqual(found);
  // Called by its name it is one all the same.
  expect(functionsInFile(readProject(folder), path.join(folder, 'charge.js'), filesOnDisk())).toHaveLength(1);
});
