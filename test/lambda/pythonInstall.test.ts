/** How Python's runtime says that what is missing is installed. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';

type Row = readonly [folder: string, files: Readonly<Record<string, string>>, error: string, said: string];

const ABSENT = "ModuleNotFoundError(name='orders.api')";

const ROWS: readonly Row[] = [
  ['a', { 'a/requirements.txt': '' }, ABSENT, 'a: PYTHON -m pip install -r requirements.txt'],
  ['b/src', { 'b/uv.lock': '', 'b/src/x.py': '' }, ABSENT, 'b: uv sync'],
  ['c/src', { 'c/poetry.lock': '', 'c/requirements.txt': '', 'c/src/x.py': '' }, ABSENT, 'c: poetry install'],
  [
    'd/src',
    { 'd/Pipfile': '', 'd/src/requirements.txt': '' },
    ABSENT,
    'd/src: PYTHON -m pip install -r requirements.txt',
  ],
  ['e/src', { 'e/Pipfile': '', 'e/src/x.py': '' }, ABSENT, 'e: pipenv install'],
  ['own/src', { 'own/Pipfile': '', 'own/orders/api.py': '', 'own/src/x.py': '' }, ABSENT, 'nothing'],
  ['file/src', { 'file/Pipfile': '', 'file/orders.py': '', 'file/src/x.py': '' }, ABSENT, 'nothing'],
  ['repository/src', { Pipfile: '', 'repository/.git/config': '', 'repository/src/x.py': '' }, ABSENT, 'nothing'],
  ['home/src', { 'home/Pipfile': '', 'home/src/x.py': '' }, ABSENT, 'nothing'],
  ['f', { 'f/Pipfile': '' }, "ImportError(name='orders')", 'nothing'],
  ['g', { 'g/Pipfile': '' }, "ImportError(name='boto3.session')", ': PYTHON -m pip install boto3, which Lambda has'],
];

test('what is missing', () => {
  const root = temporaryFolder(Object.assign({}, ...ROWS.map(([, files]) => files)) as Record<string, string>);
  const script = `
import json, sys
sys.path.insert(0, sys.argv[1])
from stepwise_install import install_hint
rows = [[folder, eval(error)] for folder, error in json.loads(sys.argv[2])]
hints = [install_hint(error, folder) for folder, error in rows]
shown = [hint and {**hint, "command": hint["command"].replace(sys.executable, "PYTHON")} for hint in hints]
sys.executable = "/my programs/python"
print(json.dumps([*shown, install_hint(ImportError(name="boto3"), rows[0][0])]))
`;
  const asked = ROWS.map(([folder, , error]) => [path.join(root, folder), error]);
  const bootstrap = path.resolve('lambda/bootstrap');
  const answer = execFileSync('python3', ['-B', '-c', script, bootstrap, JSON.stringify(asked)], {
    env: { ...process.env, HOME: path.join(root, 'home') },
    encoding: 'utf8',
  });
  const hints = JSON.parse(answer) as ({ command: string; folder?: string; isSupplied?: true } | null)[];
  const said = hints.map((hint) =>
    hint === null
      ? 'nothing'
      : `${hint.folder === undefined ? '' : path.relative(root, hint.folder)}: ${hint.command}${hint.isSupplied ? ', which Lambda has' : ''}`,
  );
  expect(said.at(-1)).toBe(': "/my programs/python" -m pip install boto3, which Lambda has');
  expect(ROWS.map(([folder, , error], nth) => `${folder} ${error}: ${said[nth]}`)).toEqual(
    ROWS.map(([folder, , error, expected]) => `${folder} ${error}: ${expected}`),
  );
});
