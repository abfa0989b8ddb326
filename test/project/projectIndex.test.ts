/** An index that hears of every change answers as a fresh reading does, and reads only what has changed. */
import fs, {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
  readInPieces,
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
const inventory = (root: string, files: Files): Inventory =>
  files.kept(`inventory ${root}`, (noted) => {
    const project = readProject(root, { files: noted, isWhole: true });
    return inventoryOf(project, {
      files: noted,
      load: (known, loading) => loadProjectMachine(known, { project, files: loading }),
    });
  });
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
    'serverless-stacks',
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
    const definition = path.join(root, 'flows/order.asl.json');
    const answers = (files: Files): unknown => shown([around(definition, files), inventory(root, files)]);
    for (let step = 0; step < 6; step++) {
      // Several at once are what a checkout brings.
      const told = Array.from({ length: 1 + (step % 3) }, () => one(CHANGES)(root, one)).flat();
      index.changed(told);
      expect(answers(index.files()), JSON.stringify(told)).toEqual(answers(filesOnDisk()));
    }
  });
});

type Choose = <Item>(items: readonly Item[]) => Item;
const came = (...files: string[]): FileChange[] => files.map((file) => ({ file, isThereOrGone: true }));
const written = (file: string, text: string): FileChange[] => {
  const isThereOrGone = !existsSync(file);
  writeFileSync(file, text);
  return [{ file, isThereOrGone }];
};
const moved = (from: string, to: string): FileChange[] => {
  renameSync(from, to);
  return came(from, to);
};
const filesIn = (root: string): string[] => namesIn(root, false);
const foldersIn = (root: string): string[] => namesIn(root, true);

function namesIn(root: string, isFolder: boolean): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() === isFolder && !path.join(entry.parentPath, entry.name).includes('.git'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Each changes something below a folder and tells of it as editors do: of a folder that comes or goes they name no files. */
const CHANGES: readonly ((root: string, one: Choose) => FileChange[])[] = [
  (root, one) => {
    const file = one(filesIn(root));
    rmSync(file);
    return came(file);
  },
  (root, one) => {
    const folder = one(foldersIn(root));
    return moved(folder, `${folder}-moved`);
  },
  (root, one) => {
    const file = one(filesIn(root));
    return moved(file, path.join(path.dirname(file), `other-${path.basename(file)}`));
  },
  (root, one) => {
    const file = one(filesIn(root));
    const folder = path.join(one(foldersIn(root)), 'new');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, path.basename(file)), readFileSync(file));
    return came(folder);
  },
  (root, one) => {
    const file = one(filesIn(root));
    const text = readFileSync(file, 'utf8');
    return written(file, text.slice(0, text.length / 2));
  },
  (root, one) => {
    const file = one(filesIn(root));
    return written(file, readFileSync(file, 'utf8').replaceAll(/\b[A-Z][a-z]+\b/g, '$&2'));
  },
  // A template that names another file, whose own name may be one that is there.
  (root, one) => {
    const file = one(filesIn(root).filter((each) => /\.(ya?ml|tf|json)$/.test(each)));
    const stem = path.basename(one(filesIn(root))).split('.')[0]!;
    return written(file, readFileSync(file, 'utf8').replaceAll(/\b(src|app|handler|order|flow)\b(?=[./])/g, stem));
  },
  (root, one) => written(path.join(one([root, ...foldersIn(root)]), '.env'), `STAGE=${one(['dev', 'prod'])}\n`),
  (root, one) => {
    const folder = path.join(root, '.vscode');
    const isNew = !existsSync(folder);
    mkdirSync(folder, { recursive: true });
    const settings = { values: { 'param:Stage': one(['dev', 'prod']) }, functions: { Extra: { file: 'a.js' } } };
    return [
      ...(isNew ? came(folder) : []),
      ...written(path.join(folder, 'stepwise.json'), JSON.stringify(one([settings, {}]))),
    ];
  },
];

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
    inventory(root, index.files());
    asked.length = 0;
    const change = (name: string, text: string): Inventory => {
      const file = path.join(root, name);
      writeFileSync(file, text);
      index.changed([{ file, isThereOrGone: false }]);
      return inventory(root, index.files());
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

  test('what comes out as it was changes nothing', () => {
    const root = lay();
    const asked: string[] = [];
    const index = indexOf(root, asked);
    const before = inventory(root, index.files());
    const after = (name: string, text: string): Inventory => {
      index.changed(written(path.join(root, name), text));
      asked.length = 0;
      return inventory(root, index.files());
    };
    expect(after('a/b/c/two/app.js', 'exports.handler = async () => 2;')).toBe(before);
    expect(asked).toEqual(['look a/b/c/two/app.js', 'read a/b/c/two/app.js']);
    expect(after('a/b/notes.txt', '')).toBe(before);
    expect(asked.every((each) => each.startsWith('list'))).toBe(true);
    expect(after('a/b/c/two/app.js', '// Moved.\nexports.handler = async () => 2;')).not.toBe(before);
  });

  test('what nobody asks for any more is forgotten', () => {
    const root = temporaryFolder({ 'a.txt': 'one', 'b.txt': 'two' });
    const asked: string[] = [];
    const index = indexOf(root, asked);
    const read = (name: string): unknown =>
      index.files().kept(name, (files) => files.kept(`of ${name}`, (noted) => noted.read(path.join(root, name))));
    read('a.txt');
    for (let answer = 0; answer < 60; answer++) read('b.txt');
    expect(asked).toEqual(['read a.txt', 'read b.txt']);
    read('a.txt');
    expect(asked).toEqual(['read a.txt', 'read b.txt', 'read a.txt']);
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

test('what was read bit by bit is not read again by who wants the whole', () => {
  const template = (name: string): string =>
    `Resources:\n  ${name}:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionUri: flow.asl.json\n`;
  const root = temporaryFolder({
    'a/template.yaml': template('A'),
    'b/template.yaml': template('B'),
    ...Object.fromEntries(
      ['a/flow.asl.json', 'b/flow.asl.json', 'c/alone.json'].map((file) => [
        file,
        '{"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}',
      ]),
    ),
  });
  const asked: string[] = [];
  const index = indexOf(root, asked);
  const byPiece: string[][] = [];
  for (const _ of readInPieces(root, { files: index.files(), isWhole: true })) byPiece.push(asked.splice(0));
  const readIn = (folder: string): number[] =>
    byPiece.flatMap((piece, at) => (piece.some((each) => each.startsWith(`read ${folder}${path.sep}`)) ? [at] : []));
  const pieces = ['a', 'b', 'c'].map(readIn);
  expect(pieces.every((each) => each.length > 0)).toBe(true);
  expect(new Set(pieces.flat()).size).toBe(pieces.flat().length);
  asked.length = 0;
  const project = readProject(root, { files: index.files(), isWhole: true });
  expect(project.machines.map(({ name }) => name)).toEqual(['A', 'B', 'alone']);
  // Settings are read by each reading.
  expect(asked.filter((each) => /^read [abc]\W/.test(each))).toEqual([]);
});
