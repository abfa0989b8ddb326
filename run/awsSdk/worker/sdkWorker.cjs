/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in a process of its own */
// Calls AWS services through the AWS SDK v3 clients of a folder: `node sdkWorker.cjs LIFELINE`. A process, since the SDK
// is the user's own copy: what it does to its globals stays here, it sees no more of the environment than other programs
// of the user's, it cannot hold the owner's event loop, and it ends with its owner.
// In: { id, folders, client, command, input, config } or { abort: id }. Out: { id, ... } as `SdkAnswer` in sdkClients.ts.
'use strict';
const { createRequire } = require('node:module');
const path = require('node:path');
const { agentFor, reasonOf } = require('./proxyAgent.cjs');

require(process.argv[2]).holdLifeline({ thread: true });
// Before any SDK is loaded: some take the host of a call from its input (a queue's address, an access point's ARN).
if (process.env.STEPWISE_AWS_GUARD) require(process.env.STEPWISE_AWS_GUARD);

const clients = new Map();
const running = new Map();

process.on('message', (message) => {
  if (message.abort !== undefined) running.get(message.abort)?.abort();
  else void answer(message);
});

async function answer({ id, ...call }) {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    process.send({ id, ...(await send(call, controller.signal)) });
  } catch (error) {
    process.send({ id, type: 'broken', message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

async function send({ folders, client: packageName, command: commandName, input, config }, abortSignal) {
  const found = find(folders, packageName);
  if (!found) return { type: 'noClient' };
  const { sdk, load } = found;
  const Command = sdk[`${commandName}Command`];
  if (!Command) {
    const commands = Object.keys(sdk).flatMap((name) => /^(.+)Command$/.exec(name)?.[1] ?? []);
    return { type: 'noCommand', commands };
  }
  const client = clientOf(packageName, found, config);
  const shapes = shapesOf(new Command({}), load);
  const command = new Command(
    shapes ? toSdk(input, shapes.input) : withoutShapes(input, SMALL_SERVICES.test(packageName)),
  );
  let response;
  // The answer as it came over the wire: its headers are part of what Step Functions returns.
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      response = result.response;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'stepwiseResponse' },
  );
  const serviceId = client.config.serviceId ?? packageName.replace(/^.*client-/, '');
  try {
    const { $metadata: metadata, ...output } = await client.send(command, { abortSignal });
    return {
      type: 'success',
      output: await fromSdk(output, shapes?.output, !shapes && isLowerCased(output)),
      status: metadata?.httpStatusCode ?? response?.statusCode ?? 200,
      headers: response?.headers ?? {},
      requestId: metadata?.requestId,
    };
  } catch (error) {
    const { $metadata: metadata = {} } = error;
    return {
      type: 'failure',
      serviceId,
      name: error.name ?? 'Error',
      // The name on the wire, which the SDK's own may differ from.
      code: error.Error?.Code ?? error.Code ?? error.code,
      isModelled: error.$fault !== undefined && Object.hasOwn(sdk, error.name),
      message: messageOf(error),
      status: metadata.httpStatusCode,
      requestId: metadata.requestId,
      extendedRequestId: metadata.extendedRequestId,
      attempts: metadata.attempts ?? 1,
    };
  }
}

function messageOf(error) {
  return error.Error?.Message || reasonOf(error);
}

function find(folders, packageName) {
  for (const folder of folders) {
    const load = createRequire(path.join(folder, 'package.json'));
    let file;
    try {
      file = load.resolve(packageName);
    } catch {
      continue;
    }
    return { sdk: load(file), load: createRequire(file), file };
  }
  return undefined;
}

function clientOf(packageName, { sdk, load, file }, config) {
  const key = JSON.stringify([file, config]);
  let client = clients.get(key);
  if (!client) {
    const name = Object.keys(sdk).find((each) => /^[A-Z].*Client$/.test(each));
    const { proxy, ...own } = config;
    client = new sdk[name]({ ...own, requestHandler: requestHandler(load, proxy) });
    clients.set(key, client);
  }
  return client;
}

function handlersOf(load) {
  for (const name of ['@smithy/node-http-handler', '@aws-sdk/node-http-handler']) {
    try {
      return load(name);
    } catch {
      continue;
    }
  }
  return {};
}

/**
 * Connections through the company's proxy, with the company's certificates. The host of a call is known at the call alone:
 * the SDK's own handler, with an agent for each.
 */
function requestHandler(load, editor) {
  const { NodeHttpHandler } = handlersOf(load);
  // An SDK from before its handlers had a package of their own goes its own way.
  if (!NodeHttpHandler) return undefined;
  const handlers = new Map();
  const handlerFor = ({ protocol, hostname, port }) => {
    const url = new URL(`${protocol}//${hostname}${port ? `:${port}` : ''}`);
    if (!handlers.has(url.origin)) {
      const agent = agentFor(url, { env: process.env, editor });
      agent.options.keepAlive = agent.keepAlive = true;
      handlers.set(url.origin, new NodeHttpHandler({ httpAgent: agent, httpsAgent: agent }));
    }
    return handlers.get(url.origin);
  };
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options) => handlerFor(request).handle(request, options),
    destroy: () => handlers.forEach((handler) => handler.destroy()),
    httpHandlerConfigs: () => ({}),
    updateHttpClientConfig: () => undefined,
  };
}

/**
 * The shapes of a command's input and output, which tell a map (whose keys are the user's) from a structure (whose
 * keys are the service's). SDKs before 3.900 or so carry none.
 */
function shapesOf(command, load) {
  if (!Array.isArray(command.schema)) return undefined;
  try {
    const { NormalizedSchema } = load('@smithy/core/schema');
    const [input, output] = [4, 5].map((index) => NormalizedSchema.of(command.schema[index]()));
    return { input, output };
  } catch {
    return undefined;
  }
}

/** Step Functions writes the first letter of every field large; some services, and so their SDK, small. */
const small = (name) => name[0].toLowerCase() + name.slice(1);
const large = (name) => name[0].toUpperCase() + name.slice(1);

/** Whether the answer of a service without shapes is of the kind that spells its fields small. */
function isLowerCased(output) {
  const names = Object.keys(output).filter((name) => output[name] !== undefined);
  return names.length > 0 && names.every((name) => /^[a-z]/.test(name));
}

/** Members that hold keys of the user's, where no shape says so. */
const MAPS = /^(tags|environment|variables|parameters|labels|attributes|metadata|headers|arguments)$/i;

function toSdk(value, shape) {
  if (value === null || value === undefined) return undefined;
  if (shape.isDocumentSchema()) return value;
  if (shape.isStructSchema()) {
    if (!isObject(value)) return value;
    const members = new Map([...shape.structIterator()]);
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => {
        const known = [name, small(name), large(name)].find((spelling) => members.has(spelling)) ?? name;
        return [known, members.has(known) ? toSdk(each, members.get(known)) : each];
      }),
    );
  }
  if (shape.isMapSchema() && isObject(value)) {
    return fromEntries(Object.entries(value).map(([name, each]) => [name, toSdk(each, shape.getValueSchema())]));
  }
  if (shape.isListSchema() && Array.isArray(value)) return value.map((each) => toSdk(each, shape.getValueSchema()));
  if (shape.isTimestampSchema()) return new Date(typeof value === 'number' && value < 1e11 ? value * 1000 : value);
  // What is no text where the service wants one is sent as JSON. Source: recorded (s3:putObject, sfn:startExecution).
  if (shape.isBlobSchema()) return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  if (shape.isStringSchema() && typeof value !== 'string') return JSON.stringify(value);
  return value;
}

/** Services whose API spells fields small, as far as no shape says so. */
const SMALL_SERVICES =
  /client-(sfn|ecs|ecr|eks|batch|codebuild|codepipeline|codecommit|codedeploy|cloudwatch-logs|api-gateway|iot.*|emr-(containers|serverless)|bedrock.*|amplify|inspector|support)$/;

function withoutShapes(value, isSmall) {
  if (Array.isArray(value)) return value.map((each) => withoutShapes(each, isSmall));
  if (!isSmall || !isObject(value)) return value;
  return fromEntries(Object.entries(value).map(([name, each]) => [small(name), withoutShapes(each, !MAPS.test(name))]));
}

/** What the SDK itself adds to answers. */
const OF_THE_SDK = new Set(['$metadata', '$unknown', '$fault']);

async function fromSdk(value, shape, isLower) {
  if (value === null || value === undefined || typeof value !== 'object') {
    return typeof value === 'bigint' ? Number(value) : value;
  }
  // Java prints a moment without its fraction where that is nought.
  if (value instanceof Date) return { $date: value.getTime(), $text: value.toISOString().replace('.000Z', 'Z') };
  if (typeof value.transformToString === 'function') return value.transformToString();
  if (value instanceof Uint8Array) return textOrBase64(value);
  if (value instanceof Set) return fromSdk([...value], shape, isLower);
  if (typeof value.string === 'string' && typeof value.type === 'string') return Number(value.string);
  if (Array.isArray(value)) {
    const item = shape?.isListSchema() ? shape.getValueSchema() : undefined;
    return Promise.all(value.map((each) => fromSdk(each, item, isLower)));
  }
  if (shape?.isDocumentSchema()) return JSON.parse(JSON.stringify(value));
  const members = shape?.isStructSchema() ? new Map([...shape.structIterator()]) : undefined;
  const item = shape?.isMapSchema() ? shape.getValueSchema() : undefined;
  const entries = [];
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined || OF_THE_SDK.has(name)) continue;
    const isField = members ? members.has(name) : shape === undefined && isLower;
    const inner = members?.get(name) ?? item;
    entries.push([isField ? large(name) : name, await fromSdk(each, inner, isLower && !MAPS.test(name))]);
  }
  return fromEntries(entries);
}

function textOrBase64(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
}

/** `__proto__` is a key like any other. */
function fromEntries(entries) {
  return Object.fromEntries(entries);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
