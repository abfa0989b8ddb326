// `npm run bench`: Stepwise beside the other tools of the field, each pair in the same process and the same minute.
// Quote the ratios; the milliseconds belong to the machine.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadCore } from './core.mjs';
import { ended } from './ended.mjs';
import { interpretation } from './interpretation.mjs';
import { invocation } from './invocation.mjs';
import { report, sideBySide } from './measure.mjs';
import { peers, root } from './peers.mjs';
import { repository } from './repository.mjs';

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
        ours: () => ended(process.execPath, [cli, 'run', machine, '--input', input]),
        'node -e 0': () => ended(process.execPath, ['-e', '0']),
      },
      { rounds: 15 },
    ),
    'at most 1.7 × node',
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
      ours: () => ended(process.execPath, [cli, 'check', machine]),
      'asl-validator': () => ended(process.execPath, [aslValidator, '--json-path', machine]),
    }),
  );
}

try {
  await validation();
  await interpretation(core, peer);
  await start();
  await invocation(core, scratch);
  await terminal();
  await repository(scratch);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
