// Proves the wire with AWS's own clients: every operation of the services that matter is called with every member filled,
// understood here, answered with every member filled, and compared on both sides; every modelled error is raised once.
//   npm run wire -- [--client boto3|old-boto3|javascript|javascript-cbor|old-javascript|go|old-go]… [--service NAME]… [--verbose]
// JavaScript's clients are installed into .cache; boto3 is the one of `python3`, the old one that of /usr/bin/python3;
// Go's are Debian's, which are built (golang-go, golang-github-aws-aws-sdk-go-dev, golang-github-aws-aws-sdk-go-v2-dev).
// Exit codes: 0 what is not right is known; 1 something else is not; 2 a client is not here.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { botoClient, goClient, javascriptClient, oldJavascriptClient } from './wire/clients.mjs';
import { KNOWN } from './wire/knownDifferences.mjs';
import { comparable, difference, sample } from './wire/sample.mjs';
import { serve } from './wire/server.mjs';
import { SERVICES } from './wire/services.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const CLIENTS = {
  boto3: (endpoint) => botoClient('python3', endpoint),
  'old-boto3': (endpoint) => botoClient('/usr/bin/python3', endpoint),
  javascript: (endpoint) => javascriptClient(SERVICES, endpoint),
  'javascript-cbor': (endpoint) => javascriptClient(SERVICES, endpoint, true),
  'old-javascript': (endpoint) => oldJavascriptClient(endpoint),
  go: (endpoint) => goClient('v2', SERVICES, endpoint),
  'old-go': (endpoint) => goClient('v1', SERVICES, endpoint),
};

async function main() {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', multiple: true, default: Object.keys(CLIENTS) },
      service: { type: 'string', multiple: true, default: SERVICES.map(({ table }) => table) },
      verbose: { type: 'boolean', default: false },
    },
  });
  const wire = await bundled();
  const catalogue = wire.loadCatalogue();
  const asked = { answer: () => ({ status: 500, headers: {}, body: '' }) };
  const { endpoint, close } = await serve((request) => asked.answer(request));
  for (const name of values.client) {
    const client = await CLIENTS[name]?.(endpoint);
    if (!client) {
      console.log(`${name}: not here`);
      process.exitCode ||= 2;
      continue;
    }
    console.log(`\n${client.version}\n${'service'.padEnd(16)} ${'operations'.padStart(11)} ${'errors'.padStart(9)}`);
    for (const service of SERVICES.filter(({ table }) => values.service.includes(table))) {
      const figures = await measure({ wire, catalogue, asked, client, service });
      print(name, service, figures, values.verbose);
    }
    client.end();
  }
  close();
}

async function measure({ wire, catalogue, asked, client, service }) {
  const table = catalogue.table(service.table);
  const figures = { right: 0, all: 0, streams: 0, errors: 0, allErrors: 0, failures: [] };
  const raised = new Set();
  for (const operation of table.operations.values()) {
    if (streams(operation)) figures.streams++;
    const failure = await roundTrip({ wire, catalogue, asked, client, service, operation });
    if (failure === 'absent') continue;
    figures.all++;
    if (failure === undefined) figures.right++;
    else figures.failures.push(`${operation.name}: ${failure}`);
    for (const error of operation.errors) {
      if (raised.has(error.name) || operation.method === 'HEAD') continue;
      raised.add(error.name);
      const wrong = await raise({ wire, catalogue, asked, client, service, operation, error });
      if (wrong === 'absent') continue;
      figures.allErrors++;
      if (wrong === undefined) figures.errors++;
      else figures.failures.push(`${operation.name} raises ${error.name}: ${wrong}`);
    }
  }
  return figures;
}

/** Whether events flow in it, which is a framing of its own. */
function streams({ input, output }) {
  return [input, output].some((shape) => [...(shape?.members.values() ?? [])].some(({ type }) => type.eventstream));
}

async function roundTrip({ wire, catalogue, asked, client, service, operation }) {
  const of = (shape, types) => (shape ? sample(shape, types, service.table) : {});
  const output = of(operation.output, {
    bytes: (buffer) => new Uint8Array(buffer),
    time: (text) => text,
    takesOne: client.types.takesOne,
  });
  let call;
  asked.answer = (request) => {
    call = wire.decodeRequest(catalogue, request);
    return 'unreadable' in call
      ? wire.encodeError(call, { name: call.code, message: call.unreadable })
      : wire.encodeOutput(call, output);
  };
  const input = of(operation.input, client.types);
  const wanted = comparable(output);
  const result = await client.call(service, operation.name, input, wanted);
  if (result.absent) return 'absent';
  if (!call) return `sent nothing: ${result.failure ?? JSON.stringify(result.error)}`;
  if ('unreadable' in call) return call.unreadable;
  if (call.service.name !== service.table || call.operation.name !== operation.name) {
    return `understood as ${call.service.name} ${call.operation.name}`;
  }
  const wrongInput = difference(comparable(result.input ?? input), comparable(call.input));
  if (wrongInput) return `input ${wrongInput}`;
  if (result.failure ?? result.error) return result.failure ?? JSON.stringify(result.error);
  const wrongOutput = difference(result.expected ?? wanted, comparable(result.output));
  return wrongOutput && `output ${wrongOutput}`;
}

async function raise({ wire, catalogue, asked, client, service, operation, error }) {
  const message = 'A sentence with <&> and "ü".';
  const codes = [error.name, error.code];
  asked.answer = (request) => {
    const call = wire.decodeRequest(catalogue, request);
    const answer = wire.encodeError(call, { name: error.name, message });
    // SQS has older codes for those who speak its older protocol.
    codes.push(answer.headers['x-amzn-query-error']?.split(';')[0]);
    codes.push(...(call.operation?.errors ?? []).filter(({ name }) => name === error.name).map(({ code }) => code));
    return answer;
  };
  const input = operation.input ? sample(operation.input, client.types, service.table) : {};
  const { error: got, type, failure, errors, absent } = await client.call(service, operation.name, input, {});
  if (absent || (errors && !errors.includes(error.name))) return 'absent';
  if (!got) return failure ?? 'no error';
  // Some errors have no message in the model, and so none in clients that are made of it.
  const hasMessage = [...error.members.keys()].some((name) => /^message$/i.test(name));
  if (got.Message !== message && (got.Message || hasMessage))
    return `the message became ${JSON.stringify(got.Message)}`;
  return codes.includes(got.Code) || type === error.name ? undefined : `became ${got.Code}`;
}

function print(client, { table }, { right, all, errors, allErrors, failures, streams }, verbose) {
  if (all === 0) return;
  const more = streams > 0 ? `  ${streams} with event streams` : '';
  console.log(`${table.padEnd(16)} ${`${right}/${all}`.padStart(11)} ${`${errors}/${allErrors}`.padStart(9)}${more}`);
  for (const failure of failures) {
    const call = `${table} ${/^\w+/.exec(failure)[0]}`;
    const reason = KNOWN[call] ?? KNOWN[`${client}: ${call}`];
    if (!reason) process.exitCode = 1;
    if (!reason || verbose) console.log(`    ${failure}${reason ? ` (known: ${reason})` : ''}`);
  }
}

/** The wire and its catalogue, as one file beside the tables. */
async function bundled() {
  const outfile = path.join(root, 'services', `.wire-${process.pid}.cjs`);
  await esbuild.build({
    stdin: {
      contents: "export * from './services/wire'; export { loadCatalogue } from './services/loadTables';",
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

await main();
