/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Hands the guard of AWS's names on to threads and child processes that are given an environment of their own. What
// inherits this process's environment needs no help.
'use strict';
const childProcess = require('node:child_process');
const path = require('node:path');
const threads = require('node:worker_threads');

/** What `../awsGuard.ts` put into the environment, and the dummies in the place of the user's credentials. */
const NAMES =
  /^(STEPWISE_(AWS_REFUSAL|SESSION|LAYERS|EXTRA_CA_CERTS)|NO_PROXY|no_proxy|AWS_(ENDPOINT_URL\w*|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CONFIG_FILE|SHARED_CREDENTIALS_FILE|EC2_METADATA_DISABLED))$/;
/** What the guard found in the environment when it began. */
let inherited = [];
const preload = `--require "${path.join(__dirname, 'awsGuard.cjs').replace(/[\\"]/g, '\\$&')}"`;
const site = path.join(__dirname, 'site');

/** An environment with the guard in it; what it says itself of the same names stays. */
function guarded(env) {
  const result = { ...env };
  const known = new Set(Object.keys(result).map((name) => name.toUpperCase()));
  for (const [name, value] of inherited) if (!known.has(name.toUpperCase())) result[name] = value;
  addTo(result, 'NODE_OPTIONS', preload, ' ');
  addTo(result, 'PYTHONPATH', site, path.delimiter);
  return result;
}

function addTo(env, name, text, separator) {
  const key = Object.keys(env).find((each) => each.toUpperCase() === name) ?? name;
  const value = env[key] ?? '';
  if (!value.includes(text)) env[key] = value ? `${text}${separator}${value}` : text;
}

exports.guardChildren = function () {
  inherited = Object.entries(process.env).filter(([name]) => NAMES.test(name));
  // `spawn`, `exec`, `execFile` and `fork` come together here.
  const { prototype } = childProcess.ChildProcess;
  const { spawn } = prototype;
  prototype.spawn = function (options) {
    if (!Array.isArray(options?.envPairs)) return spawn.call(this, options);
    const env = Object.fromEntries(
      options.envPairs.map((pair) => [pair.slice(0, pair.indexOf('=', 1)), pair.slice(pair.indexOf('=', 1) + 1)]),
    );
    const envPairs = Object.entries(guarded(env)).map(([name, value]) => `${name}=${value}`);
    return spawn.call(this, { ...options, envPairs });
  };
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    const original = childProcess[name];
    childProcess[name] = function (...args) {
      const options = args.find((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
      const others = args.filter((each) => each !== options && each !== undefined);
      // This process may have changed what it would hand on.
      return original.call(this, ...others, { ...options, env: guarded(options?.env ?? process.env) });
    };
  }
};

/** @returns the class that guards nothing */
exports.guardThreads = function () {
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(file, options) {
      const env = options?.env;
      super(file, typeof env === 'object' && env !== null ? { ...options, env: guarded(env) } : options);
    }
  };
  Object.defineProperty(threads.Worker, 'name', { value: 'Worker' });
  return Worker;
};

/** In threads and children the paths of `/opt` lead to the layers, too; in the handler's own its bootstrap sees to that. */
exports.useLayers = function () {
  const { STEPWISE_LAYERS: text } = process.env;
  if (text === undefined || (threads.isMainThread && /[\\/]node\.cjs$/.test(process.argv[1] ?? ''))) return;
  const mounts = JSON.parse(text);
  require('./layers.cjs')(mounts);
  require('./importHooks.cjs').useHooks({ mounts, folders: [] });
};
