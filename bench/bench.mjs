// `npm run bench`: Stepwise beside the other tools of the field, each pair in the same process and the same minute.
// Quote the ratios; the milliseconds belong to the machine.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadCore } from './core.mjs';
import { interpretation } from './interpretation.mjs';
import { report, sideBySide } from './measure.mjs';
import { peers, root } from './peers.mjs';

const core = await loadCore();
const { chain, tasks, tenStates } = core;
const peer = await peers();
const scratch = await mkdtemp(path.join(os.tmpdir(), 'stepwise-bench-'));

async function validation() {
  const { getLanguageService } = peer('amazon-states-language-service');
  const { TextDocument } = peer('vscode-languageserver-textdocument');
  const aslValidator = peer('asl-validator');
  const service = getLanguageService({});
  for (const states of [50, 500, 5000]) {
    const definition = tasks(states);
    const text = JSON.stringify(definition, null, 2);
    const medians = await sideBySide(
      {
        ours: () => {
          const document = core.parseDocument('file:///m.asl.json', text, 'json');
          return core.validate(document, core.buildMachine(document));
        },
        'amazon-states-language-service': () => {
          const document = TextDocument.create('file:///m.asl.json', 'asl', 1, text);
          return service.doValidation(document, service.parseJSONDocument(document));
        },
        'asl-validator': () => aslValidator(JSON.parse(text)),
      },
      { rounds: states > 1000 ? 3 : 7, warmUp: 1 },
    );
    report(`check a machine of ${states} states`, medians);
  }
}

function process_(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', ...options });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`))));
  });
}

async function invocation() {
  const handler = path.join(scratch, 'handler.js');
  const event = path.join(scratch, 'event.json');
  await writeFile(handler, 'exports.handler = async (event) => ({ twice: event.n * 2 });');
  await writeFile(event, '{"n": 21}');
  const cli = path.join(root, 'dist', 'cli.js');
  const lambdaLocal = path.join(root, '.cache', 'bench', 'node_modules', 'lambda-local', 'build', 'cli.js');
  report(
    'invoke a JavaScript handler, whole process',
    await sideBySide({
      ours: () => process_(process.execPath, [cli, 'invoke', handler, '--event', event]),
      'lambda-local': () => process_(process.execPath, [lambdaLocal, '-l', handler, '-e', event]),
    }),
  );
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
  report('invoke it again, warm', await sideBySide({ ours: () => host.invoke(spec, '{"n":21}') }, { rounds: 50 }));
  await host.dispose();
}

/** Compare with Node's own start: the rest is ours. */
async function start() {
  const cli = path.join(root, 'dist', 'cli.js');
  const [machine, input] = [path.join(scratch, 'ten.asl.json'), path.join(scratch, 'input.json')];
  await writeFile(machine, JSON.stringify(tenStates));
  await writeFile(input, '{"n": 12}');
  report(
    'run ten states, whole process',
    await sideBySide(
      {
        ours: () => process_(process.execPath, [cli, 'run', machine, '--input', input]),
        'node -e 0': () => process_(process.execPath, ['-e', '0']),
      },
      { rounds: 15 },
    ),
  );
}

async function terminal() {
  const cli = path.join(root, 'dist', 'cli.js');
  const machine = path.join(scratch, 'machine.asl.json');
  await writeFile(machine, JSON.stringify(chain(20)));
  const aslValidator = path.join(
    root,
    '.cache',
    'bench',
    'node_modules',
    'asl-validator',
    'dist',
    'bin',
    'asl-validator.js',
  );
  report(
    'check a file, whole process',
    await sideBySide({
      ours: () => process_(process.execPath, [cli, 'check', machine]),
      'asl-validator': () => process_(process.execPath, [aslValidator, '--json-path', machine]),
    }),
  );
}

try {
  await validation();
  await interpretation(core, peer);
  await start();
  await invocation();
  await terminal();
} finally {
  await rm(scratch, { recursive: true, force: true });
}
