/** An index that hears of every change answers as a fresh reading does, and reads only what has changed. */
import fs, { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  concerning,
  filesOnDisk,
  findFunction,
  findProjectFolder,
  findProjectFor,
  functionsInFile,
  inventoryOf,
  ProjectIndex,
  readProject,
} from '../../project';
import type { FileChange, Files, Inventory } from '../../project';
import { loadProjectMachine } from '../../run/loadMachine';
import { temporaryFolder } from '../harness/temporaryFolder';

const FIXTURES = path.join(__dirname, '../fixtures/projects');

/** What readers ask the disk for, in order: `read template.yaml`, `list .`. */
function recording(files: Files, root: string, asked: string[]): Files {
  const note = <Answer>(what: string, file: string, answer: Answer): Answer => {
    asked.push(`${what} ${path.relative(root, file) || '.'}`);
    return answer;
  };
  return {
    ...files,
    read: (file, most) => note('read', file, files.read(file, most)),
    readSource: (file) => note('read', file, files.readSource(file)),
    problemOf: (file) => note('look', file, files.problemOf(file)),
    list: (folder) => note('list', folder, files.list(folder)),
  };
}

function indexOf(root: string, asked: string[] = [], isWatched = (_: string): boolean => true): ProjectIndex {
  return new ProjectIndex({ disk: () => recording(filesOnDisk(), root, asked), isWatched });
}

const around = (file: string, files: Files): string =>
  files.kept(`around ${file}`, (noted) => {
    const bounds = [path.dirname(path.dirname(file))];
    return readProject(findProjectFolder(file, { files: noted, bounds }), { files: noted, bounds, definition: file });
  }) as unknown as string;
const whole = (root: string, files: Files): unknown =>
  files.kept(`whole ${root}`, (noted) => readProject(root, { files: noted, isWhole: true }));
const shown = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));

/** The same numbers at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('after any changes of files the answer is that of a fresh reading', () => {
  const kinds = [
    'cfn-stored',
    'sam-nested',
    'serverless-files',
    'terraform-modules',
    'cdk-source-scopes',
    'plain-handlers',
  ];

  test.each([1, 2, 3])('seed %i', (seed) => {
    const root = temporaryFolder({ '.git/HEAD': '', 'flows/order.asl.json': '{"StartAt": "A", "States": {}}' });
    for (const kind of kinds) cpSync(path.join(FIXTURES, kind), path.join(root, kind), { recursive: true });
    const random = numbers(seed);
    const one = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
    const index = indexOf(root);
    for (let step = 0; step < 8; step++) {
      const told = change(root, one, random(6));
      index.changed(told);
      const files = index.files();
      const definition = path.join(root, 'flows/order.asl.json');
      const answers = [whole(root, files), around(definition, files)];
      const fresh = [whole(root, filesOnDisk()), around(definition, filesOnDisk())];
      expect(shown(answers), JSON.stringify(told)).toEqual(shown(fresh));
    }
  });
});

/** Changes something below a folder, and tells of it as editors do: of a folder that comes or goes they name no files. */
function change(root: string, one: <Item>(items: readonly Item[]) => Item, kind: number): FileChange[] {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => !parentPath.includes('.git') && name !== '.git')
    .map((entry) => ({ file: path.join(entry.parentPath, entry.name), isFolder: entry.isDirectory() }));
  const files = paths.flatMap(({ file, isFolder }) => (isFolder ? [] : [file])).sort();
  const folders = paths.flatMap(({ file, isFolder }) => (isFolder ? [file] : [])).sort();
  const file = one(files);
  const gone = (from: string, to: string): FileChange[] => {
    renameSync(from, to);
    return [from, to].map((each) => ({ file: each, isThereOrGone: true }));
  };
  switch (kind) {
    case 0:
      rmSync(file);
      return [{ file, isThereOrGone: true }];
    case 1: {
      const folder = one(folders);
      return gone(folder, `${folder}-moved`);
    }
    case 2:
      return gone(file, path.join(path.dirname(file), `other-${path.basename(file)}`));
    case 3: {
      const folder = path.join(one(folders), 'new');
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, path.basename(file)), readFileSync(file));
      return [{ file: folder, isThereOrGone: true }];
    }
    default: {
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, kind === 4 ? text.slice(0, text.length / 2) : text.replaceAll(/\b[A-Z][a-z]+\b/g, '$&2'));
      return [{ file, isThereOrGone: false }];
    }
  }
}

describe('what is read', () => {
  const template = (name: string, flow: string): string =>
    `Resources:
  ${name}: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: app.handler, Runtime: nodejs20.x } }
  Flow${name}: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: ${flow} } }
`;
  const FLOW = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';
  const lay = (): string =>
    temporaryFolder({
      '.git/HEAD': '',
      'flows/order.asl.json': FLOW,
      'a/b/c/one/template.yaml': template('One', '../../../../flows/order.asl.json'),
      'a/b/c/one/app.js': 'exports.handler = async () => 1;',
      'a/b/c/two/template.yaml': template('Two', 'other.asl.json'),
      'a/b/c/two/app.js': 'exports.handler = async () => 1;',
      'a/b/c/two/other.asl.json': FLOW,
    });

  test('what was read in a folder counts no more where a folder above it comes or goes', () => {
    const root = temporaryFolder({ 'a/b/c.txt': 'one' });
    const index = indexOf(root, []);
    const read = (): string =>
      index.files().kept('text', (files) => files.read(path.join(root, 'a/b/c.txt')).text ?? 'none');
    const told = (name: string, isThereOrGone: boolean): string => {
      index.changed([{ file: path.join(root, name), isThereOrGone }]);
      return read();
    };
    expect(read()).toBe('one');
    renameSync(path.join(root, 'a'), path.join(root, 'z'));
    expect([read(), told('a', false), told('z', true), told('a/x', true)]).toEqual(['one', 'one', 'one', 'one']);
    expect(told('a', true)).toBe('none');
    renameSync(path.join(root, 'z'), path.join(root, 'a'));
    expect([read(), told('a/b', true)]).toEqual(['none', 'one']);
  });

  test('after a change is what the change concerns', () => {
    const root = lay();
    const asked: string[] = [];
    const index = indexOf(root, asked);
    const names = (): string[] => shownNames(whole(root, index.files()));
    expect(names()).toEqual(['One', 'Two']);
    asked.length = 0;
    expect(names()).toEqual(['One', 'Two']);
    expect(asked).toEqual([]);
    const file = path.join(root, 'a/b/c/two/template.yaml');
    writeFileSync(file, template('Three', 'other.asl.json'));
    index.changed([{ file, isThereOrGone: false }]);
    expect(names()).toEqual(['One', 'Three']);
    expect(asked).toContain('read a/b/c/two/template.yaml');
    expect(asked.filter((each) => each.includes('/one'))).toEqual([]);
  });

  test('for an inventory after a change is what has changed', () => {
    const root = lay();
    const asked: string[] = [];
    const index = indexOf(root, asked);
    const inventory = (): Inventory =>
      index.files().kept('inventory', (files) => {
        const project = readProject(root, { files, isWhole: true });
        return inventoryOf(project, {
          files,
          load: (known, noted) => loadProjectMachine(known, { project, files: noted }),
        });
      });
    inventory();
    asked.length = 0;
    const change = (name: string, text: string): Inventory => {
      const file = path.join(root, name);
      writeFileSync(file, text);
      index.changed([{ file, isThereOrGone: false }]);
      return inventory();
    };
    const reads = (): string[] => asked.splice(0).filter((each) => /^(read|list) .*(one|two|flows)/.test(each));
    const task = '{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}';
    const { machines } = change('flows/order.asl.json', `{"StartAt": "A", "States": {"A": ${task}}}`);
    expect(machines.map(({ names: [name], calls }) => [name, ...calls])).toEqual([
      ['FlowOne', 'sqs:sendMessage'],
      ['FlowTwo'],
    ]);
    const concerned = reads();
    expect(concerned).toContain('read flows/order.asl.json');
    expect(concerned.filter((each) => each.includes('two') || each.includes('app.js'))).toEqual([]);
    const { functions } = change('a/b/c/two/app.js', '// Moved.\nexports.handler = async () => 1;');
    expect(functions.map(({ line }) => line)).toEqual([1, 2]);
    expect(reads().filter((each) => !each.includes('two/'))).toEqual([]);
  });

  test('for a run is what mentions it', () => {
    const root = lay();
    const asked: string[] = [];
    const files = recording(filesOnDisk(), root, asked);
    const file = path.join(root, 'flows/order.asl.json');
    const project = readProject(root, { files, definition: file });
    const near = project.near!({ file });
    expect(near.machines.map(({ name }) => name)).toEqual(['FlowOne']);
    expect(near.functions.map(({ name }) => name)).toEqual(['One']);
    const code = (): string[] => asked.filter((each) => each.includes('app.js'));
    expect(code().filter((each) => each.includes('two'))).toEqual([]);
    expect(project.functions.map(({ name }) => name)).toEqual(['One', 'Two']);
    expect(code().filter((each) => each.includes('two'))).not.toEqual([]);
    expect(project.of!(new Set(['a/b/c/one/template.yaml'])).stacks.map(({ id }) => id)).toEqual([
      'a/b/c/one/template.yaml',
    ]);
  });

  test('for a handler is what concerns its stack', () => {
    const root = temporaryFolder({
      '.git/HEAD': '',
      'a/b/c/one/template.yaml': template('One', 'none.asl.json').replace('app.', 'charge.'),
      'a/b/c/one/charge.js': 'exports.handler = async () => 1;',
      'a/b/c/two/template.yaml': template('Two', 'none.asl.json').replace('app.', 'pack.'),
      'a/b/c/two/pack.js': 'exports.handler = async () => 1;',
    });
    const asked: string[] = [];
    const files = recording(filesOnDisk(), root, asked);
    const file = path.join(root, 'a/b/c/one/charge.js');
    const project = readProject(root, { files });
    const [only] = functionsInFile(project, file, files);
    expect(only!.function.name).toBe('One');
    const { problems } = concerning(only!.function, project);
    expect(problems.map(({ message }) => /Flow\w+/.exec(message)?.[0])).toEqual(['FlowOne']);
    expect(concerning(only!.function, project).unset).toEqual([]);
    expect(findFunction(project, 'One')).toEqual({ function: only!.function });
    const read = (name: string): number => asked.filter((each) => each === `read a/b/c/two/${name}`).length;
    expect(read('samconfig.toml')).toBe(0);
    // A file that no stack near it has may be another's: then all is read.
    expect(functionsInFile(project, path.join(root, 'other.js'), files)).toEqual([]);
    expect(read('samconfig.toml')).toBe(1);
  });

  test.each<[string, (index: ProjectIndex) => void, string[]]>([
    ['nothing at once', () => undefined, []],
    ['all that is forgotten', (index) => index.forget(), ['one', 'two']],
    ['what nobody watches, after a moment', () => vi.setSystemTime(Date.now() + 2_000), ['two']],
  ])('again is %s', (_, happens, folders) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const root = lay();
    const asked: string[] = [];
    const index = indexOf(root, asked, (file) => !file.includes('two'));
    const read = (): unknown => shown(whole(root, index.files()));
    read();
    asked.length = 0;
    happens(index);
    read();
    const templates = asked.filter((each) => each.startsWith('read') && each.endsWith('template.yaml'));
    expect([...new Set(templates.map((each) => each.split('/')[3]))]).toEqual(folders);
  });

  test('for finding a project and for reading it is read once', () => {
    const root = temporaryFolder({
      '.git/HEAD': '',
      'flows/order.asl.json': FLOW,
      'infra/template.yaml': template('One', '../flows/order.asl.json'),
      'infra/app.js': 'exports.handler = async () => 1;',
    });
    const opened = vi.spyOn(fs, 'openSync');
    syncBuiltinESMExports();
    onTestFinished(() => {
      opened.mockRestore();
      syncBuiltinESMExports();
    });
    const project = findProjectFor(path.join(root, 'flows/order.asl.json'));
    expect(project.functions.map(({ name }) => name)).toEqual(['One']);
    const files = opened.mock.calls.map(([file]) => path.relative(root, String(file)));
    expect(files).toContain('infra/template.yaml');
    expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
  });
});

function shownNames(project: unknown): string[] {
  return (project as { functions: { name: string }[] }).functions.map(({ name }) => name);
}
