/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Loads a handler's module, and says in AWS's words why that cannot be done.
'use strict';
const { writeSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const callAlone = require('./callAlone.cjs');
const { installHint, isMissingModule, seenOf } = require('./missingModule.cjs');
const { isModule } = require('./moduleKind.cjs');
const { named, withFacts } = require('./postedError.cjs');
const { STREAMING } = require('./streamedResponse.cjs');

const { Promise } = globalThis;

/**
 * @param settings of the process
 * @param how.load the `require` that modules are loaded by
 * @param how.isAwaited as of Node.js 24: see `runHandler.cjs`
 * @returns the handler's function; rejects with what is to be told, or what its code threw
 */
async function loadHandler(settings, { load, isAwaited }) {
  const { exported } = await loadModule(settings, load);
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
}

/** Names that a person may have meant. */
function functionsOf(exported) {
  const own = typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
  return own.filter((name) => typeof exported[name] === 'function').slice(0, 50);
}

/** In an object: what a module exports may look like a promise. */
async function loadModule({ file, exportName }, load) {
  if (isModule(file)) {
    const namespace = await imported(file);
    const isNamed = exportName.split('.')[0] in namespace;
    return { exported: isNamed ? namespace : (namespace.default ?? namespace) };
  }
  try {
    // `forEach` returns nothing; what is loaded is then asked for again.
    const each = [].forEach.bind([file]);
    await new Promise((returned, failed) => callAlone(each, [load], { returned, failed }));
    return { exported: load(file) };
  } catch (error) {
    if (error?.code !== 'ERR_REQUIRE_ESM' && error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return { exported: await imported(file) };
  }
}

/** Not awaited itself, which its stack traces would tell. */
function imported(file) {
  return new Promise((resolve, reject) => void import(pathToFileURL(file).href).then(resolve, reject));
}

/** As AWS words it: a missing module and a syntax error are named, what the code threw stays itself. */
function loadError(error, settings) {
  if (isMissingModule(error)) {
    const wrapped = named('Runtime.ImportModuleError', `Error: ${error.message}`);
    withFacts(wrapped, { install: installHint(error.message, settings), seen: seenOf(error, settings) });
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

module.exports = { loadHandler, loadError };
