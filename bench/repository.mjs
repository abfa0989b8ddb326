// A repository of 100,000 files: what Stepwise takes until it knows what is in it, beside `git ls-files` and reading its JSON and YAML.
// Each in a process of its own, where nothing is compiled yet, and in turn.
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './peers.mjs';

const run = promisify(execFile);
const ROUNDS = 5;

/** Makes the repository, and prints a row for each question. */
export async function repository(scratch) {
  const folder = path.join(scratch, 'monorepo');
  await makeRepository(folder);
  const server = path.join(scratch, 'projects.cjs');
  await bundle(server);
  for (const { title, script } of QUESTIONS) {
    const times = { ours: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(await timed(script, folder, server));
      times.floor.push(await timed(FLOOR, folder));
    }
    const [ours, floor] = [median(times.ours), median(times.floor)];
    const beside = `git ls-files and reading ${floor.toFixed(0)} ms (ours ${(ours / floor).toFixed(2)} ×)`;
    console.log(`${title.padEnd(46)} ours ${ours.toFixed(0)} ms; ${beside}   asked: at most 1.5 ×`);
  }
}

const FLOOR = `
  const listed = execFileSync('git', ['ls-files'], { cwd: folder, maxBuffer: 1 << 28, encoding: 'utf8' });
  for (const file of listed.split('\\n')) if (/\\.(json|ya?ml)$/.test(file)) fs.readFileSync(path.join(folder, file));`;

const PROJECTS = `
  const { Projects, filesOnDisk } = require(server);
  const projects = new Projects({ bounds: [folder], files: () => filesOnDisk({ unsaved: () => undefined }) });
  projects.watch();`;

const QUESTIONS = [
  {
    title: '100,000 files, the project of the file in front',
    script: `${PROJECTS}
      const { functions, machines } = projects.around(path.join(folder, 'services/svc-3/flow.asl.json'));
      if (functions.length === 0 || machines.length !== 1) throw new Error('not found');`,
  },
  {
    title: '100,000 files, all that the repository holds',
    script: `${PROJECTS}
      const { functions, machines } = projects.inventory(folder);
      if (functions.length !== 300 || machines.length !== 30) throw new Error('not found');`,
  },
];

/** Milliseconds that a script takes in a new process. */
async function timed(script, folder, server = '') {
  const program = `
    const fs = require('node:fs'), path = require('node:path'), { execFileSync } = require('node:child_process');
    const [folder, server] = process.argv.slice(1);
    const start = performance.now();
    ${script}
    console.log(performance.now() - start);`;
  return Number((await run(process.execPath, ['-e', program, folder, server])).stdout);
}

function median(times) {
  return times.toSorted((a, b) => a - b)[times.length >> 1];
}

function bundle(outfile) {
  return build({
    stdin: {
      contents: `export { Projects } from './server/projects'; export { filesOnDisk } from './project';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['esbuild', 'esbuild-wasm'],
    minify: true,
    outfile,
    logLevel: 'error',
  });
}

/** 30 services of ten functions and a machine, and packages of sources, pictures and data, as a monorepo has them. */
async function makeRepository(folder) {
  const put = async (file, text) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  const data = JSON.stringify(
    Array.from({ length: 40 }, (_, id) => ({ id, name: `item ${id}`, tags: ['a', 'b'], price: id * 1.5 })),
    null,
    2,
  );
  const chart = `kind: Deployment\nspec:\n${'  image: registry/app:latest\n  ports:\n    - 80\n'.slice(0, 24)}\n`;
  let count = 0;
  for (let at = 0; at < 30; at++) {
    const service = `services/svc-${at}`;
    await put(`${service}/template.yaml`, template());
    await put(`${service}/flow.asl.json`, FLOW);
    for (let index = 0; index < 10; index++) await put(`${service}/src/fn${index}.ts`, HANDLER);
    count += 12;
  }
  for (let at = 0; count < 100_000; at++) {
    const one = `packages/pkg-${at}`;
    const files = [
      ...Array.from({ length: 9 }, (_, index) => [`fixtures/data${index}.json`, data]),
      ['chart/values.yaml', chart],
      ...Array.from({ length: 240 }, (_, index) => [`src/area${index % 20}/part${index % 3}/file${index}.ts`, SOURCE]),
      ...Array.from({ length: 250 }, (_, index) => [`assets/set${index % 25}/icon${index}.svg`, '<svg/>']),
    ];
    for (const [file, text] of files) await put(`${one}/${file}`, text);
    count += files.length;
  }
  const git = (...args) => run('git', args, { cwd: folder, maxBuffer: 1 << 28 });
  await git('init', '-q');
  await git('add', '-A');
}

const SOURCE = Array.from(
  { length: 20 },
  (_, at) => `export function part${at}(value: string): string {\n  return value + '${at}';\n}\n`,
).join('\n');

const HANDLER = `import { thing } from './thing';

export const handler = async (event: { id: string }) => {
  const value = await thing(event.id);
  return { statusCode: 200, body: JSON.stringify({ value }) };
};
`;

const FLOW = JSON.stringify({
  StartAt: 'Do',
  States: { Do: { Type: 'Task', Resource: '${DoArn}', Next: 'Done' }, Done: { Type: 'Succeed' } },
});

function template() {
  const functions = Array.from(
    { length: 10 },
    (_, at) => `  Fn${at}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: fn${at}.handler
      Environment:
        Variables:
          TABLE: !Ref Table
          STAGE: !Sub '\${Stage}'
      Events:
        Api:
          Type: Api
          Properties:
            Path: /fn${at}
            Method: get
`,
  );
  return `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs20.x
Parameters:
  Stage:
    Type: String
    Default: dev
Resources:
${functions.join('')}  Table:
    Type: AWS::DynamoDB::Table
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.json
      DefinitionSubstitutions:
        DoArn: !GetAtt Fn0.Arn
`;
}
