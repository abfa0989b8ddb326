/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Runs a Node.js handler inside its own process: the runtime's half of the Lambda Runtime API.
// Plain CommonJS without dependencies; started as `node node.cjs SETTINGS`, where SETTINGS is JSON:
// { file, exportName, codeDir, rootDirs, sdkDirs, mounts, suppliedDir, sourceMaps, lifeline, debug, waitsForDebugger, guarded, runtime, standstillFile }.
// Behaviour follows aws-lambda-nodejs-runtime-interface-client. Here is what the process is made into before the handler's code is
// loaded; what does that, and calls it, are files that do nothing by being loaded: `beforehand.cjs` has those that are always needed.
'use strict';
const { Module } = require('node:module');
const log = require('./console.cjs');
const runHandler = require('./runHandler.cjs');
const sdkFolders = require('./sdkFolders.cjs');

const settings = JSON.parse(process.argv[2]);
process.argv.length = 2;
// `fork` and `cluster` hand it on: a child would wait for a debugger of its own.
process.execArgv = process.execArgv.filter((flag) => !flag.startsWith('--inspect'));
if (process.env.STEPWISE_EXTRA_CA_CERTS) require('./extraCertificates.cjs').useExtraCertificates();
const guard = settings.guarded ? require('./guardAws.cjs').guardAws() : undefined;
// Under the inspector a thread would show up in the debugger; a guard process watches the owner then, as it does on most systems.
const { holdLifeline, endWithOwner, secret } = require(settings.lifeline);
holdLifeline({ thread: !settings.debug, Worker: guard?.UnguardedWorker });
// What a handler printed must have left before it answers, exits or dies, as on AWS.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
if (settings.sourceMaps) process.setSourceMapsEnabled(true);
log.patchConsole(settings);
// With AWS itself as the target there is no guard, and calls come by here on their way to it.
if (!guard && process.env.STEPWISE_AWS_ROUTE) require('./awsRoute.cjs');
if (guard) {
  const { AWS_ENDPOINT_URL_SFN: stepFunctions, AWS_ENDPOINT_URL: others } = process.env;
  if (stepFunctions || others) require('./serviceCalls.cjs')({ stepFunctions, others });
}
sdkFolders.findSdksElsewhere(settings);
if (settings.mounts?.length) require('./layers.cjs')(settings.mounts);
if (settings.rootDirs) require('./rootDirs.cjs').useRootDirs(Module, settings.rootDirs);
sdkFolders.useImportHooks(settings);
// By this file's `require`: to the handler's code it is the program's main module.
runHandler(settings, { load: require, entry: __filename, endWithOwner, secret });
