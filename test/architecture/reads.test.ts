/** Whatever lies at a path of the user's, nothing hangs on it: it is read by `project/readRegularFile`, and by nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = path.resolve(__dirname, '..', '..');
const ROOMS = ['core', 'lambda', 'project', 'run', 'server', 'debugger', 'client', 'cli', 'messages', 'webview'];

/** What may open or list of its own accord, and why that cannot hang or grow. */
const EXCEPTIONS: { readonly [file: string]: string } = {
  'project/readRegularFile.ts': 'the one that reads',
  'project/files.ts': 'lists folders, no more than so many entries',
  'project/reach.ts': 'looks at links, and opens nothing',
  'cli/readText.ts': 'reads a pipe that the shell has opened, as it reads standard input',
  'lambda/standstillFile.ts': 'writes, in a folder that is its own',
  'lambda/unpackZip.ts': 'reads a regular file of a layer or a package, which is no larger than Lambda takes',
  'lambda/sourceStamp.ts': 'lists the folder of a handler that runs; opens nothing',
  'run/inlineCode/index.ts': 'copies a file of our own, and writes in a folder that is its own',
  'run/s3Files.ts': 'lists and writes below .stepwise/s3',
  'run/bucketFolders.ts': 'lists below .stepwise/s3',
  'run/history/historyFile.ts': 'writes',
  'project/replaceFile.ts': 'writes',
  'client/runs/runFiles.ts': 'lists a folder of its own',
  'run/decompressed.ts': 'reads on from what project/readRegularFile opened',
  'run/consent/consentFile.ts': 'reads our own file of the user, whose owner and mode it looks at as well; bounded',
  'run/stepFunctions/archive.ts': 'reads what this process wrote',
  'run/stepFunctions/addresses.ts': 'reads what this program wrote, in a folder that is its own, and through no link',
};

const READING =
  /^(?:readFile|readv?|readdir|opendir|open|createReadStream|readlink|watch|watchFile|cp|copyFile|lstat|openAsBlob)(?:Sync)?$/;

/** Names that a file takes from Node's file system and that read; `*` for all of it. */
function readersIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    if (!/^(?:node:)?fs(?:\/promises)?$/.test(statement.moduleSpecifier.text)) return [];
    const clause = statement.importClause;
    if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    const bindings = clause.namedBindings;
    if (clause.name || (bindings && ts.isNamespaceImport(bindings))) return ['*'];
    return (bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [])
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ propertyName, name }) => (propertyName ?? name).text)
      .filter((name) => READING.test(name));
  });
}

const found = new Map(
  ROOMS.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => [file.split(path.sep).join('/'), readersIn(path.join(root, file))] as const)
    .filter(([, names]) => names.length > 0),
);

test('files are read through one reader', () => {
  const others = [...found].filter(([file]) => !Object.hasOwn(EXCEPTIONS, file));
  expect(others.map(([file, names]) => `${file} reads by itself: ${names.join(', ')}`)).toEqual([]);
});

test('every exception is still one', () => {
  expect(Object.keys(EXCEPTIONS).filter((file) => !found.has(file))).toEqual([]);
});
