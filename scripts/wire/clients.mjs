// The clients of AWS that the wire is proven with. Each is { version, call(service, operation, input, expected), end() }.
// What came of a call is { output | error | failure | absent }, and input, expected and errors as far as the client knows them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { goProgram } from './goClient.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const cache = path.join(here, '..', '..', '.cache', 'wire-clients');
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** Some clients send a message to where the queue's URL says. */
const queueAt = (endpoint) => `${endpoint}/123456789012/queue`;

/** @param python the interpreter, which has boto3 */
export const botoClient = (python, endpoint) =>
  programClient(python, [path.join(here, 'boto.py')], endpoint, ({ boto }) => boto);

/** @param version `v1` or `v2` */
export function goClient(version, services, endpoint) {
  const program = goProgram(version, services);
  return program && programClient(program, [], endpoint, ({ table }) => table, { takesOne: isUnionOfGo });
}

/** Values of DynamoDB, and filters of S3. */
function isUnionOfGo({ members }) {
  return (members.has('S') && members.has('N')) || members.has('And');
}

/** A program that makes a call for each line of its input. */
async function programClient(program, args, endpoint, nameOf, types = {}) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return undefined;
  const { version } = JSON.parse(first.value);
  return {
    version,
    types: {
      bytes: (buffer) => ({ $bytes: buffer.toString('base64') }),
      time: (text) => ({ $time: Date.parse(text) }),
      ...types,
    },
    async call(service, operation, input, expected) {
      child.stdin.write(`${JSON.stringify({ service: nameOf(service), endpoint, operation, input, expected })}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error(`${program} ended.`);
      return JSON.parse(answer.value);
    },
    end: () => child.stdin.end(),
  };
}

function install(packages) {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(path.join(cache, 'package.json')))
    writeFileSync(path.join(cache, 'package.json'), '{"private":true}\n');
  const missing = packages.filter((name) => !existsSync(path.join(cache, 'node_modules', name)));
  if (missing.length === 0) return;
  console.error(`Installing ${missing.length} clients into ${path.relative(process.cwd(), cache)} …`);
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', ...missing];
  const { status } = spawnSync('npm', args, { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('npm could not install the clients.');
}

const typesOf = (endpoint) => ({
  bytes: (buffer) => new Uint8Array(buffer),
  time: (text) => new Date(text),
  queue: queueAt(endpoint),
});

/** @param cbor speaks CBOR, where the service does: no client does so of itself yet */
export function javascriptClient(services, endpoint, cbor = false) {
  install(services.map(({ npm }) => `@aws-sdk/client-${npm}`));
  const load = createRequire(path.join(cache, 'index.js'));
  const clients = new Map();
  const protocol = cbor ? { protocol: load('@smithy/core/cbor').SmithyRpcV2CborProtocol } : {};
  const clientOf = (npm) => {
    let known = clients.get(npm);
    if (known) return known;
    const sdk = load(`@aws-sdk/client-${npm}`);
    const Client = Object.entries(sdk).find(([name]) => /Client$/.test(name) && !/^__/.test(name))[1];
    const client = new Client({
      endpoint,
      region: 'us-east-1',
      credentials: CREDENTIALS,
      maxAttempts: 1,
      forcePathStyle: true,
      disableHostPrefix: true,
      ...protocol,
      logger: { debug() {}, info() {}, warn() {}, error() {}, trace() {} },
    });
    clients.set(npm, (known = { sdk, client }));
    return known;
  };
  return {
    version: `JavaScript ${load('@aws-sdk/client-dynamodb/package.json').version}${cbor ? ' with CBOR' : ''}`,
    types: typesOf(endpoint),
    async call({ npm, cbor: isCbor }, operation, input) {
      if (cbor && !isCbor) return { absent: true };
      const { sdk, client } = clientOf(npm);
      const Command = sdk[`${operation}Command`];
      if (!Command) return { absent: true };
      try {
        const output = await client.send(new Command(input));
        delete output.$metadata;
        return { output: await read(output) };
      } catch (error) {
        const { name: Code, message: Message, $metadata } = error;
        if ($metadata?.httpStatusCode >= 400) return { error: { Code, Message }, type: error.constructor.name };
        return { failure: `${Code}: ${Message}`.slice(0, 300) };
      }
    },
    end: () => clients.forEach(({ client }) => client.destroy()),
  };
}

async function all(events) {
  const found = [];
  for await (const event of events) found.push(event);
  return found;
}

/** Bodies that are streams, as bytes, and events as a list. */
async function read(output) {
  for (const [name, value] of Object.entries(output)) {
    if (typeof value?.transformToByteArray === 'function') output[name] = await value.transformToByteArray();
    else if (value?.[Symbol.asyncIterator]) output[name] = await all(value);
  }
  return output;
}

/** JavaScript v2, whose models end in 2025. */
export function oldJavascriptClient(endpoint) {
  install(['aws-sdk']);
  process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
  const AWS = createRequire(path.join(cache, 'index.js'))('aws-sdk');
  return {
    version: `JavaScript ${AWS.VERSION}`,
    types: typesOf(endpoint),
    async call({ old }, operation, input, expected) {
      const client = new AWS[old]({
        endpoint,
        region: 'us-east-1',
        credentials: CREDENTIALS,
        maxRetries: 0,
        s3ForcePathStyle: true,
        hostPrefixEnabled: false,
        paramValidation: false,
      });
      const method = operation.charAt(0).toLowerCase() + operation.slice(1);
      const model = client.api.operations[method];
      if (!model) return { absent: true };
      const asked = { input: known(input, model.input), expected: known(expected, model.output) };
      try {
        return { ...asked, output: await read(await client.makeRequest(method, asked.input).promise()) };
      } catch ({ code: Code, message: Message, statusCode, originalError }) {
        return statusCode >= 400 && !originalError
          ? { ...asked, error: { Code, Message } }
          : { ...asked, failure: `${Code}: ${Message}`.slice(0, 300) };
      }
    },
    end() {},
  };
}

/** The value without what v2 is too old to know. */
function known(value, shape) {
  if (shape.type === 'structure' && value?.constructor === Object) {
    const names = Object.keys(value).filter((name) => shape.members[name]);
    return Object.fromEntries(names.map((name) => [name, known(value[name], shape.members[name])]));
  }
  if (shape.type === 'list' && Array.isArray(value)) return value.map((each) => known(each, shape.member));
  if (shape.type === 'map' && value?.constructor === Object) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, known(each, shape.value)]));
  }
  return value;
}
