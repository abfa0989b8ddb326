/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Runs a Node.js handler inside its own process: the runtime's half of the Lambda Runtime API.
// Plain CommonJS without dependencies; started as `node node.cjs SETTINGS`, where SETTINGS is JSON:
// { file, exportName, codeDir, rootDirs, sdkDirs, mounts, suppliedDir, sourceMaps, lifeline, debug, waitsForDebugger, guarded, runtime, standstillFile }.
// Behaviour follows aws-lambda-nodejs-runtime-interface-client.
'use strict';
const { subscribe } = require('node:diagnostics_channel');
const { existsSync, readFileSync, writeSync } = require('node:fs');
const path = require('node:path');
const { format, inspect, types } = require('node:util');
const { Module } = require('node:module');
const { pathToFileURL } = require('node:url');
const callAlone = require('./callAlone.cjs');
const connectToOwner = require('./ownerConnection.cjs');

// Our own copies: what the handler's packages replace later (fake timers, patched globals) is theirs alone.
const { Promise, encodeURIComponent } = globalThis;
const { now } = Date;
const { parse, stringify } = JSON;
const exit = process.exit.bind(process);
const on = process.on.bind(process);
const off = process.removeListener.bind(process);
const activeResources = process.getActiveResourcesInfo?.bind(process);

const settings = parse(process.argv[2]);
process.argv.length = 2;
// `fork` and `cluster` hand it on: a child would wait for a debugger of its own.
process.execArgv = process.execArgv.filter((flag) => !flag.startsWith('--inspect'));
if (process.env.STEPWISE_EXTRA_CA_CERTS) require('./extraCertificates.cjs');
const guard = settings.guarded ? require('./awsGuard.cjs') : undefined;
// Under the inspector a thread would show up in the debugger; a guard process watches the owner then, as it does on most systems.
const { holdLifeline, endWithOwner, secret } = require(settings.lifeline);
holdLifeline({ thread: !settings.debug, Worker: guard?.UnguardedWorker });
// What a handler printed must have left before it answers, exits or dies, as on AWS.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
if (settings.sourceMaps) process.setSourceMapsEnabled(true);
const log = require('./console.cjs');
log.patchConsole(settings);
// With AWS itself as the target there is no guard, and calls come by here on their way to it.
if (!guard && process.env.STEPWISE_AWS_ROUTE) require('./awsRoute.cjs');
if (guard) {
  const { AWS_ENDPOINT_URL_SFN: stepFunctions, AWS_ENDPOINT_URL: others } = process.env;
  if (stepFunctions || others) require('./serviceCalls.cjs')({ stepFunctions, others });
}
findSdksElsewhere();
if (settings.mounts?.length) require('./layers.cjs')(settings.mounts);
if (settings.rootDirs) require('./rootDirs.cjs').useRootDirs(Module, settings.rootDirs);
useImportHooks();

/**
 * From Node.js 24 on Lambda's client awaits what a handler returns: it knows no callbacks, and ends at what nobody catches.
 * Source: aws-lambda-nodejs-runtime-interface-client 4.
 */
const isAwaited = /^nodejs(2[4-9]|[3-9]\d)/.test(settings.runtime ?? '');

/** By what the package manager leaves in the folder, or in that of the workspace above it. */
const INSTALLS = [
  // Node.js alone, as on AWS, finds nothing that Yarn keeps for Plug'n'Play.
  ['.pnp.cjs', 'yarn config set nodeLinker node-modules && yarn install'],
  ['package-lock.json', 'npm install'],
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
  ['bun.lockb', 'bun install'],
];

/** Once there is one: {@link main}. */
let owner;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
globalThis.awslambda = {
  streamifyResponse(handler, options) {
    handler[STREAMING] = options?.highWaterMark ?? true;
    return handler;
  },
  HttpResponseStream: {
    from: (stream, prelude) => require('./responseStream.cjs').withPrelude(stream, prelude),
  },
};

/** By the names that Node.js has for what keeps it alive. Sockets stay open on purpose. */
const UNDER_WAY = { Timeout: 'timers', GetAddrInfoReqWrap: 'connections', TCPConnectWrap: 'connections' };
/** Requests of `fetch` that nothing has answered yet: their sockets look like those that are kept open. */
const requests = new Set();
subscribe('undici:request:create', ({ request }) => requests.add(request));
for (const end of ['headers', 'error']) subscribe(`undici:request:${end}`, ({ request }) => requests.delete(request));
/** The invocation being answered; an uncaught error belongs to it. */
let current;
on('uncaughtException', (error) => void die(error, 129));
on('unhandledRejection', (reason, promise) => {
  if (current?.untaken.includes(promise)) return void current.fail(reason);
  if (isAwaited) return void die(reason, 128);
  const error = new Error(String(reason?.stack ? reason : format(reason)));
  error.name = 'Runtime.UnhandledPromiseRejection';
  error.reason = reason;
  error.stack = `${error.name}: ${reason?.stack ?? error.message}`;
  void die(error, 128);
});

// Files of ours are loaded by now: the debugger has none to look at, and finds the process waiting for it alone.
if (settings.waitsForDebugger) require('node:inspector').open(0, '127.0.0.1', true);
void main();

async function main() {
  owner = await connectToOwner(process.env.AWS_LAMBDA_RUNTIME_API, secret, endWithOwner);
  if (settings.debug) await owner.call('POST', '/released');
  // Code that waits for nothing any more has ended, as without us.
  owner.hold(false);
  const handler = await loadHandler();
  if (!handler) return;
  for (;;) {
    owner.hold(true);
    const { headers, body } = await owner.call('GET', '/2018-06-01/runtime/invocation/next');
    owner.hold(false);
    await invoke(handler, headers, body);
  }
}

// --- Loading -----------------------------------------------------------------------------------------------------

async function loadHandler() {
  try {
    const { exported } = await loadModule(settings.file);
    const handler = settings.exportName.split('.').reduce((value, key) => value?.[key], exported);
    const name = process.env._HANDLER;
    const missing =
      handler === undefined ? 'undefined or not exported' : typeof handler !== 'function' && 'not a function';
    if (missing)
      throw withFacts(named('Runtime.HandlerNotFound', `${name} is ${missing}`), { exports: functionsOf(exported) });
    if (isAwaited && handler.length >= 3 && !handler[STREAMING]) {
      throw named(
        'Runtime.CallbackHandlerDeprecated',
        'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
          'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
          'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
      );
    }
    return handler;
  } catch (error) {
    await postError('/2018-06-01/runtime/init/error', loadError(error));
    exit(1);
  }
}

/** In an object: what a module exports may look like a promise. */
async function loadModule(file) {
  if (isModule(file)) {
    const namespace = await imported(file);
    const isNamed = settings.exportName.split('.')[0] in namespace;
    return { exported: isNamed ? namespace : (namespace.default ?? namespace) };
  }
  try {
    // `forEach` returns nothing; what is loaded is then asked for again.
    const load = [].forEach.bind([file]);
    await new Promise((returned, failed) => callAlone(load, [require], { returned, failed }));
    return { exported: require(file) };
  } catch (error) {
    if (error?.code !== 'ERR_REQUIRE_ESM' && error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return { exported: await imported(file) };
  }
}

/** Not awaited itself, which its stack traces would tell. */
function imported(file) {
  return new Promise((resolve, reject) => void import(pathToFileURL(file).href).then(resolve, reject));
}

/** Node's own rule: the ending, else `type` of the nearest package.json. */
function isModule(file) {
  if (file.endsWith('.mjs')) return true;
  if (!file.endsWith('.js')) return false;
  for (let dir = path.dirname(file); ; dir = path.dirname(dir)) {
    try {
      return parse(readFileSync(path.join(dir, 'package.json'), 'utf8')).type === 'module';
    } catch (error) {
      if (error.code !== 'ENOENT' || path.dirname(dir) === dir) return false;
    }
  }
}

/** As AWS words it: a missing module and a syntax error are named, what the code threw stays itself. */
function loadError(error) {
  if (isMissingModule(error)) {
    const wrapped = named('Runtime.ImportModuleError', `Error: ${error.message}`);
    withFacts(wrapped, { install: installHint(error.message), seen: seenOf(error) });
    wrapped.stack = `${wrapped.name}: Error: ${error.stack.replace(/^(\w+)( \[\w+\])?: /, '')}`;
    return wrapped;
  }
  if (error instanceof SyntaxError) {
    // Node puts file, line and the code frame before the message; they tell the reader where to look.
    const stack = String(error.stack);
    const at = stack.indexOf('SyntaxError:');
    const frame = at > 0 ? stack.slice(0, at).trimEnd().split('\n') : [];
    const wrapped = named('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    wrapped.stack = [`${wrapped.name}: SyntaxError: ${error.message}`, ...frame].join('\n');
    if (frame.length) writeSync(2, `${frame.join('\n')}\n\nSyntaxError: ${error.message}\n`);
    return wrapped;
  }
  return error;
}

function isMissingModule(error) {
  return error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND';
}

/** A module that is not there, or does not load; a path of `/opt`, which is that of layers. The host makes something of it. */
function seenOf(error) {
  const { code, message, path: file } = error ?? {};
  if (code === 'ENOENT' && /^\/opt\//.test(file)) return { missing: { name: file, installer: '' } };
  const [, compiled] = (code === 'ERR_DLOPEN_FAILED' && /((?:[A-Za-z]:)?[\\/][^:\n()]*?\.node)/.exec(message)) || [];
  if (compiled) return { native: { file: compiled } };
  if (!isMissingModule(error)) return undefined;
  const name = packageIn(message) ?? /Cannot find module ['"](\/opt\/[^'"]*)/.exec(message)?.[1];
  const folder = settings.sdkDirs.at(-1);
  return name && { missing: { name, installer: 'npm i -D', folder } };
}

function packageIn(message) {
  return /Cannot find (?:module|package) ['"]((?:@[^/'"]+\/)?[^@./'"][^/'"]*)/.exec(message)?.[1];
}

/** What a project declares is installed all together: one package by name would be written anew into its package.json. */
function installHint(message) {
  const wanted = packageIn(message);
  const dir = wanted && folderThatDeclares(wanted);
  return dir ? { name: wanted, command: installCommand(dir), folder: dir } : sdkHint(message);
}

function installCommand(dir) {
  for (let at = dir; ; at = path.dirname(at)) {
    const [, command] = INSTALLS.find(([file]) => existsSync(path.join(at, file))) ?? [];
    if (command || path.dirname(at) === at) return command ?? 'npm install';
  }
}

/** The nearest folder whose package.json names a package. */
function folderThatDeclares(wanted) {
  for (let dir = settings.sdkDirs[0] ?? settings.codeDir; ; dir = path.dirname(dir)) {
    try {
      const about = parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
      const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
      if (kinds.some((kind) => about[kind]?.[wanted] !== undefined)) return dir;
    } catch {
      // None here, or one that is no JSON: a folder above may name it.
    }
    if (path.dirname(dir) === dir) return undefined;
  }
}

/** A project rightly does not declare what Lambda supplies; then one sentence says how to have it here. */
function sdkHint(message) {
  const [, wanted] = /['"]((?:@aws-sdk|@smithy)\/[^/'"]+|aws-sdk)[^'"]*['"]/.exec(message) ?? [];
  if (!wanted) return undefined;
  const folder = settings.sdkDirs[settings.sdkDirs.length - 1] ?? settings.codeDir;
  // Version 2 of the SDK. Source: AWS, "Building Lambda functions with Node.js", "Runtime-included SDK versions".
  if (/^aws-sdk/.test(wanted) && !hasSdkV2())
    return { name: 'aws-sdk', command: 'npm i aws-sdk', folder, upTo: 'nodejs16.x' };
  return { name: wanted, command: `npm i -D ${wanted}`, folder, isSupplied: true };
}

/** `import` finds what `require` does. Older versions of Node.js start a thread for it: then only where it is needed. */
function useImportHooks() {
  const { mounts = [], rootDirs = [], sdkDirs, suppliedDir } = settings;
  const isFoundElsewhere = mounts.length > 0 || rootDirs.length > 0;
  if (!isFoundElsewhere && (suppliedDir === undefined || !existsSync(path.join(suppliedDir, 'node_modules')))) return;
  if (!isFoundElsewhere && !Module.registerHooks && !isModule(settings.file)) return;
  const folders = (process.env.NODE_PATH ?? '').split(path.delimiter).filter(Boolean).map(path.dirname);
  require('./importHooks.cjs').useHooks({ mounts, rootDirs, folders: [...folders, ...sdkDirs], suppliedDir });
}

/** What Lambda supplies may lie in a folder of the owner's as well, last. */
function foldersFor(request) {
  const isSupplied = settings.suppliedDir !== undefined && /^@(aws-sdk|smithy)\//.test(request);
  return isSupplied ? [...settings.sdkDirs, settings.suppliedDir] : settings.sdkDirs;
}

function hasSdkV2() {
  return Number(/^nodejs(\d+)/.exec(settings.runtime ?? 'nodejs20.x')?.[1]) <= 16;
}

/** `require` of a package that is not found beside the code looks in the project's folders too. */
function findSdksElsewhere() {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, isMain, options) {
    try {
      return resolve.call(this, request, parent, isMain, options);
    } catch (error) {
      if (error?.code !== 'MODULE_NOT_FOUND' || /^[./]|^[a-zA-Z]:/.test(request)) throw error;
      // What Lambda does not supply must be the function's own.
      if (/^aws-sdk(\/|$)/.test(request) && !hasSdkV2()) throw error;
      for (const dir of foldersFor(request)) {
        try {
          return resolve.call(this, request, parent, isMain, { paths: [dir] });
        } catch {
          // The next folder may have it.
        }
      }
      throw error;
    }
  };
}

// --- Invoking ----------------------------------------------------------------------------------------------------

async function invoke(handler, headers, body) {
  const requestId = headers['lambda-runtime-aws-request-id'];
  log.invocation.requestId = requestId;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const invocation = { requestId, done: false, untaken: [], fail: undefined, output: undefined };
  current = invocation;
  const context = createContext(headers);
  await new Promise((resolve) => {
    const settle = (ok, value) => {
      if (invocation.done) return;
      invocation.done = true;
      off('beforeExit', onEmptyLoop);
      const { output } = invocation;
      const outcome = !ok ? { error: value } : output ? undefined : serialise(value);
      // Heard in their order: the next invocation is asked for at once. What was streamed has been answered.
      if (!outcome) output.end();
      else if ('error' in outcome) void postFailure(invocation, outcome.error);
      else void owner.call('POST', `${routeOf(invocation)}/response`, outcome.body, { ...JSON_TYPE, ...underWay() });
      resolve();
    };
    // Nothing left to wait for and no answer: an async handler's promise can never settle; any other answers null,
    // or what it handed to its callback.
    let waiting;
    const onEmptyLoop = () => {
      if (waiting) settle(true, waiting.value);
      else if (types.isAsyncFunction(handler) || invocation.output) {
        settle(
          false,
          named(
            'Runtime.NodeJsExit',
            'The Lambda runtime client detected an unexpected Node.js behavior. This is most likely a Promise bug.',
          ),
        );
      } else settle(true, null);
    };
    // Whoever waits for nothing ends, where Lambda's client only awaits.
    if (!isAwaited) on('beforeExit', onEmptyLoop);
    // Whichever way it answers first counts.
    let isAnswered = false;
    const first =
      (act) =>
      (...given) => {
        if (isAnswered) return;
        isAnswered = true;
        act(...given);
      };
    const succeed = first((value) => settle(true, value));
    const fail = first((error) => settle(false, isAwaited ? error : (error ?? 'handled')));
    const callback = first((error, value) => {
      if (error != null) settle(false, error);
      else if (context.callbackWaitsForEmptyEventLoop) waiting = { value };
      else settle(true, value);
    });
    if (!isAwaited) {
      const done = first((error, value) => (error == null ? settle(true, value) : settle(false, error)));
      Object.assign(context, { callbackWaitsForEmptyEventLoop: true, done, succeed, fail });
    }
    try {
      const event = parse(body);
      if (headers['stepwise-step-into']) require('./stepInto.cjs')(handler);
      // Where there are callbacks, what is no promise is no answer.
      let returned = (value, isPromised) => (isPromised || isAwaited) && succeed(value);
      if (handler[STREAMING]) {
        invocation.output = openStream(invocation, handler[STREAMING]);
        returned = (value, isPromised) => endStream(invocation.output, { value, isPromised }, succeed, fail);
      }
      const args = invocation.output ? [event, invocation.output, context] : [event, context];
      if (!isAwaited && !invocation.output) args.push(callback);
      if (settings.debug) callInDebugger(invocation, handler, args, returned, fail);
      else callAlone(handler, args, { returned, failed: fail });
    } catch (error) {
      fail(error);
    }
  });
  current = undefined;
}

/** A header that tells what the handler has not waited for: on AWS its process stands still from now on. */
function underWay() {
  const counts = {};
  for (const kind of activeResources?.() ?? []) {
    const name = UNDER_WAY[kind];
    if (name) counts[name] = (counts[name] ?? 0) + 1;
  }
  if (requests.size > 0) {
    counts.requests = requests.size;
    // A request's own connection is told with it.
    counts.connections = Math.max(0, (counts.connections ?? 0) - requests.size);
  }
  const header = stringify(counts);
  return header === '{}' ? undefined : { 'Stepwise-Under-Way': header };
}

/** A debugger stops at uncaught errors, and one that we took would be caught: the process tells us of it instead. */
function callInDebugger(invocation, handler, args, heard, fail) {
  let returned;
  const succeed = (value) => heard(value, true);
  invocation.fail = fail;
  invocation.untaken.push(new Promise(() => (returned = handler(...args))));
  if (types.isPromise(returned)) invocation.untaken.push(returned.then(succeed));
  else if (typeof returned?.then === 'function') returned.then(succeed, fail);
  else heard(returned, false);
}

function openStream(invocation, highWaterMark) {
  const { ResponseStream } = require('./responseStream.cjs');
  const open = (type) =>
    owner.open('POST', `${routeOf(invocation)}/response`, {
      'Content-Type': type,
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      Trailer: `${ERROR_TYPE}, ${ERROR_BODY}`,
    });
  return new ResponseStream(open, highWaterMark);
}

/** The handler has returned; its stream may still be on its way. */
function endStream(output, { value, isPromised }, succeed, fail) {
  if (!isPromised) return fail(new Error('Streaming does not support non-async handlers.'));
  if (value !== undefined) console.warn('Streaming handlers ignore return values.');
  if (output.writableFinished) succeed();
  else output.once('finish', succeed);
}

function createContext(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const stoodBefore = stoodStill();
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext ? parse(clientContext) : undefined,
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline + stoodStill() - stoodBefore - now(),
  };
}

/** For how many milliseconds a debugger has held the run until now: that moves deadlines. */
function stoodStill() {
  if (!settings.standstillFile) return 0;
  try {
    const [before, since] = readFileSync(settings.standstillFile, 'utf8').split(' ').map(Number);
    return before + (since === 0 ? 0 : now() - since);
  } catch {
    // The run is over.
    return 0;
  }
}

function serialise(value) {
  const plain = value === undefined ? null : value;
  try {
    return { body: stringify(plain) ?? 'null' };
  } catch (cause) {
    const theirs = serialiseAsTheirs(plain);
    if (theirs) return theirs;
    const error = new Error('Unable to stringify response body', { cause });
    if (isAwaited) error.name = 'Runtime.JSONStringifyError';
    return { error };
  }
}

/** What JSON cannot hold (a circle, say) the handler may have taught its own `JSON.stringify`, which AWS's runtime uses. */
function serialiseAsTheirs(value) {
  if (JSON.stringify === stringify) return undefined;
  try {
    return { body: JSON.stringify(value) ?? 'null' };
  } catch {
    return undefined;
  }
}

// --- Failing -----------------------------------------------------------------------------------------------------

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}

const FACTS = Symbol('facts');

function withFacts(error, facts) {
  error[FACTS] = facts;
  return error;
}

/** Names that a person may have meant. */
function functionsOf(exported) {
  const own = typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
  return own.filter((name) => typeof exported[name] === 'function').slice(0, 50);
}

/** Tells AWS's part of an error, and beside it, in a header, what that leaves out. */
function postError(route, error) {
  owner.hold(true);
  return owner.call('POST', route, describe(error), { ...JSON_TYPE, ...factsHeader(error) });
}

function routeOf({ requestId }) {
  return `/2018-06-01/runtime/invocation/${requestId}`;
}

const ERROR_TYPE = 'Lambda-Runtime-Function-Error-Type';
const ERROR_BODY = 'Lambda-Runtime-Function-Error-Body';

/** Of an invocation; behind what has been streamed of it, where something has. */
function postFailure(invocation, error) {
  const { output } = invocation;
  if (!output?.headersSent) {
    output?.failWith();
    return postError(`${routeOf(invocation)}/error`, error);
  }
  if (output.writableFinished) return void writeSync(2, `${inspect(error)}\n`);
  const body = describe(error);
  owner.hold(true);
  const { errorType } = parse(body);
  return output.failWith({
    // Trailers carry ASCII alone.
    [ERROR_TYPE]: /^[\x21-\x7e]+$/.test(errorType) ? errorType : 'Error',
    [ERROR_BODY]: Buffer.from(body).toString('base64'),
    ...factsHeader(error),
  });
}

function factsHeader(error) {
  try {
    // Handlers load modules when they are needed, too.
    const install = isMissingModule(error) ? installHint(error.message) : undefined;
    const facts = { behind: errorBehind(error), seen: seenOf(error), install, ...error?.[FACTS] };
    const text = encodeURIComponent(stringify(facts));
    return text.length > 4000 || text === '%7B%7D' ? {} : { 'Stepwise-Facts': text };
  } catch {
    // Errors of the user's may have members that throw.
    return {};
  }
}

/** The innermost of the errors behind one, such as that of the socket behind `fetch failed`. */
function errorBehind(error) {
  let inner = error;
  for (let depth = 0; depth < 5; depth++) {
    const next = inner?.cause ?? (Array.isArray(inner?.errors) ? inner.errors[0] : undefined);
    if (!types.isNativeError(next)) break;
    inner = next;
  }
  if (!types.isNativeError(error) || inner === error) return undefined;
  const { code, message, address, hostname, host, port } = inner;
  const where = hostname ?? address ?? host;
  const peer = where === undefined ? undefined : port === undefined ? String(where) : `${where}:${port}`;
  return { ...(typeof code === 'string' && { code }), message: String(message).slice(0, 300), ...(peer && { peer }) };
}

/** The error as AWS gives it to the caller: JSON text. */
function describe(error) {
  try {
    if (types.isNativeError(error) || (!isAwaited && error && error.name && error.message && error.stack)) {
      const { name, message } = error;
      return stringify({ errorType: worded(name), errorMessage: withoutUs(worded(message)), trace: userTrace(error) });
    }
    return stringify({ errorType: typeof error, errorMessage: String(error), trace: [] });
  } catch {
    return stringify({
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    });
  }
}

/** AWS replaces this character, and fails at what is no text. */
function worded(text) {
  return text?.replaceAll('\x7F', '%7F');
}

/** The stack without our own frames, and without those of Node's that called us. */
function userTrace(error) {
  if (isAwaited && error.stack === undefined) return [];
  const lines = withoutUs(worded(error.stack))
    .split('\n')
    .filter((line) => !line.includes(__dirname));
  while (
    /^ +at (.*\(node:|node:|(new Promise|Array\.forEach) \(<anonymous>\)|process\.processTicks)/.test(lines.at(-1))
  )
    lines.pop();
  return lines;
}

/** Node lists who required a module that is missing; the last is this file. */
function withoutUs(text) {
  return text?.replaceAll(`\n- ${__filename}`, '');
}

/** An error nobody caught ends the runtime, as on AWS; before Node.js 24 the invocation it happened in fails with it. */
async function die(error, code) {
  if (isAwaited || current?.done || !owner) {
    writeSync(2, `${inspect(error)}\n`);
    exit(isAwaited ? 1 : code);
  }
  if (current) current.done = true;
  await (current ? postFailure(current, error) : postError('/2018-06-01/runtime/init/error', error));
  exit(code);
}
