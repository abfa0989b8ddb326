/** Where builds leave what is deployed, and which command builds it: folders, and what is found in them. */
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildOf, builtBootstrap, builtFolders, foldersUpTo, newestOf } from '../../processes/builtProgram';
import { temporaryFolder } from '../harness/temporaryFolder';

/** Files of a project whose function's code lies in `orders/charge`; a time in seconds for those of which it matters. */
function project(files: readonly string[] | { readonly [file: string]: string | number }, codeDir = 'orders/charge') {
  const entries = Array.isArray(files) ? files.map((file: string) => [file, ''] as const) : Object.entries(files);
  const root = temporaryFolder(Object.fromEntries(entries.map(([file, text]) => [file, String(text)])));
  for (const [file, time] of entries) if (typeof time === 'number') utimesSync(path.join(root, file), time, time);
  const names = ['ChargeFunction', 'charge'];
  const short = (found: string | undefined): string | undefined => found && (path.relative(root, found) || '.');
  return { built: { codeDir: path.join(root, codeDir), projectDir: root, names }, short, root };
}

describe('folders of builds', () => {
  const folders = (...[files, codeDir]: Parameters<typeof project>): (string | undefined)[] => {
    const { built, short } = project(files, codeDir);
    return builtFolders(built).map(short);
  };
  const sam = (folder: string): string[] =>
    ['ChargeFunction', 'charge'].map((name) => path.join(folder, '.aws-sam/build', name));
  const ofSam = ['orders/charge', 'orders', '.'].flatMap(sam);

  test.each<[what: string, files: Parameters<typeof project>[0], more: string[]]>([
    ['those of SAM at each level, whether they are there or not', [], []],
    [
      'that of Cargo, by the function',
      ['target/lambda/charge/bootstrap', 'target/lambda/other/bootstrap'],
      ['target/lambda/charge'],
    ],
    [
      'that of Cargo, by its package and its programs',
      {
        'orders/charge/Cargo.toml': '[package]\nname = "pay"\n[[bin]]\n  name="pay-late"\n# name = "other"\n',
        'orders/target/lambda/pay/bootstrap': '',
        'orders/target/lambda/pay-late/bootstrap': '',
        'orders/target/lambda/other/bootstrap': '',
      },
      ['orders/target/lambda/pay', 'orders/target/lambda/pay-late'],
    ],
    ['the only one of Cargo', ['target/lambda/x/bootstrap', 'target/lambda/x.zip'], ['target/lambda/x']],
    ['none of several of Cargo', ['target/lambda/x/bootstrap', 'target/lambda/y/bootstrap'], []],
  ])('%s', (_, files, more) =>
    expect(folders(files).toSorted()).toEqual(['orders/charge', ...ofSam, ...more].toSorted()),
  );

  test('are the code first, and one level where it is the project', () =>
    expect(folders([], '.')).toEqual(['.', ...sam('.')]));

  test('lead up to the project, also to one that is elsewhere', () => {
    expect(foldersUpTo({ codeDir: '/a/b/c', projectDir: '/a' })).toEqual(['/a/b/c', '/a/b', '/a']);
    expect(foldersUpTo({ codeDir: '/a', projectDir: '/a' })).toEqual(['/a']);
    expect(foldersUpTo({ codeDir: '/ab/c', projectDir: '/a' })).toEqual(['/ab/c', '/a']);
  });
});

describe.skipIf(process.platform === 'win32')('the program of a runtime', () => {
  test.each<
    [
      what: string,
      files: { readonly [file: string]: number },
      runtime: string,
      handler: string | undefined,
      found?: string,
    ]
  >([
    [
      'is the newest',
      { 'orders/charge/bootstrap': 1, '.aws-sam/build/charge/bootstrap': 2 },
      'provided.al2023',
      'x',
      '.aws-sam/build/charge/bootstrap',
    ],
    [
      'lies beside its code as well',
      { 'orders/charge/bootstrap': 2, '.aws-sam/build/charge/bootstrap': 1 },
      'provided.al2',
      'x',
      'orders/charge/bootstrap',
    ],
    [
      'is the code where they are equally old',
      { 'orders/charge/bootstrap': 2, '.aws-sam/build/charge/bootstrap': 2 },
      'provided.al2',
      'x',
      'orders/charge/bootstrap',
    ],
    [
      "of Go had its handler's name",
      { 'orders/charge/bootstrap': 1, 'orders/charge/hello': 1 },
      'go1.x',
      'hello',
      'orders/charge/hello',
    ],
    ['of Go is main without one', { 'orders/charge/main': 1 }, 'go1.x', undefined, 'orders/charge/main'],
    ['is a file, not a folder', { 'orders/charge/bootstrap/x': 1 }, 'provided.al2023', 'x'],
    ['may not be there', { 'orders/charge/main.go': 1 }, 'provided.al2023', 'main'],
  ])('%s', (_, files, runtime, handler, found) => {
    const { built, short } = project(files);
    expect(short(builtBootstrap(built, runtime, handler))).toBe(found);
  });

  test('may have several names', () => {
    const { root, short } = project({ 'a/x.jar': 1, 'b/x.jar': 3, 'b/y.jar': 2 });
    const folders = ['a', 'b'].map((name) => path.join(root, name));
    expect(
      [newestOf(folders, ['x.jar', 'y.jar']), newestOf(folders, ['y.jar']), newestOf(folders, [])].map(short),
    ).toEqual(['b/x.jar', 'b/y.jar', undefined]);
  });
});

test.each<[files: { readonly [file: string]: string }, build: readonly [command: string, folder: string] | undefined]>([
  [{ 'orders/charge/go.mod': '' }, ['go build -o bootstrap .', 'orders/charge']],
  [{ 'orders/go.mod': '' }, ['go build -o bootstrap .', 'orders/charge']],
  [{ 'Cargo.toml': '' }, ['cargo lambda build', '.']],
  [{ 'orders/Charge.csproj': '' }, ['dotnet publish', 'orders']],
  [{ 'orders/Charge.fsproj': '' }, ['dotnet publish', 'orders']],
  [{ 'orders/Charge.csproj.user': '' }, undefined],
  [{ Makefile: 'all:\n\techo\nbuild-ChargeFunction:\n\tgo build\n' }, ['sam build', '.']],
  [{ Makefile: 'prebuild-x:\n', 'go.mod': '' }, ['go build -o bootstrap .', 'orders/charge']],
  [{ 'orders/charge/Makefile': 'build-X:\n', 'orders/charge/go.mod': '' }, ['sam build', 'orders/charge']],
  // The nearest folder says it.
  [{ 'orders/charge/Cargo.toml': '', 'go.mod': '' }, ['cargo lambda build', 'orders/charge']],
  [{ 'old.Makefile': 'build-X:\n' }, undefined],
  [{ 'orders/charge/old.go.mod': '', 'orders/charge/Cargo.toml.bak': '' }, undefined],
])('what builds %j: %j', (files, build) => {
  const { built, short } = project(files);
  const found = buildOf(built);
  expect(found && [found.command, short(found.folder)]).toEqual(build);
});
