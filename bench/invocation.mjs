// A handler called here, beside what else people call handlers with, and beside what no tool can do without.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { ended } from './ended.mjs';
import { report, sideBySide } from './measure.mjs';
import { peersFolder, root } from './peers.mjs';

const SOURCES = {
  'handler.js': 'exports.handler = async (event) => ({ twice: event.n * 2 });',
  'typed.ts': 'export const handler = async (event: { n: number }) => ({ twice: event.n * 2 });',
  'handler.py': 'def handler(event, context):\n    return {"twice": event["n"] * 2}\n',
  'event.json': '{"n": 21}',
};
const EVENT = '{"n":21}';

export async function invocation(core, scratch) {
  const file = (name) => path.join(scratch, name);
  for (const [name, text] of Object.entries(SOURCES)) await writeFile(file(name), text);
  const ours = (name) => () => {
    const cli = path.join(root, 'dist', 'cli.js');
    return ended(process.execPath, [cli, 'invoke', file(name), '--event', file('event.json')]);
  };
  await wholeProcesses(ours, file);
  await firstAnswer(ours('handler.js'));
  await warm(core, scratch, file('handler.js'));
}

async function wholeProcesses(ours, file) {
  const lambdaLocal = path.join(peersFolder, 'node_modules', 'lambda-local', 'build', 'cli.js');
  const theirs = [lambdaLocal, '-l', file('handler.js'), '-e', file('event.json')];
  report(
    'invoke a JavaScript handler, whole process',
    await sideBySide({ ours: ours('handler.js'), 'lambda-local': () => ended(process.execPath, theirs) }),
    'at most 1.0 × lambda-local',
  );
  report(
    'invoke a Python handler, whole process',
    await sideBySide({ ours: ours('handler.py'), 'python3 -c 0': () => ended('python3', ['-c', '0']) }),
    'at most 2.5 × python3',
  );
  report(
    'invoke a TypeScript handler, whole process',
    await sideBySide({ ours: ours('typed.ts'), 'our JavaScript': ours('handler.js') }),
    'at most 1.3 × JavaScript',
  );
}

/** From the start of the program to the answer of a function: what a person waits for. */
async function firstAnswer(ours) {
  // Its plugin is looked for beside the service.
  const folder = path.join(peersFolder, 'service');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'handler.js'), SOURCES['handler.js']);
  await writeFile(path.join(folder, 'serverless.yml'), SERVICE);
  const times = await sideBySide({ ours, 'serverless-offline': () => offline(folder) }, { rounds: 5, warmUp: 1 });
  report('the first answer of a function', times, 'serverless-offline at least 5 × ours');
}

const SERVICE = `service: bench
frameworkVersion: '3'
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-offline]
functions: { twice: { handler: handler.handler } }
`;
const LAMBDA_PORT = 13_502;

async function offline(cwd) {
  const program = path.join(peersFolder, 'node_modules', 'serverless', 'bin', 'serverless.js');
  const ports = ['--httpPort', '13500', '--albPort', '13501', '--lambdaPort', String(LAMBDA_PORT)];
  const env = { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', CI: '1' };
  const child = spawn(process.execPath, [program, 'offline', 'start', ...ports], { cwd, env, stdio: 'ignore' });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    while (!(await answered(LAMBDA_PORT, '/2015-03-31/functions/bench-dev-twice/invocations'))) {
      if (child.exitCode !== null) throw new Error(`serverless-offline ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

async function answered(port, url) {
  try {
    return (await post({ port, path: url })).includes('42');
  } catch {
    return false;
  }
}

/** What an invocation cannot do without: to another process and back. */
async function warm(core, scratch, handler) {
  const host = core.createLambdaHost({
    target: { kind: 'mock' },
    region: 'us-east-1',
    log: () => {},
    bootstrapDir: path.join(root, 'dist', 'lambda'),
  });
  const spec = {
    name: 'bench',
    codeDir: scratch,
    file: handler,
    exportName: 'handler',
    environment: {},
    timeoutSeconds: 3,
    memorySize: 128,
    projectDir: scratch,
  };
  const agent = new http.Agent({ keepAlive: true });
  const bare = spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve) => bare.stdout.once('data', (chunk) => resolve(Number(chunk))));
  try {
    const contestants = {
      ours: () => host.invoke(spec, EVENT),
      'a bare round trip': () => post({ port, agent, path: '/' }),
    };
    report('invoke it again, warm', await sideBySide(contestants, { rounds: 200, warmUp: 50 }), 'at most 1.5 ×');
  } finally {
    agent.destroy();
    bare.kill();
    await host.dispose();
  }
}

const BARE = `
require('node:http').createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => response.end(JSON.stringify({ twice: JSON.parse(text).n * 2 })));
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

function post(options) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', method: 'POST', ...options }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    request.on('error', reject);
    request.end(EVENT);
  });
}
