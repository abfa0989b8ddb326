/** Programs are started in one place: whoever starts one elsewhere would hand it all of our environment. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = path.resolve(__dirname, '..', '..');
const ROOMS = [
  'processes',
  'lambda',
  'project',
  'run',
  'server',
  'debugger',
  'client',
  'webview',
  'cli',
  'messages',
  'core',
];

/** Who may do what starts a program or loads code, each with the reason; a line that no file needs any more fails. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  child_process: {
    'processes/spawnUserCode.ts': 'the one way to start a program of the user’s, and our own guard',
    'processes/memoryWatch.ts': 'ps, which belongs to macOS, by its whole path',
    'processes/endSession.ts': 'taskkill, which belongs to Windows, by its whole path',
    'processes/inside/endTree.cjs': 'taskkill and ps, which belong to the system, by their whole paths',
    'lambda/handlerProcess.ts': 'a type alone',
    'lambda/bootstrap/awsGuardInheritance.cjs': 'hands the guard on to what the user’s code starts; starts nothing',
    'lambda/bootstrap/layers.cjs': 'leads what the user’s code starts to the layers; starts nothing',
  },
  worker_threads: {
    'lambda/bootstrap/extraCertificates.cjs': 'asks whether it is in the main thread; starts nothing',
    'lambda/bootstrap/awsGuardInheritance.cjs': 'hands the guard on to what the user’s code starts; starts nothing',
    'debugger/ownerWatch.ts': 'a thread of our own code, given as text',
    'run/matchTimeLimit.ts':
      'a thread of our own code, given as text, in which a regular expression of the user’s matches',
    'processes/inside/lifeline.cjs': 'a thread of our own code, given as text, inside the user’s program',
  },
  computed: {
    'lambda/bootstrap/loadHandler.cjs': 'the handler, inside its own process',
    'lambda/bootstrap/node.cjs': 'the lifeline of ours that its settings name',
    'run/awsSdk/worker/sdkWorker.cjs': 'the project’s SDK, inside its own process',
    'lambda/bootstrap/beforehand.cjs': 'files of ours that lie beside it',
    'processes/inside/blank.cjs': 'the file of ours that is its argument',
  },
  createRequire: {
    'processes/inside/blank.cjs': 'a bootstrap of ours, when it is told which',
    'lambda/bootstrap/sdkFolders.cjs': 'asks Node.js itself where packages lie, inside the handler’s process',
    'lambda/bootstrap/importHooks.cjs': 'has Node.js load itself, inside the handler’s process',
    'lambda/bootstrap/decoratorMetadata.cjs': 'the project’s TypeScript, inside its own process',
    'cli/servers.ts': 'a bundle of ours that lies beside it',
    'run/awsSdk/worker/sdkWorker.cjs': 'the project’s SDK, inside its own process',
  },
  vm: {
    'run/matchTimeLimit.ts': 'a line of our own, for the sake of its time limit',
    'processes/compiledBundle.ts': 'a bundle of ours that lies beside the one that asks',
  },
  shell: {},
  terminal: {},
  python: {
    'lambda/bootstrap/python.py': 'the handler, where a template holds its code, inside its own process',
    'lambda/bootstrap/stepwise_end_tree.py': 'taskkill and ps, which belong to the system, by their whole paths',
  },
};

const MODULES = /^(?:node:)?(child_process|worker_threads|cluster|vm|module)$/;
/** Whatever it is called on. */
const LOADING = /(?:^|\.)(?:require|getBuiltinModule|binding|_linkedBinding)$/;
/** Of `node:module`, what loads code. */
const LOADERS = new Set(['createRequire', 'register', 'registerHooks', '_load', 'runMain']);
/** What VS Code starts for an extension, in a terminal or as a task, has the whole environment. */
const EDITOR = new Set(['createTerminal', 'ShellExecution', 'ProcessExecution', 'executeTask']);

/** What a file of TypeScript or JavaScript does that starts or loads something. */
function doings(file: string, text: string): Set<string> {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found = new Set<string>();
  const named = (specifier: string): void => {
    const [, name] = MODULES.exec(specifier) ?? [];
    if (name !== undefined && name !== 'module') found.add(name);
  };
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      named((node.moduleSpecifier as ts.StringLiteral).text);
    }
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(source);
      const isLoad = node.expression.kind === ts.SyntaxKind.ImportKeyword || LOADING.test(callee);
      const [first] = node.arguments;
      if (/(?:^|\.)(?:binding|_linkedBinding)$/.test(callee)) found.add('binding');
      else if (isLoad && first && ts.isStringLiteralLike(first)) named(first.text);
      else if (isLoad) found.add('computed');
    }
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'shell') found.add('shell');
    if (ts.isIdentifier(node) && EDITOR.has(node.text)) found.add('terminal');
    if (ts.isIdentifier(node) && LOADERS.has(node.text) && !ts.isMethodDeclaration(node.parent)) {
      if (/from 'node:module'|require\('node:module'\)/.test(text)) found.add('createRequire');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Ways of Python's to start a program or to run text as code. */
const PYTHON =
  /^\s*(?:import|from)\s+(?:subprocess|multiprocessing|pty|runpy)\b|\bos\.(?:system|popen|spawn\w+|exec\w+|posix_spawn\w*)\(|(?<![\w.])(?:exec|eval)\(/m;

function filesOf(room: string): string[] {
  return readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|tsx|cjs|mjs|js|py)$/.test(file) && !/\.d\.c?ts$/.test(file))
    .map((file) => path.posix.join(room, ...file.split(path.sep)));
}

function doingsOf(file: string): Set<string> {
  const text = readFileSync(path.join(root, file), 'utf8');
  if (file.endsWith('.py')) return new Set(PYTHON.test(text) ? ['python'] : []);
  return doings(file, text);
}

const done = new Map(ROOMS.flatMap(filesOf).map((file) => [file, doingsOf(file)]));

test('nothing is started or loaded but where the table says', () => {
  const objections = [...done].flatMap(([file, what]) =>
    [...what].filter((each) => ALLOWED[each]?.[file] === undefined).map((each) => `${file}: ${each}`),
  );
  expect(objections).toEqual([]);
});

test('every line of the table is needed', () => {
  const needless = Object.entries(ALLOWED).flatMap(([what, files]) =>
    Object.keys(files)
      .filter((file) => !done.get(file)?.has(what))
      .map((file) => `${file}: ${what}`),
  );
  expect(needless).toEqual([]);
});

describe('is seen', () => {
  test.each([
    ["import { spawn } from 'child_process';", 'child_process'],
    ["import type { ChildProcess } from 'node:child_process';", 'child_process'],
    ["export * from 'node:child_process';", 'child_process'],
    ["const { fork } = await import('node:child_process');", 'child_process'],
    ["require('node:worker_threads')", 'worker_threads'],
    ["import cluster from 'node:cluster';", 'cluster'],
    ["import vm from 'node:vm';", 'vm'],
    ['await import(pathToFileURL(file).href);', 'computed'],
    ['require(file);', 'computed'],
    ['import(`./${name}`);', 'computed'],
    ["import { createRequire } from 'node:module'; createRequire(file)(name);", 'createRequire'],
    ["process.getBuiltinModule('child_process')", 'child_process'],
    ["process.getBuiltinModule('node:child_process')", 'child_process'],
    ['module.require(name)', 'computed'],
    ['process.mainModule.require(name)', 'computed'],
    ["process.binding('spawn_sync')", 'binding'],
    ['run(npm, { shell: true });', 'shell'],
    ["vscode.window.createTerminal('x');", 'terminal'],
  ])('%s', (text, what) => expect([...doings('x.ts', text)]).toContain(what));

  test.each(['import subprocess', '  from subprocess import run', 'os.system("ls")', 'os.execv(a, b)', 'exec(text)'])(
    '%s of Python',
    (text) => expect(text).toMatch(PYTHON),
  );

  test.each(["import path from 'node:path';", "await import('./check');", "require('./endTree.cjs')", 'spec.shell'])(
    'not %s',
    (text) => expect([...doings('x.ts', text)]).toEqual([]),
  );
  test.each(['spec.loader.exec_module(module)', 'def exec_module(module):', 're.compile("x")'])(
    'not %s of Python',
    (text) => expect(text).not.toMatch(PYTHON),
  );
});
